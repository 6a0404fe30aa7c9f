const blockBytes = 16

/** CMAC (NIST SP 800-38B, RFC 4493) over a block cipher of 16 bytes under one key. */
export function cmac(encrypt: (block: Uint8Array) => Uint8Array, message: Uint8Array): Uint8Array {
  const whole = doubled(encrypt(new Uint8Array(blockBytes)))
  const complete = message.length > 0 && message.length % blockBytes === 0
  const last = new Uint8Array(blockBytes)
  const start = complete ? message.length - blockBytes : Math.floor(message.length / blockBytes) * blockBytes
  last.set(message.subarray(start))
  if (!complete) last[message.length - start] = 0x80
  let state = new Uint8Array(blockBytes)
  for (let offset = 0; offset < start; offset += blockBytes)
    state = new Uint8Array(encrypt(added(state, message.subarray(offset, offset + blockBytes))))
  return encrypt(added(added(state, last), complete ? whole : doubled(whole)))
}

function added(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] as number))
}

/** Multiplication by x in the field of 2^128 elements. */
function doubled(block: Uint8Array): Uint8Array {
  const shifted = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7))
  if ((block[0] as number) & 0x80) shifted[blockBytes - 1] = (shifted[blockBytes - 1] as number) ^ 0x87
  return shifted
}
