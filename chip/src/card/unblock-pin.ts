import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { maintainedData } from './pin-maintenance.ts'
import { writePinTries } from './pin-slot.ts'

/** UNBLOCK PIN: the old PIN has all its tries again. */
export function unblockPin(chip: Chip, command: CommandApdu): Answer {
  const data = maintainedData(chip, command)
  if (typeof data === 'number') return data
  if (data.length > 0) return statusWords.wrongLength
  writePinTries(chip, chip.layout.profile.pinTries)
  return statusWords.success
}
