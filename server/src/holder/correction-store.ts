import {
  type DataCorrection,
  type DataCorrectionEvent,
  evolveDataCorrection,
} from '@yika/core/holder/data-correction.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { personsByIds, type WorklistPage } from './store.ts'

type Row = Omit<Stored<DataCorrection>, 'refusal'> & {
  readonly refusalZh: string | null
  readonly refusalEn: string | null
}

const columns = `person_id, correction_id, version, item,
  translate(encode(wanted, 'base64'), E'\\n', '') as wanted, translate(encode(why, 'base64'), E'\\n', '') as why,
  status, requested_by, requested_at, decided_by, decided_at, source, refusal_zh, refusal_en`

function correctionOf({ refusalZh: zh, refusalEn: en, ...row }: Row): Stored<DataCorrection> {
  return { ...row, refusal: zh === null || en === null ? null : { zh, en } }
}

/** Every request about these persons, the newest first. */
export async function correctionsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<DataCorrection>>> {
  const rows = await db<Row[]>`
    select ${db.unsafe(columns)} from data_correction
    where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by correction_id desc`
  return new Map(rows.map((row) => [row.correctionId, correctionOf(row)]))
}

export interface WaitingCorrection {
  readonly correction: DataCorrection
  readonly person: Stored<Person>
}

/** Open requests with their persons, the longest waiting first. */
export async function waitingCorrections(
  db: Database,
  page: WorklistPage & { readonly status: 'requested' | 'accepted' | null },
): Promise<readonly WaitingCorrection[]> {
  const rows = await db<Row[]>`
    select ${db.unsafe(columns)} from data_correction
    where status in ('requested', 'accepted')
      and (${page.status}::text is null or status = ${page.status})
      and (${page.after}::uuid is null or correction_id > ${page.after})
      and (${page.district}::text is null or exists (
        select from person where person.person_id = data_correction.person_id and district = ${page.district}))
    order by correction_id
    limit ${page.limit}`
  const persons = await personsByIds(
    db,
    rows.map(({ personId }) => personId),
  )
  return rows.flatMap((row) => {
    const person = persons.get(row.personId)
    return person === undefined ? [] : [{ correction: correctionOf(row), person }]
  })
}

export const dataCorrectionStream: Stream<DataCorrection, DataCorrectionEvent> = {
  name: 'data-correction',
  evolve: evolveDataCorrection,
  async save(tx, corrections) {
    await tx`
      insert into data_correction (person_id, correction_id, version, item, wanted, why, status, requested_by,
        requested_at, decided_by, decided_at, source, refusal_zh, refusal_en)
      select person_id, correction_id, version, item, decode(wanted, 'base64'), decode(why, 'base64'), status,
        requested_by, requested_at, decided_by, decided_at, source, refusal_zh, refusal_en
      from unnest(
        ${corrections.map((one) => one.personId)}::uuid[],
        ${corrections.map((one) => one.correctionId)}::uuid[],
        ${corrections.map((one) => one.version)}::integer[],
        ${corrections.map((one) => one.item)}::text[],
        ${corrections.map((one) => one.wanted)}::text[],
        ${corrections.map((one) => one.why)}::text[],
        ${corrections.map((one) => one.status)}::text[],
        ${corrections.map((one) => one.requestedBy)}::text[],
        ${corrections.map((one) => one.requestedAt)}::timestamptz[],
        ${corrections.map((one) => one.decidedBy)}::text[],
        ${corrections.map((one) => one.decidedAt)}::timestamptz[],
        ${corrections.map((one) => one.source)}::text[],
        ${corrections.map((one) => one.refusal?.zh ?? null)}::text[],
        ${corrections.map((one) => one.refusal?.en ?? null)}::text[]
      ) as t (person_id, correction_id, version, item, wanted, why, status, requested_by, requested_at, decided_by,
        decided_at, source, refusal_zh, refusal_en)
      on conflict (person_id, correction_id) do update set
        version = excluded.version, status = excluded.status, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at, source = excluded.source, refusal_zh = excluded.refusal_zh,
        refusal_en = excluded.refusal_en`
  },
}
