import { addedColumn } from './added-column.ts'

const blockBytes = 16

/** CMAC (NIST SP 800-38B, RFC 4493) over a block cipher of 16 bytes under one key, of many messages of one length at once. */
export function cmacs(
  encrypt: (blocks: Uint8Array) => Uint8Array,
  messages: readonly Uint8Array[],
): readonly Uint8Array[] {
  const length = messages[0]?.length ?? 0
  if (messages.some((message) => message.length !== length)) throw new RangeError('the messages differ in length')
  const whole = doubled(encrypt(new Uint8Array(blockBytes)))
  const complete = length > 0 && length % blockBytes === 0
  const mask = complete ? whole : doubled(whole)
  const blocks = Math.max(1, Math.ceil(length / blockBytes))
  const last = (blocks - 1) * blockBytes
  const masked = messages.map((message) => {
    const padded = new Uint8Array(blocks * blockBytes)
    padded.set(message)
    if (!complete) padded[length] = 0x80
    for (let index = 0; index < blockBytes; index += 1)
      padded[last + index] = (padded[last + index] as number) ^ (mask[index] as number)
    return padded
  })
  let states: Uint8Array = new Uint8Array(messages.length * blockBytes)
  for (let offset = 0; offset <= last; offset += blockBytes)
    states = encrypt(addedColumn(states, masked, offset, blockBytes))
  return messages.map((_, index) => states.slice(index * blockBytes, (index + 1) * blockBytes))
}

/** CMAC of one message. */
export function cmac(encrypt: (blocks: Uint8Array) => Uint8Array, message: Uint8Array): Uint8Array {
  return cmacs(encrypt, [message])[0] as Uint8Array
}

/** Multiplication by x in the field of 2^128 elements. */
function doubled(block: Uint8Array): Uint8Array {
  const shifted = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7))
  if ((block[0] as number) & 0x80) shifted[blockBytes - 1] = (shifted[blockBytes - 1] as number) ^ 0x87
  return shifted
}
