import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'

/** A code of a telephone that is the city's and the telephone's own, for this service, at that moment. */
export interface ReadCodeAnswer {
  readonly personId: string
  /** The random name under which the code counts once. */
  readonly codeId: string
}

export type ReadCode = (
  code: string,
  scanned: { readonly at: Instant; readonly serviceId: string },
) => Promise<ReadCodeAnswer | Refused>
