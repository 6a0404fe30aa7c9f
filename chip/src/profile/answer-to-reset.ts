import { concat } from '../bytes/concat.ts'

export type Protocol = 'T=0' | 'T=1'

export interface AnswerToReset {
  /** The first protocol offered; a contactless card is seen as T=1. */
  readonly protocol: Protocol
  readonly historicalBytes: Uint8Array
}

/** `3B 6D 00 00` and thirteen historical bytes for T=0; for T=1 `3B 8D 80 01`, the historical bytes and their check byte. */
export function answerToReset(historicalBytes: Uint8Array, protocol: Protocol): Uint8Array {
  const count = historicalBytes.length
  if (count > 15) throw new RangeError('an answer to reset has at most fifteen historical bytes')
  if (protocol === 'T=0') return concat(Uint8Array.of(0x3b, 0x60 | count, 0x00, 0x00), historicalBytes)
  const checked = concat(Uint8Array.of(0x80 | count, 0x80, 0x01), historicalBytes)
  return concat(Uint8Array.of(0x3b), checked, Uint8Array.of(exclusiveOr(checked)))
}

/** ISO/IEC 7816-3, clause 8.2. Undefined if bytes are missing or left over, or if the check byte is wrong. */
export function parseAnswerToReset(bytes: Uint8Array): AnswerToReset | undefined {
  const [convention, format] = bytes
  if ((convention !== 0x3b && convention !== 0x3f) || format === undefined) return undefined
  let offset = 2
  let following = format >> 4
  const protocols: number[] = []
  while (following !== 0) {
    const hasNext = (following & 0x08) !== 0
    offset += [0x01, 0x02, 0x04].filter((bit) => following & bit).length
    if (!hasNext) break
    const next = bytes[offset]
    if (next === undefined) return undefined
    protocols.push(next & 0x0f)
    following = next >> 4
    offset += 1
  }
  const end = offset + (format & 0x0f)
  const checked = protocols.some((protocol) => protocol !== 0)
  if (bytes.length !== end + (checked ? 1 : 0)) return undefined
  if (checked && exclusiveOr(bytes.subarray(1)) !== 0) return undefined
  return { protocol: protocols.includes(1) ? 'T=1' : 'T=0', historicalBytes: bytes.slice(offset, end) }
}

function exclusiveOr(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0)
}
