import { statusWords, triesLeft } from '../apdu/status-word.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { pinSlotBytes } from './card-layout.ts'
import type { Chip } from './chip.ts'

/** `initial` is the PIN of the letter or of a reset to it: it opens files, but pays nothing. */
export type PinState = 'none' | 'initial' | 'own'

const states: readonly PinState[] = ['none', 'initial', 'own']

export const pinBytes = 3

export interface PinSlot {
  readonly state: PinState
  readonly tries: number
  readonly pin: Uint8Array
  readonly initial: Uint8Array
}

export function readPinSlot({ memory, layout }: Chip): PinSlot {
  const slot = memory.read(layout.pin, pinSlotBytes)
  return {
    state: states[slot[0] as number] ?? 'none',
    tries: slot[1] as number,
    pin: slot.subarray(2, 2 + pinBytes),
    initial: slot.subarray(2 + pinBytes),
  }
}

export function writePinSlot({ journal, layout }: Chip, { state, tries, pin, initial }: PinSlot): void {
  journal.commit({ offset: layout.pin, bytes: Uint8Array.from([states.indexOf(state), tries, ...pin, ...initial]) })
}

export function writePinTries({ journal, layout }: Chip, tries: number): void {
  journal.commit({ offset: layout.pin + 1, bytes: Uint8Array.of(tries) })
}

/** Six decimal digits. */
export const isPin = (bytes: Uint8Array): boolean =>
  bytes.length === pinBytes && bytes.every((byte) => byte >> 4 < 10 && (byte & 0x0f) < 10)

/** Compares at the price of a try, which is spent before and given back after success. */
export function comparePin(chip: Chip, pin: Uint8Array): number {
  const slot = readPinSlot(chip)
  if (slot.state === 'none') return statusWords.keyNotFound
  if (slot.tries === 0) return statusWords.locked
  writePinTries(chip, slot.tries - 1)
  if (!equalBytes(slot.pin, pin)) return triesLeft(slot.tries - 1)
  writePinTries(chip, chip.layout.profile.pinTries)
  return statusWords.success
}

/**
 * The PIN in a PIN block: a count of three, the digits, and where the block comes with its own padding 80 and zeros. Undefined for
 * anything else.
 */
export function pinInBlock(block: Uint8Array): Uint8Array | undefined {
  const [count, pin, rest] = [block[0], block.slice(1, 1 + pinBytes), block.subarray(1 + pinBytes)]
  const padded = rest.length === 0 || (rest[0] === 0x80 && rest.subarray(1).every((byte) => byte === 0))
  return count === pinBytes && padded && isPin(pin) ? pin : undefined
}
