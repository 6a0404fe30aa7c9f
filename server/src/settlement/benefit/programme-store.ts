import { type BenefitProgramme, evolveProgramme, type ProgrammeEvent } from '@yika/core/settlement/benefit/programme.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'

type Row = Omit<Stored<BenefitProgramme>, 'name' | 'from' | 'until'> & {
  readonly nameZh: string
  readonly nameEn: string
  readonly validFrom: BenefitProgramme['from']
  readonly validUntil: BenefitProgramme['until']
}

const columns = `programme_id, version, department, name_zh, name_en, legal_basis, valid_from, valid_until, payday, condition,
  most_fen, verified, status, proposal`

function programmeOf({ nameZh: zh, nameEn: en, validFrom: from, validUntil: until, ...row }: Row) {
  return { ...row, name: { zh, en }, from, until }
}

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.programmeId, programmeOf(row)]))

export async function programmesByIds(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<BenefitProgramme>>> {
  return byId(
    await db<Row[]>`
    select ${db.unsafe(columns)} from benefit_programme where programme_id = any(${[...new Set(ids)]}::text[])`,
  )
}

export async function lockProgrammes(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<BenefitProgramme>>> {
  return byId(
    await tx<Row[]>`
    select ${tx.unsafe(columns)} from benefit_programme where programme_id = any(${[...new Set(ids)]}::text[])
    order by programme_id for no key update`,
  )
}

export async function allProgrammes(
  db: Database,
  department: string | null,
): Promise<readonly Stored<BenefitProgramme>[]> {
  const rows = await db<Row[]>`
    select ${db.unsafe(columns)} from benefit_programme
    where (${department}::text is null or department = ${department})
    order by department, programme_id`
  return rows.map(programmeOf)
}

export const programmeStream: Stream<BenefitProgramme, ProgrammeEvent> = {
  name: 'benefit-programme',
  evolve: evolveProgramme,
  async save(tx, programmes) {
    const json = (value: object | null) => (value === null ? null : JSON.stringify(value))
    await tx`
      insert into benefit_programme (programme_id, version, department, name_zh, name_en, legal_basis, valid_from,
        valid_until, payday, condition, most_fen, verified, status, proposal)
      select programme_id, version, department, name_zh, name_en, legal_basis, valid_from, valid_until, payday,
        condition::jsonb, most_fen, verified::boolean, status, proposal::jsonb
      from unnest(
        ${programmes.map(({ programmeId }) => programmeId)}::text[],
        ${programmes.map(({ version }) => version)}::integer[],
        ${programmes.map(({ department }) => department)}::text[],
        ${programmes.map(({ name }) => name.zh)}::text[],
        ${programmes.map(({ name }) => name.en)}::text[],
        ${programmes.map(({ legalBasis }) => legalBasis)}::text[],
        ${programmes.map(({ from }) => from)}::date[],
        ${programmes.map(({ until }) => until)}::date[],
        ${programmes.map(({ payday }) => payday)}::smallint[],
        ${programmes.map(({ condition }) => json(condition))}::text[],
        ${programmes.map(({ mostFen }) => mostFen)}::bigint[],
        ${programmes.map(({ verified }) => String(verified))}::text[],
        ${programmes.map(({ status }) => status)}::text[],
        ${programmes.map(({ proposal }) => json(proposal))}::text[]
      ) as t (programme_id, version, department, name_zh, name_en, legal_basis, valid_from, valid_until, payday, condition,
        most_fen, verified, status, proposal)
      on conflict (programme_id) do update set version = excluded.version, name_zh = excluded.name_zh,
        name_en = excluded.name_en, legal_basis = excluded.legal_basis, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, payday = excluded.payday, condition = excluded.condition,
        most_fen = excluded.most_fen, verified = excluded.verified, status = excluded.status, proposal = excluded.proposal`
  },
}
