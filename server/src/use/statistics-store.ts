import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Database } from '../kernel/database/database.ts'

export interface UseCount {
  readonly serviceId: string
  /** A district or a kind of institution; null in the row of the whole service. */
  readonly group: string | null
  readonly uses: number
  readonly persons: number
}

/** Allowed uses that were decided in the time, per service and group, and per service; people are counted once in each. */
export async function useCounts(
  db: Database,
  asked: {
    readonly from: Instant
    readonly before: Instant
    readonly by: 'district' | 'institution-kind'
    readonly serviceId: string | null
  },
): Promise<readonly UseCount[]> {
  const { from, before, by, serviceId } = asked
  return db<UseCount[]>`
    select service_id, cell as "group", count(*) as uses, count(distinct person_id) as persons
    from (
      select u.service_id, u.person_id, ${by === 'district' ? db`i.district` : db`i.kind`} as cell
      from card_use u join institution i using (institution_id)
      where u.allowed and u.decided_at >= ${from} and u.decided_at < ${before}
        and (${serviceId}::text is null or u.service_id = ${serviceId})
    ) as counted
    group by grouping sets ((service_id, cell), (service_id))
    order by service_id, cell nulls first`
}
