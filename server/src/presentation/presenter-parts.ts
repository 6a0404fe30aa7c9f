import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { ReadCode } from './read-code.ts'

/** What it takes to say whose card was shown. */
export interface PresenterParts {
  readonly db: Database
  readonly custodian: Custodian
  readonly readCode: ReadCode
}
