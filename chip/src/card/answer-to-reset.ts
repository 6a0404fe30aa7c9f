import { concat } from '../bytes/concat.ts'
import type { MemoryHeader } from './memory-header.ts'

/** ISO/IEC 7816-3: the historical bytes stand at characters 8 to 33 of the hexadecimal form in both protocols. */
export function answerToReset({ protocol, historicalBytes }: MemoryHeader): Uint8Array {
  const count = historicalBytes.length
  if (protocol === 'T=0') return concat(Uint8Array.of(0x3b, 0x60 | count, 0x00, 0x00), historicalBytes)
  const checked = concat(Uint8Array.of(0x80 | count, 0x80, 0x01), historicalBytes)
  const check = checked.reduce((sum, byte) => sum ^ byte, 0)
  return concat(Uint8Array.of(0x3b), checked, Uint8Array.of(check))
}
