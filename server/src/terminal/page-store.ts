import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Terminal, TerminalKind } from '@yika/core/terminal/terminal.ts'
import type { TerminalCondition } from '@yika/core/terminal/terminal-condition.ts'
import type { Database } from '../kernel/database/database.ts'

export interface TerminalFilter {
  readonly institutionId: string | null
  readonly district: string | null
  readonly kind: string | null
  readonly status: string | null
  /** Reports before this instant say nothing any more. */
  readonly silentBefore: Instant
}

export interface Page {
  readonly after: string
  readonly limit: number
}

/** The condition of a terminal as core/terminal/terminal-condition.ts has it. */
const condition = (db: Database, silentBefore: Instant) =>
  db`case when seen_at is null or seen_at < ${silentBefore}::timestamptz then 'silent' else health end`

const fits = (db: Database, { institutionId, district, kind, status }: TerminalFilter) => db`
  (${institutionId}::text is null or institution_id = ${institutionId})
  and (${district}::text is null or district = ${district})
  and (${kind}::text is null or kind = ${kind})
  and (${status}::text is null or status = ${status})`

export type TerminalRow = Omit<Terminal, 'keys' | 'lists' | 'health'> & { readonly condition: TerminalCondition }

export async function terminalsPage(
  db: Database,
  filter: TerminalFilter & { readonly condition: string | null },
  { after, limit }: Page,
): Promise<readonly TerminalRow[]> {
  return db<TerminalRow[]>`
    select terminal_id, institution_id, kind, services, place, district, offline, status,
      ${condition(db, filter.silentBefore)} as condition, registered_on, seen_at, reader, software, waiting, clock_off_ms
    from terminal
    where terminal_id > ${after} and ${fits(db, filter)}
      and (${filter.condition}::text is null or ${condition(db, filter.silentBefore)} = ${filter.condition})
    order by terminal_id
    limit ${limit}`
}

export type KindCounts = { readonly kind: TerminalKind } & Readonly<Record<TerminalCondition, number>>

/** How the terminals of each kind are; those that were taken away do not count. */
export async function conditionCounts(db: Database, filter: TerminalFilter): Promise<readonly KindCounts[]> {
  return db<KindCounts[]>`
    select kind,
      count(*) filter (where condition = 'ok')::integer as ok,
      count(*) filter (where condition = 'degraded')::integer as degraded,
      count(*) filter (where condition = 'failing')::integer as failing,
      count(*) filter (where condition = 'silent')::integer as silent
    from (
      select kind, ${condition(db, filter.silentBefore)} as condition from terminal
      where status <> 'retired' and ${fits(db, filter)}
    ) t
    group by kind order by kind`
}

export const acknowledgements = ['acknowledged', 'behind', 'silent'] as const
export type Acknowledgement = (typeof acknowledgements)[number]

export interface AcknowledgementRow {
  readonly terminalId: string
  readonly institutionId: string
  readonly kind: TerminalKind
  readonly place: string
  readonly district: string
  readonly acknowledgement: Acknowledgement
  readonly held: number | null
  readonly since: Instant | null
  readonly seenAt: Instant | null
}

export interface ListVersion {
  readonly shard: number
  readonly version: number
}

/** Every terminal that works without a network, and what it has said of one version of one list. */
const acknowledging = (db: Database, { shard, version }: ListVersion, silentBefore: Instant) => db`
  select t.terminal_id, t.institution_id, t.kind, t.place, t.district, t.seen_at, l.version as held, l.since,
    case
      when l.version >= ${version} then 'acknowledged'
      when t.seen_at is null or t.seen_at < ${silentBefore}::timestamptz then 'silent'
      else 'behind'
    end as acknowledgement
  from terminal t
  left join lateral (
    select version, since from jsonb_to_recordset(t.lists) as held (shard integer, version integer, since timestamptz)
    where held.shard = ${shard}
  ) l on true
  where t.offline and t.status <> 'retired'`

export async function acknowledgementsPage(
  db: Database,
  list: ListVersion,
  filter: {
    readonly institutionId: string | null
    readonly acknowledgement: string | null
    readonly silentBefore: Instant
  },
  { after, limit }: Page,
): Promise<readonly AcknowledgementRow[]> {
  const { institutionId, acknowledgement, silentBefore } = filter
  return db<AcknowledgementRow[]>`
    select * from (${acknowledging(db, list, silentBefore)}) a
    where terminal_id > ${after}
      and (${institutionId}::text is null or institution_id = ${institutionId})
      and (${acknowledgement}::text is null or acknowledgement = ${acknowledgement})
    order by terminal_id
    limit ${limit}`
}

export interface AcknowledgementCount {
  readonly kind: TerminalKind
  readonly acknowledgement: Acknowledgement
  readonly count: number
}

export async function acknowledgementCounts(
  db: Database,
  list: ListVersion,
  institutionId: string | null,
  silentBefore: Instant,
): Promise<readonly AcknowledgementCount[]> {
  return db<AcknowledgementCount[]>`
    select kind, acknowledgement, count(*)::integer as count from (${acknowledging(db, list, silentBefore)}) a
    where ${institutionId}::text is null or institution_id = ${institutionId}
    group by 1, 2
    order by 1, 2`
}

export interface DistrictHealth {
  readonly district: string
  readonly kind: TerminalKind
  readonly terminals: number
  readonly healthy: number
}

export async function healthByDistrict(
  db: Database,
  filter: { readonly district: string | null; readonly kind: string | null; readonly silentBefore: Instant },
): Promise<readonly DistrictHealth[]> {
  const { district, kind, silentBefore } = filter
  return db<DistrictHealth[]>`
    select district, kind, count(*)::integer as terminals,
      count(*) filter (where seen_at >= ${silentBefore}::timestamptz and health = 'ok')::integer as healthy
    from terminal
    where status = 'active'
      and (${district}::text is null or district = ${district})
      and (${kind}::text is null or kind = ${kind})
    group by 1, 2
    order by 1, 2`
}

export interface ServicePlace {
  readonly institutionId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly kind: 'counter' | 'kiosk'
  readonly terminals: number
  readonly healthy: number
}

/** Places to which a holder goes; what stands at a gate or in a bus is nobody's errand. `after` is institution and kind. */
export async function servicePlaces(
  db: Database,
  filter: { readonly district: string; readonly service: string | null; readonly silentBefore: Instant },
  { after, limit }: Page,
): Promise<readonly ServicePlace[]> {
  const { district, service, silentBefore } = filter
  const [institutionId = '', kind = ''] = after.split(' ')
  return db<ServicePlace[]>`
    select t.institution_id, i.name, t.kind, count(*)::integer as terminals,
      count(*) filter (where t.seen_at >= ${silentBefore}::timestamptz and t.health = 'ok')::integer as healthy
    from terminal t
    join institution i on i.institution_id = t.institution_id
    where t.status = 'active' and t.district = ${district} and t.kind in ('counter', 'kiosk')
      and (${service}::text is null or ${service} = any(t.services))
      and (t.institution_id, t.kind) > (${institutionId}, ${kind})
    group by t.institution_id, i.name, t.kind
    order by t.institution_id, t.kind
    limit ${limit}`
}
