import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKeys } from '../key/card-key.ts'
import type { Answer, Chip } from './chip.ts'
import { readPinSlot } from './pin-slot.ts'
import { openMessage } from './secure-message.ts'

const unlockKey = cardKeys.findIndex(({ use }) => use === 'unlock')

/** The key that makes the MACs of PIN commands, and enciphers the new PIN. */
export const pinMaintenanceKey = cardKeys.findIndex(({ name }) => name === 'SSSE/STK')

/** Data of a command about the PIN that asks for the unlocking key and for a MAC under the maintenance key. */
export function maintainedData(chip: Chip, command: CommandApdu): Answer {
  if (command.p1 !== 0) return statusWords.wrongParameters
  if (chip.session.proved[unlockKey] !== 1) return statusWords.securityNotSatisfied
  if (readPinSlot(chip).state === 'none') return statusWords.keyNotFound
  return openMessage(chip, pinMaintenanceKey, command)
}
