import {
  type BenefitLine,
  type BenefitResult,
  evolveLine,
  type LineEvent,
  type LineState,
  lineId,
} from '@yika/core/settlement/benefit/line.ts'
import type { LineCount } from '@yika/core/settlement/benefit/totals.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import { nobody } from '../../kernel/identifier.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'

type Row = Omit<Stored<BenefitLine>, 'personId'> & { readonly personId: string }

const columns = `l.person_id, l.programme_id, l.period, l.batch_id, l.line_number, l.version, l.amount, l.note, l.state, l.result, l.way, l.voucher_by, l.tries,
  l.bank_id, l.card_id, l.transfer_id, l.changed_at`

const lineOf = ({ personId, ...row }: Row): Stored<BenefitLine> => ({
  ...row,
  personId: personId === nobody ? null : personId,
})

const byId = (rows: readonly Row[]): Map<string, Stored<BenefitLine>> =>
  new Map(rows.map((row) => [lineId(row), lineOf(row)]))

interface Place {
  readonly batchId: string
  readonly lineNumber: number
}

/** Lines by number, wherever they stand. */
export async function linesByNumbers(
  db: Database | Transaction,
  places: readonly Place[],
): Promise<Map<string, Stored<BenefitLine>>> {
  if (places.length === 0) return new Map()
  return byId(
    await db<Row[]>`
    select ${db.unsafe(columns)}
    from unnest(${places.map(({ batchId }) => batchId)}::uuid[], ${places.map(({ lineNumber }) => lineNumber)}::integer[])
      as t (batch_id, line_number)
    join benefit_line l using (batch_id, line_number)`,
  )
}

/** All that these persons get of the programmes in the months; what belongs to nobody is asked for by its number. */
export async function linesOfMonths(
  tx: Transaction,
  months: readonly { readonly personId: string; readonly programmeId: string; readonly period: string }[],
): Promise<Map<string, Stored<BenefitLine>>> {
  if (months.length === 0) return new Map()
  return byId(
    await tx<Row[]>`
    select ${tx.unsafe(columns)}
    from (select distinct * from unnest(
      ${months.map(({ personId }) => personId)}::uuid[],
      ${months.map(({ programmeId }) => programmeId)}::text[],
      ${months.map(({ period }) => period)}::text[])) as t (person_id, programme_id, period)
    join benefit_line l using (person_id, programme_id, period)`,
  )
}

export interface WaitingLine extends Place {
  readonly personId: string | null
}

/** Lines that wait to be paid, in their order. */
export async function waitingLines(
  db: Database,
  batchId: string,
  after: number,
  limit: number,
): Promise<readonly WaitingLine[]> {
  const rows = await db<{ personId: string; lineNumber: number }[]>`
    select person_id, line_number from benefit_line
    where batch_id = ${batchId} and line_number > ${after} and state = 'received'
    order by line_number limit ${limit}`
  return rows.map(({ personId, lineNumber }) => ({
    ...{ batchId, lineNumber },
    personId: personId === nobody ? null : personId,
  }))
}

export async function batchesWithWaiting(tx: Transaction, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx<{ batchId: string }[]>`
    select b as batch_id from unnest(${[...new Set(batchIds)]}::uuid[]) as b
    where exists (select from benefit_line where batch_id = b and state = 'received')`
  return new Set(rows.map(({ batchId }) => batchId))
}

export interface LinePage {
  readonly batchId: string
  readonly state?: LineState | undefined
  readonly result?: BenefitResult | undefined
  /** Only those on their way to this bank. */
  readonly bankId?: string
  readonly after: number
  readonly limit: number
}

/** Lines of a batch in their order. */
export async function linePage(db: Database | Transaction, page: LinePage): Promise<readonly Stored<BenefitLine>[]> {
  const { batchId, state = null, result = null, bankId = null, after, limit } = page
  const rows = await db<Row[]>`
    select ${db.unsafe(columns)} from benefit_line l
    where batch_id = ${batchId} and line_number > ${after}
      and (${state}::text is null or state = ${state})
      and (${result}::text is null or result = ${result})
      and (${bankId}::uuid is null or bank_id = ${bankId})
    order by line_number limit ${limit}`
  return rows.map(lineOf)
}

/** How many lines of a batch stand where; one below zero counts nothing, as when it was received. */
export async function lineCounts(db: Database, batchId: string): Promise<readonly LineCount[]> {
  return db<LineCount[]>`
    select state, result, count(*) as lines, sum(greatest(amount, 0))::bigint as fen from benefit_line
    where batch_id = ${batchId} group by state, result order by state, result`
}

export interface BankBatch {
  readonly batchId: string
  readonly period: string
  readonly lines: number
}

/** Batches that have money on its way to the bank. */
export async function batchesOfBank(db: Database, bankId: string): Promise<readonly BankBatch[]> {
  return db<BankBatch[]>`
    select b.batch_id, b.period, n.lines
    from benefit_batch b, lateral (
      select count(*) as lines from benefit_line l
      where l.batch_id = b.batch_id and l.state = 'sent' and l.bank_id = ${bankId}) n
    where b.status in ('approved', 'released') and n.lines > 0
    order by b.batch_id`
}

/** Banks that have instructions, without looking at anybody's data. */
export async function banksToPay(
  db: Database,
): Promise<readonly { readonly plays: 'bank'; readonly id: string; readonly bankCode: string }[]> {
  return db<{ plays: 'bank'; id: string; bankCode: string }[]>`
    select distinct 'bank' as plays, k.bank_id::text as id, k.cnaps as bank_code
    from benefit_batch b
    join benefit_line l on l.batch_id = b.batch_id and l.state = 'sent'
    join bank k on k.bank_id = l.bank_id
    where b.status in ('approved', 'released')`
}

export interface BenefitOfPerson extends BenefitLine {
  readonly nameZh: string
  readonly nameEn: string
}

/** What has been released to a person, the newest month first. */
export async function benefitsOfPerson(
  db: Database,
  asked: { readonly personId: string; readonly programmeId: string | null; readonly from: string; readonly to: string },
  limit: number,
): Promise<readonly BenefitOfPerson[]> {
  const { personId, programmeId, from, to } = asked
  return db<BenefitOfPerson[]>`
    select ${db.unsafe(columns)}, p.name_zh, p.name_en
    from benefit_line l
    join benefit_batch b using (batch_id)
    join benefit_programme p on p.programme_id = l.programme_id
    where l.person_id = ${personId} and b.status in ('approved', 'released')
      and (${programmeId}::text is null or l.programme_id = ${programmeId})
      and l.period between ${from} and ${to}
    order by l.period desc, l.programme_id, l.batch_id, l.line_number
    limit ${limit}`
}

/** A line that arrives is a new row; every later state is written beside the old one, no index moves. */
export const benefitLineStream: Stream<BenefitLine, LineEvent> = {
  name: 'benefit-line',
  evolve: evolveLine,
  async save(tx, lines) {
    const fresh = lines.filter(({ version }) => version === 1)
    const changed = lines.filter(({ version }) => version > 1)
    await Promise.all([fresh.length > 0 && insertLines(tx, fresh), changed.length > 0 && updateLines(tx, changed)])
  },
}

async function insertLines(tx: Transaction, lines: readonly Stored<BenefitLine>[]): Promise<void> {
  await tx`
    insert into benefit_line (person_id, programme_id, period, batch_id, line_number, version, amount, note, state, way,
      tries, changed_at)
    select * from unnest(
      ${lines.map(({ personId }) => personId ?? nobody)}::uuid[],
      ${lines.map(({ programmeId }) => programmeId)}::text[],
      ${lines.map(({ period }) => period)}::text[],
      ${lines.map(({ batchId }) => batchId)}::uuid[],
      ${lines.map(({ lineNumber }) => lineNumber)}::integer[],
      ${lines.map(({ version }) => version)}::integer[],
      ${lines.map(({ amount }) => amount)}::bigint[],
      ${lines.map(({ note }) => note)}::text[],
      ${lines.map(({ state }) => state)}::text[],
      ${lines.map(({ way }) => way)}::text[],
      ${lines.map(({ tries }) => tries)}::smallint[],
      ${lines.map(({ changedAt }) => changedAt)}::timestamptz[])`
}

async function updateLines(tx: Transaction, lines: readonly Stored<BenefitLine>[]): Promise<void> {
  const written = await tx`
    update benefit_line l set version = t.version, state = t.state, result = t.result, way = t.way,
      voucher_by = t.voucher_by, tries = t.tries, bank_id = t.bank_id, card_id = t.card_id, transfer_id = t.transfer_id, changed_at = t.changed_at
    from unnest(
      ${lines.map(({ personId }) => personId ?? nobody)}::uuid[],
      ${lines.map(({ programmeId }) => programmeId)}::text[],
      ${lines.map(({ period }) => period)}::text[],
      ${lines.map(({ batchId }) => batchId)}::uuid[],
      ${lines.map(({ lineNumber }) => lineNumber)}::integer[],
      ${lines.map(({ version }) => version)}::integer[],
      ${lines.map(({ state }) => state)}::text[],
      ${lines.map(({ result }) => result)}::text[],
      ${lines.map(({ way }) => way)}::text[],
      ${lines.map(({ voucherBy }) => voucherBy)}::text[],
      ${lines.map(({ tries }) => tries)}::smallint[],
      ${lines.map(({ bankId }) => bankId)}::uuid[],
      ${lines.map(({ cardId }) => cardId)}::uuid[],
      ${lines.map(({ transferId }) => transferId)}::uuid[],
      ${lines.map(({ changedAt }) => changedAt)}::timestamptz[]
    ) as t (person_id, programme_id, period, batch_id, line_number, version, state, result, way, voucher_by, tries, bank_id, card_id,
      transfer_id, changed_at)
    where l.person_id = t.person_id and l.programme_id = t.programme_id and l.period = t.period
      and l.batch_id = t.batch_id and l.line_number = t.line_number`
  if (written.count !== lines.length) throw new Error('a line of benefits is not there')
}
