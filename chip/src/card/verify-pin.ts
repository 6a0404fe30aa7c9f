import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords, triesLeft } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { comparePin, isPin, pinBytes, readPinSlot } from './pin-slot.ts'

/** VERIFY: the PIN opens the current directory only. Without data it tells how many tries are left. */
export function verifyPin(chip: Chip, { p1, p2, data, le }: CommandApdu): Answer {
  if (p1 !== 0 || p2 !== 0) return statusWords.wrongParameters
  if (data.length === 0 && le === undefined) return asked(chip)
  if (data.length !== pinBytes) return statusWords.wrongLength
  if (!isPin(data)) return statusWords.wrongData
  const status = comparePin(chip, data)
  chip.session.pinVerified = status === statusWords.success
  return status
}

function asked(chip: Chip): number {
  if (chip.session.pinVerified) return statusWords.success
  const { state, tries } = readPinSlot(chip)
  if (state === 'none') return statusWords.keyNotFound
  return tries === 0 ? statusWords.locked : triesLeft(tries)
}
