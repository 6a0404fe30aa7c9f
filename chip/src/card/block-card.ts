import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKeys } from '../key/card-key.ts'
import type { Answer, Chip } from './chip.ts'
import { cardLockChange } from './lock-state.ts'
import { openMessage } from './secure-message.ts'

const cardLockingKey = cardKeys.findIndex(({ directory, use }) => directory === 'SSSE' && use === 'lock')

/** CARD BLOCK, after PBOC: the chip serves nobody any more. */
export function blockCard(chip: Chip, command: CommandApdu): Answer {
  if (command.p1 !== 0 || command.p2 !== 0) return statusWords.wrongParameters
  const data = openMessage(chip, cardLockingKey, command)
  if (typeof data === 'number') return data
  if (data.length > 0) return statusWords.wrongLength
  chip.journal.commit(cardLockChange(chip, 'locked'))
  return statusWords.success
}
