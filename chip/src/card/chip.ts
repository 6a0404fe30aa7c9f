import type { CommandApdu } from '../apdu/command-apdu.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import type { Journal } from '../memory/journal.ts'
import type { Memory } from '../memory/memory.ts'
import type { CardLayout } from './card-layout.ts'
import type { Session } from './session.ts'

/** A chip with power: what its commands work on. */
export interface Chip {
  readonly memory: Memory
  readonly journal: Journal
  readonly layout: CardLayout
  readonly suite: ChipSuite
  readonly random: (length: number) => Uint8Array
  /** The card's own factor, the end of its historical bytes. */
  readonly factor: Uint8Array
  readonly session: Session
}

/** Data, which means success, or a status word without data. */
export type Answer = Uint8Array | number

export type Command = (chip: Chip, command: CommandApdu) => Answer
