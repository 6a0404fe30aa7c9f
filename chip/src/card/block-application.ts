import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { directoryLock, directoryLockChange, type LockState } from './lock-state.ts'
import { openMessage } from './secure-message.ts'

/** APPLICATION BLOCK, after PBOC: P2 00 can be taken back, P2 01 is for ever. */
export function blockApplication(chip: Chip, command: CommandApdu): Answer {
  if (command.p2 > 0x01) return statusWords.wrongParameters
  return underLockingKey(chip, command, command.p2 === 0x00 ? 'blocked' : 'locked')
}

/** APPLICATION UNBLOCK, after PBOC. */
export function unblockApplication(chip: Chip, command: CommandApdu): Answer {
  if (command.p2 !== 0) return statusWords.wrongParameters
  if (directoryLock(chip) !== 'blocked') return statusWords.conditionsNotSatisfied
  return underLockingKey(chip, command, 'open')
}

function underLockingKey(chip: Chip, command: CommandApdu, state: LockState): Answer {
  if (command.p1 !== 0) return statusWords.wrongParameters
  const { layout, session } = chip
  const data = openMessage(chip, layout.directories[session.directory]?.lock ?? -1, command)
  if (typeof data === 'number') return data
  if (data.length > 0) return statusWords.wrongLength
  chip.journal.commit(directoryLockChange(chip, state))
  return statusWords.success
}
