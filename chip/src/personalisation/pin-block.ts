import { toBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'

/** How many bytes the PIN has, the PIN in BCD, 80 and zeros to eight bytes; undefined unless it has four to eight digits. */
export function pinBlock(pin: string): Uint8Array | undefined {
  const digits = pinBytes(pin)
  if (digits === undefined) return undefined
  const block = new Uint8Array(8)
  block.set(concat(Uint8Array.of(digits.length), digits, Uint8Array.of(0x80)))
  return block
}

/** The PIN as VERIFY sends it. */
export function pinBytes(pin: string): Uint8Array | undefined {
  return /^\d{4,8}$/.test(pin) ? toBcd(pin, Math.ceil(pin.length / 2)) : undefined
}
