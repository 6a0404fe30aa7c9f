import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Cite } from '@yika/core/settlement/medical/terms-of.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import type { Database } from '../../kernel/database/database.ts'

/** What medical settlement and fees are given by the platform. */
export interface SettlementParts {
  readonly db: Database
  readonly custodian: Custodian
  clock(): Instant
  /** The version of a rule that holds on a day, as a settlement keeps it. */
  readonly cite: Cite
}
