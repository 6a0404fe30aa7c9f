import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Use } from '@yika/core/use/use.ts'
import type { Database } from '../kernel/database/database.ts'
import { useColumns } from './store.ts'

/** Where a page of uses goes on: the newest first, from this one down. */
export interface UsePage {
  readonly personId: string
  readonly from: Instant
  readonly before: Instant
  readonly after: Pick<Use, 'usedAt' | 'useId'> | null
  readonly limit: number
}

const text = ({ usedAt, useId }: Pick<Use, 'usedAt' | 'useId'>) => `${usedAt}/${useId}`
const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The place behind the last use of a page, and back. */
export const nextOf = text
export function placeOf(after: string | undefined): UsePage['after'] {
  const [, usedAt, useId] = form.exec(after ?? '') ?? []
  return usedAt === undefined || useId === undefined ? null : { usedAt: usedAt as Instant, useId }
}

export async function usesOfMonth(db: Database, page: UsePage): Promise<readonly Use[]> {
  const { personId, from, before, after, limit } = page
  return db<Use[]>`
    select ${db.unsafe(useColumns)} from card_use
    where person_id = ${personId} and used_at >= ${from} and used_at < ${before}
      and (${after?.usedAt ?? null}::timestamptz is null
        or (used_at, use_id) < (${after?.usedAt ?? null}::timestamptz, ${after?.useId ?? null}::uuid))
    order by used_at desc, use_id desc
    limit ${limit}`
}

/** Uses of one card beside an instant: the last ones before it, the newest first; those from it on, the oldest first. */
export async function usesBeside(
  db: Database,
  { personId, cardId }: Pick<Use, 'personId' | 'cardId'>,
  instant: Instant,
  limit: number,
): Promise<{ readonly before: readonly Use[]; readonly after: readonly Use[] }> {
  const [before, after] = await Promise.all([
    db<Use[]>`
      select ${db.unsafe(useColumns)} from card_use
      where person_id = ${personId} and card_id = ${cardId} and used_at < ${instant}
      order by used_at desc, use_id desc limit ${limit}`,
    db<Use[]>`
      select ${db.unsafe(useColumns)} from card_use
      where person_id = ${personId} and card_id = ${cardId} and used_at >= ${instant}
      order by used_at, use_id limit ${limit}`,
  ])
  return { before, after }
}
