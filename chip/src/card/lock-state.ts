import type { Change } from '../memory/journal.ts'
import type { Chip } from './chip.ts'

/** `blocked` can be taken back under the locking key, `locked` never. */
export type LockState = 'open' | 'blocked' | 'locked'

const states: readonly LockState[] = ['open', 'blocked', 'locked']

const lockAt = ({ memory, layout }: Chip, place: number): LockState =>
  states[memory.read(layout.locks + place, 1)[0] as number] ?? 'locked'

export const cardLock = (chip: Chip): LockState => lockAt(chip, 0)

/** Of the current directory. */
export const directoryLock = (chip: Chip): LockState => lockAt(chip, 1 + chip.session.directory)

export const cardLockChange = ({ layout }: Chip, state: LockState): Change => ({
  offset: layout.locks,
  bytes: Uint8Array.of(states.indexOf(state)),
})

export const directoryLockChange = ({ layout, session }: Chip, state: LockState): Change => ({
  offset: layout.locks + 1 + session.directory,
  bytes: Uint8Array.of(states.indexOf(state)),
})
