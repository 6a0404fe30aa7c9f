import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { Answer, Chip } from './chip.ts'
import { readKeySlot } from './key-slot.ts'
import { maintainedData, pinMaintenanceKey } from './pin-maintenance.ts'
import { pinInBlock, readPinSlot, writePinSlot } from './pin-slot.ts'

/** RELOAD PIN: another PIN with all its tries; it is an initial one again only if it is the one of the letter. */
export function reloadPin(chip: Chip, command: CommandApdu): Answer {
  const data = maintainedData(chip, command)
  if (typeof data === 'number') return data
  const block = chip.suite.decipher(readKeySlot(chip, pinMaintenanceKey).key, data)
  const pin = block && pinInBlock(block)
  if (pin === undefined) return statusWords.wrongData
  const slot = readPinSlot(chip)
  const state = equalBytes(pin, slot.initial) ? 'initial' : 'own'
  writePinSlot(chip, { ...slot, state, tries: chip.layout.profile.pinTries, pin })
  chip.session.pinVerified = false
  return statusWords.success
}
