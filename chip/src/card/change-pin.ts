import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { Answer, Chip } from './chip.ts'
import { comparePin, isPin, pinBytes, readPinSlot, writePinSlot } from './pin-slot.ts'

const separator = 0xff

/** CHANGE PIN: old PIN, FF, new PIN. Nobody may return to the initial PIN. */
export function changePin(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0x01 || p2 !== 0) return statusWords.wrongParameters
  if (data.length !== 2 * pinBytes + 1) return statusWords.wrongLength
  const [old, pin] = [data.subarray(0, pinBytes), data.subarray(pinBytes + 1)]
  if (data[pinBytes] !== separator || !isPin(old) || !isPin(pin)) return statusWords.wrongData
  const status = comparePin(chip, old)
  if (status !== statusWords.success) return status
  const slot = readPinSlot(chip)
  if (equalBytes(slot.initial, pin)) return statusWords.conditionsNotSatisfied
  writePinSlot(chip, { ...slot, state: 'own', pin })
  return statusWords.success
}
