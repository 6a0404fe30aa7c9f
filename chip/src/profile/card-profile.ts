import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import type { CardFile, SpecificationVersion } from './card-file.ts'

/** All that a specification version says about a card: the table from which card, writer, reader and acceptance list work. */
export interface CardProfile {
  readonly version: SpecificationVersion
  readonly suite: ChipSuiteId
  readonly files: readonly CardFile[]
  /** Wrong entries until the PIN is blocked. */
  readonly pinTries: number
  /** Wrong external authentications until a key is blocked. */
  readonly keyTries: number
}
