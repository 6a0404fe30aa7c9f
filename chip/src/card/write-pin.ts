import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { masterKey } from './key-slot.ts'
import { openedWrite } from './opened-write.ts'
import { pinInBlock, writePinSlot } from './pin-slot.ts'

/** WRITE PIN: an initial PIN. The master key must have been proved as well, because nothing in the script itself says that it is new. */
export function writePin(chip: Chip, command: CommandApdu): Answer {
  if (chip.session.proved[masterKey] !== 1) return statusWords.securityNotSatisfied
  const plaintext = openedWrite(chip, command)
  if (typeof plaintext === 'number') return plaintext
  const pin = pinInBlock(plaintext)
  if (pin === undefined) return statusWords.wrongData
  writePinSlot(chip, { state: 'initial', tries: chip.layout.profile.pinTries, pin, initial: pin })
  chip.session.pinVerified = false
  return statusWords.success
}
