import type { PersonalField } from '@yika/core/access/personal-field.ts'
import type { Purpose } from '@yika/core/access/purpose.ts'
import type { Role } from '@yika/core/access/role.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Window } from '@yika/core/oversight/window.ts'
import type { Database } from '../kernel/database/database.ts'
import { firstIdAt } from './first-id-at.ts'

export interface AuditRow {
  readonly personId: string
  readonly entryId: string
  readonly at: Instant
  readonly actorId: string
  readonly actorRole: Role
  readonly organisationId: string
  readonly officeId: string | null
  readonly operation: string
  readonly article: number
  readonly outcome: 'accepted' | 'refused' | 'read'
  readonly refusal: string | null
  readonly purpose: Purpose | null
  readonly legalBasis: string | null
  readonly caseId: string | null
  /** One that left unmasked ends in an exclamation mark. */
  readonly fields: readonly (PersonalField | `${PersonalField}!`)[]
  readonly commandId: string
}

const columns = `person_id, entry_id, at, actor_id, actor_role, organisation_id, office_id, operation, article, outcome,
  refusal, purpose, legal_basis, case_id, fields, command_id`

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  readonly next: string | null
}

export interface AuditFilter {
  readonly personId: string | null
  readonly actorId: string | null
  readonly operation: string | null
  readonly outcome: AuditRow['outcome'] | null
  readonly readFor: Purpose | null
  /** The last row of the page before. */
  readonly after: string | null
  readonly limit: number
}

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  readonly next: string | null
}

/** How many rows one page looks at, whatever it is looking for: a rare operation in a busy month is found page by page. */
const lookedAtMost = 10_000

/**
 * The newest first. Window and page are one range of identifiers, in the order of the index that fits the filter: by
 * person the key itself, by actor, or by time. No page reads more than `most` entries of that index; where that was not
 * enough to fill it, `next` goes on behind the last entry that was looked at.
 */
export async function auditPage(
  db: Database,
  { since, until }: Window,
  filter: AuditFilter,
  most: number = lookedAtMost,
): Promise<AuditPage> {
  const { personId, actorId, operation, outcome, readFor, after, limit } = filter
  const sieved = operation !== null || outcome !== null || readFor !== null
  const looking = sieved ? most : limit
  const rows = await db<(AuditRow & Edge)[]>`
    with looked as materialized (
      select ${db.unsafe(columns)} from audit_entry
      where entry_id >= ${firstIdAt(since)} and entry_id < ${after ?? firstIdAt(until)}
        ${personId === null ? db`` : db`and person_id = ${personId}`}
        ${actorId === null ? db`` : db`and actor_id = ${actorId}`}
      order by entry_id desc
      limit ${looking}
    ),
    found as (
      select * from looked
      where true
        ${operation === null ? db`` : db`and operation = ${operation}`}
        ${outcome === null ? db`` : db`and outcome = ${outcome}`}
        ${readFor === null ? db`` : db`and purpose = ${readFor}`}
      order by entry_id desc
      limit ${limit}
    )
    select found.*, edge.looked, edge.last
    from (
      select count(*) as looked, (select entry_id from looked order by entry_id limit 1) as last from looked
    ) as edge left join found on true
    order by entry_id desc`
  const { looked = 0, last = null } = rows[0] ?? {}
  const found = rows.filter(({ entryId }) => entryId !== null)
  const full = found.length === limit ? (found.at(-1)?.entryId ?? null) : null
  return { rows: found, next: full ?? (looked === looking ? last : null) }
}

interface Edge {
  readonly looked: number
  /** The oldest entry that was looked at. */
  readonly last: string | null
}

export async function auditEntryById(db: Database, entryId: string): Promise<AuditRow | undefined> {
  const [row] = await db<AuditRow[]>`
    select ${db.unsafe(columns)} from audit_entry where entry_id = ${entryId}`
  return row
}
