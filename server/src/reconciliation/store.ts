import type { Day } from '@yika/core/calendar/instant.ts'
import type { ComparedDay } from '@yika/core/reconciliation/compare-day.ts'
import type { ThreeSides } from '@yika/core/reconciliation/difference.ts'
import {
  evolveReceivedFile,
  type ReceivedFile,
  type ReceivedFileEvent,
} from '@yika/core/reconciliation/receive-file.ts'
import {
  type DaySum,
  dayKey,
  evolveReconciliationDay,
  type ReconciliationDay,
  type ReconciliationDayEvent,
} from '@yika/core/reconciliation/reconciliation-day.ts'
import {
  type ExceptionEvent,
  evolveException,
  type ReconciliationException,
} from '@yika/core/reconciliation/reconciliation-exception.ts'
import { type FileLine, parseReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { unpacked } from './file-bytes.ts'

export interface PartnerDay {
  readonly partner: string
  readonly day: Day
}

/** How many lines one statement carries: a file of the longest kind goes in a handful. */
const linesPerStatement = 25_000

const fileColumns = 'source, day, version, digest, count, total, content, received_by, received_at'

/** Files that came from these sources for these days, by `source|day`. */
export async function receivedFiles(
  db: Database | Transaction,
  keys: readonly { readonly source: string; readonly day: Day }[],
): Promise<Map<string, Stored<ReceivedFile>>> {
  const rows = await db<Stored<ReceivedFile>[]>`
    select ${db.unsafe(fileColumns)} from reconciliation_file
    where (source, day) in (
      select * from unnest(${keys.map(({ source }) => source)}::text[], ${keys.map(({ day }) => day)}::date[]))`
  return new Map(rows.map((row) => [`${row.source}|${row.day}`, { ...row }]))
}

/** Who may be a partner: institutions that are registered, and banks; the value says whether it is a bank. */
export async function partnersKnown(
  db: Database | Transaction,
  partners: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db<{ id: string; isBank: boolean }[]>`
    select institution_id as id, false as is_bank from institution where institution_id = any(${[...partners]}::text[])
    union all
    select bank_id::text, true from bank where bank_id::text = any(${[...partners]}::text[])`
  return new Map(rows.map(({ id, isBank }) => [id, isBank]))
}

async function insertLines(tx: Transaction, { source, day }: ReceivedFile, lines: readonly FileLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += linesPerStatement) {
    const part = lines.slice(from, from + linesPerStatement)
    await tx`
      insert into reconciliation_line (partner, day, reference, source, amount)
      select partner, ${day}, reference, ${source}, amount
      from unnest(
        ${part.map(({ partner }) => partner)}::text[],
        ${part.map(({ reference }) => reference)}::text[],
        ${part.map(({ amount }) => amount)}::bigint[]) as t (partner, reference, amount)`
  }
}

export const receivedFileStream: Stream<ReceivedFile, ReceivedFileEvent> = {
  name: 'reconciliation-file',
  evolve: evolveReceivedFile,
  async save(tx, files) {
    await tx`
      insert into reconciliation_file (source, day, version, digest, count, total, content, received_by, received_at)
      select * from unnest(
        ${files.map(({ source }) => source)}::text[],
        ${files.map(({ day }) => day)}::date[],
        ${files.map(({ version }) => version)}::integer[],
        ${files.map(({ digest }) => digest)}::text[],
        ${files.map(({ count }) => count)}::integer[],
        ${files.map(({ total }) => total)}::bigint[],
        ${files.map(({ content }) => content)}::text[],
        ${files.map(({ receivedBy }) => receivedBy)}::text[],
        ${files.map(({ receivedAt }) => receivedAt)}::timestamptz[])`
    for (const file of files) {
      const parsed = parseReconciliationFile(unpacked(file.content))
      if (!('lines' in parsed)) throw new Error(`the file of ${file.source} was taken and cannot be read`)
      await insertLines(tx, file, parsed.lines)
    }
  },
}

/**
 * The three lists of each day laid side by side: whose files are missing, the sums, and every number on which they differ or about
 * which there is an exception already. A day whose files are not complete is not laid side by side. Each day is a question of its own,
 * over as many lines as a partner has: tasks ask for one at a time.
 */
export async function comparedDays(
  tx: Database | Transaction,
  days: readonly PartnerDay[],
): Promise<ReadonlyMap<string, ComparedDay>> {
  const compared = new Map<string, ComparedDay>()
  for (const { partner, day } of days) {
    const [head] = await tx<{ missing: string[]; ours: DaySum; theirs: DaySum }[]>`
      with ours as (
        select amount, bank from ledger_reference
        where partner = ${partner} and business_day = ${day} and posted and amount <> 0
      ), theirs as (
        select amount from reconciliation_line where partner = ${partner} and day = ${day} and source = ${partner}
      ), wanted as (
        select ${partner} as source union select distinct bank from ours where bank is not null
      )
      select
        array(
          select source from wanted
          where not exists (select from reconciliation_file f where f.source = wanted.source and f.day = ${day})
          order by 1) as missing,
        (select jsonb_build_object('count', count(*), 'net', coalesce(sum(amount), 0)) from ours) as ours,
        (select jsonb_build_object('count', count(*), 'net', coalesce(sum(amount), 0)) from theirs) as theirs`
    if (head === undefined) throw new Error('a day has no sums')
    const sides = head.missing.length > 0 ? [] : await sidesOf(tx, { partner, day })
    compared.set(dayKey({ partner, day }), { partner, day, ...head, sides })
  }
  return compared
}

async function sidesOf(tx: Database | Transaction, { partner, day }: PartnerDay): Promise<readonly ThreeSides[]> {
  const rows = await tx<ThreeSides[]>`
    with ours as (
      select reference, amount, bank, bank_amount from ledger_reference
      where partner = ${partner} and business_day = ${day} and posted and amount <> 0
    ), theirs as (
      select reference, amount from reconciliation_line
      where partner = ${partner} and day = ${day} and source = ${partner}
    ), through_bank as (
      select distinct on (reference) reference, source, amount from reconciliation_line
      where partner = ${partner} and day = ${day} and source <> ${partner} order by reference, source
    )
    select reference, ours.amount as ours, theirs.amount as theirs, coalesce(ours.bank, b.source) as bank,
      ours.bank_amount as ours_at_bank, b.amount as bank_says
    from ours full join theirs using (reference) full join through_bank b using (reference)
    where ours.amount is distinct from theirs.amount
      or ours.bank_amount is distinct from b.amount
      or exists (
        select from reconciliation_exception e
        where e.partner = ${partner} and e.day = ${day} and e.reference = coalesce(ours.reference, theirs.reference, b.reference))
    order by reference`
  return rows.map((row) => ({ ...row }))
}

type DayRow = Omit<Stored<ReconciliationDay>, 'ours' | 'theirs'> & {
  readonly oursCount: number
  readonly oursNet: number
  readonly theirsCount: number
  readonly theirsNet: number
}

const dayColumns = 'partner, day, version, status, missing, ours_count, ours_net, theirs_count, theirs_net, compared_at'

function dayOfRow<Row extends DayRow>({ oursCount, oursNet, theirsCount, theirsNet, ...row }: Row) {
  return { ...row, ours: { count: oursCount, net: oursNet }, theirs: { count: theirsCount, net: theirsNet } }
}

/** These days, each alone with its lock: comparisons of one day wait for each other. */
export async function lockDays(
  tx: Transaction,
  days: readonly PartnerDay[],
): Promise<Map<string, Stored<ReconciliationDay>>> {
  const keys = [...new Set(days.map(dayKey))].sort()
  await tx`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`
  const rows = await tx<DayRow[]>`
    select ${tx.unsafe(dayColumns)} from reconciliation_day
    where (partner, day) in (
      select * from unnest(${days.map(({ partner }) => partner)}::text[], ${days.map(({ day }) => day)}::date[]))`
  return new Map(rows.map((row) => [dayKey(row), dayOfRow(row)]))
}

export const reconciliationDayStream: Stream<ReconciliationDay, ReconciliationDayEvent> = {
  name: 'reconciliation-day',
  evolve: evolveReconciliationDay,
  async save(tx, days) {
    await tx`
      insert into reconciliation_day (partner, day, version, status, missing, ours_count, ours_net, theirs_count, theirs_net,
        compared_at)
      select partner, day, version, status, string_to_array(missing, ','), ours_count, ours_net, theirs_count, theirs_net,
        compared_at
      from unnest(
        ${days.map(({ partner }) => partner)}::text[],
        ${days.map(({ day }) => day)}::date[],
        ${days.map(({ version }) => version)}::integer[],
        ${days.map(({ status }) => status)}::text[],
        ${days.map(({ missing }) => missing.join())}::text[],
        ${days.map(({ ours }) => ours.count)}::integer[],
        ${days.map(({ ours }) => ours.net)}::bigint[],
        ${days.map(({ theirs }) => theirs.count)}::integer[],
        ${days.map(({ theirs }) => theirs.net)}::bigint[],
        ${days.map(({ comparedAt }) => comparedAt)}::timestamptz[]
      ) as t (partner, day, version, status, missing, ours_count, ours_net, theirs_count, theirs_net, compared_at)
      on conflict (partner, day) do update set version = excluded.version, status = excluded.status,
        missing = excluded.missing, ours_count = excluded.ours_count, ours_net = excluded.ours_net,
        theirs_count = excluded.theirs_count, theirs_net = excluded.theirs_net, compared_at = excluded.compared_at`
  },
}

const exceptionColumns = `exception_id, version, partner, day, reference, kind, ours, theirs, bank, ours_at_bank, bank_says, status,
  found_at, proposed_by, proposed_at, reason, correct, closed_by, closed_at, transfer_id, corrected, corrected_at_bank`

/** The exceptions of these days, by id. */
export async function exceptionsOfDays(
  tx: Transaction,
  days: readonly PartnerDay[],
): Promise<Map<string, Stored<ReconciliationException>>> {
  const rows = await tx<Stored<ReconciliationException>[]>`
    select ${tx.unsafe(exceptionColumns)} from reconciliation_exception
    where (partner, day) in (
      select * from unnest(${days.map(({ partner }) => partner)}::text[], ${days.map(({ day }) => day)}::date[]))
    order by exception_id for update`
  return new Map(rows.map((row) => [row.exceptionId, { ...row }]))
}

export async function lockExceptions(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<ReconciliationException>>> {
  const rows = await tx<Stored<ReconciliationException>[]>`
    select ${tx.unsafe(exceptionColumns)} from reconciliation_exception where exception_id = any(${[...ids]}::uuid[])
    order by exception_id for update`
  return new Map(rows.map((row) => [row.exceptionId, { ...row }]))
}

export interface ExceptionPage {
  readonly partner: string | null
  readonly day: Day | null
  readonly status: string | null
  readonly after: string | null
  readonly limit: number
}

/** The oldest first. */
export async function exceptionsOn(db: Database, page: ExceptionPage): Promise<readonly ReconciliationException[]> {
  const { partner, day, status, after, limit } = page
  return db<ReconciliationException[]>`
    select ${db.unsafe(exceptionColumns)} from reconciliation_exception
    where (${partner}::text is null or partner = ${partner}) and (${day}::date is null or day = ${day})
      and (${status}::text is null or status = ${status}) and (${after}::uuid is null or exception_id > ${after})
    order by exception_id limit ${limit}`
}

export interface ExceptionFound {
  readonly exception: Stored<ReconciliationException>
  readonly ourTransferId: string | null
}

/** One exception with our transfer of its number. */
export async function exceptionById(db: Database, exceptionId: string): Promise<ExceptionFound | undefined> {
  const [exception] = await db<Stored<ReconciliationException>[]>`
    select ${db.unsafe(exceptionColumns)} from reconciliation_exception where exception_id = ${exceptionId}`
  if (exception === undefined) return undefined
  const [ours] = await db<{ transferId: string }[]>`
    select transfer_id from ledger_reference where partner = ${exception.partner} and reference = ${exception.reference}`
  return { exception: { ...exception }, ourTransferId: ours?.transferId ?? null }
}

export const exceptionStream: Stream<ReconciliationException, ExceptionEvent> = {
  name: 'reconciliation-exception',
  evolve: evolveException,
  async save(tx, list) {
    await tx`
      insert into reconciliation_exception (exception_id, version, partner, day, reference, kind, ours, theirs, bank,
        ours_at_bank, bank_says, status, found_at, proposed_by, proposed_at, reason, correct, closed_by, closed_at, transfer_id,
        corrected, corrected_at_bank)
      select * from unnest(
        ${list.map((one) => one.exceptionId)}::uuid[],
        ${list.map((one) => one.version)}::integer[],
        ${list.map((one) => one.partner)}::text[],
        ${list.map((one) => one.day)}::date[],
        ${list.map((one) => one.reference)}::text[],
        ${list.map((one) => one.kind)}::text[],
        ${list.map((one) => one.ours)}::bigint[],
        ${list.map((one) => one.theirs)}::bigint[],
        ${list.map((one) => one.bank)}::text[],
        ${list.map((one) => one.oursAtBank)}::bigint[],
        ${list.map((one) => one.bankSays)}::bigint[],
        ${list.map((one) => one.status)}::text[],
        ${list.map((one) => one.foundAt)}::timestamptz[],
        ${list.map((one) => one.proposedBy)}::text[],
        ${list.map((one) => one.proposedAt)}::timestamptz[],
        ${list.map((one) => one.reason)}::text[],
        ${list.map((one) => String(one.correct))}::text[]::boolean[],
        ${list.map((one) => one.closedBy)}::text[],
        ${list.map((one) => one.closedAt)}::timestamptz[],
        ${list.map((one) => one.transferId)}::uuid[],
        ${list.map((one) => one.corrected)}::bigint[],
        ${list.map((one) => one.correctedAtBank)}::bigint[])
      on conflict (exception_id) do update set version = excluded.version, kind = excluded.kind, ours = excluded.ours,
        theirs = excluded.theirs, bank = excluded.bank, ours_at_bank = excluded.ours_at_bank,
        bank_says = excluded.bank_says, status = excluded.status, proposed_by = excluded.proposed_by,
        proposed_at = excluded.proposed_at, reason = excluded.reason, correct = excluded.correct,
        closed_by = excluded.closed_by, closed_at = excluded.closed_at, transfer_id = excluded.transfer_id, corrected = excluded.corrected,
        corrected_at_bank = excluded.corrected_at_bank`
  },
}

export interface GridPage {
  readonly from: Day
  readonly to: Day
  readonly partner: string | null
  /** The last one of the page before. */
  readonly after: PartnerDay | null
  readonly limit: number
}

export interface GridDay extends ReconciliationDay {
  readonly open: number
  readonly name: { readonly zh: string; readonly en: string } | null
}

/** Days and partners, the newest day first, with how many differences are not closed. */
export async function reconciliationGrid(db: Database, page: GridPage): Promise<readonly GridDay[]> {
  const { from, to, partner, after, limit } = page
  const rows = await db<(DayRow & Pick<GridDay, 'open' | 'name'>)[]>`
    select d.*, coalesce(i.name, jsonb_build_object('zh', b.name_zh, 'en', b.name_en)) as name, (
        select count(*)::integer from reconciliation_exception e
        where e.partner = d.partner and e.day = d.day and e.status in ('open', 'proposed')) as open
    from reconciliation_day d
    left join institution i on i.institution_id = d.partner
    left join bank b on b.bank_id::text = d.partner
    where d.day >= ${from} and d.day <= ${to} and (${partner}::text is null or d.partner = ${partner})
      and (${after?.day ?? null}::date is null or (d.day, d.partner) < (${after?.day ?? null}::date, ${after?.partner ?? ''}))
    order by d.day desc, d.partner desc limit ${limit}`
  return rows.map(dayOfRow)
}

/** Our side of a day for the file that we write, in its order: the partner's own lines and, for a bank, what went through it. */
export async function ourLines(db: Database, { partner, day }: PartnerDay, most: number): Promise<readonly FileLine[]> {
  const own = await db<FileLine[]>`
    select partner, reference, amount from ledger_reference
    where partner = ${partner} and business_day = ${day} and posted and amount <> 0
    order by reference limit ${most}`
  const through = await db<FileLine[]>`
    select r.partner, reference, bank_amount as amount from (
      select institution_id as id from institution union all select bank_id::text from bank) p
    join ledger_reference r on r.partner = p.id and r.business_day = ${day}
    where r.bank = ${partner} and posted and r.amount <> 0 and bank_amount <> 0
    order by r.partner, reference limit ${most}`
  return [...own, ...through].map((line) => ({ ...line }))
}

/** Partners with movements or files on a day of these that is not compared, has differences, or got a late posting: what the night looks at again. */
export async function daysToCompare(db: Database, from: Day, to: Day): Promise<readonly PartnerDay[]> {
  return db<PartnerDay[]>`
    select p.id as partner, d::date as day
    from generate_series(${from}::date, ${to}::date, interval '1 day') as d
    cross join (select institution_id as id from institution union all select bank_id::text from bank) p
    left join reconciliation_day known on known.partner = p.id and known.day = d::date
    where (exists (select from ledger_reference r where r.partner = p.id and r.business_day = d::date)
        or exists (select from reconciliation_line l where l.partner = p.id and l.day = d::date))
      and (known.partner is null or known.status = 'waiting'
        or exists (
          select from reconciliation_exception e
          where e.partner = p.id and e.day = d::date and e.status in ('open', 'proposed'))
        or exists (
          select from ledger_transfer t
          where t.partner = p.id and t.business_day = d::date and t.booked_on > t.business_day and t.promised is null
            and t.closed_at > known.compared_at))
    order by day, partner`
}
