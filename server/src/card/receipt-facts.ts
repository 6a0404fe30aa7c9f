import { type ReceiptFact, receiptEvents } from '@yika/core/card/receipt.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { ReceiptName } from './receipt-token.ts'

type Row = Omit<ReceiptFact, 'office'> & {
  readonly officeId: string | null
  readonly officeZh: string | null
  readonly officeEn: string | null
}

/** The events behind a receipt; none when there is no such receipt. */
export async function receiptFacts(
  db: Database | Transaction,
  { kind, personId, id, at }: ReceiptName,
): Promise<readonly (ReceiptFact & { readonly officeId: string | null })[]> {
  const stream = kind === 'application' ? 'application' : 'card'
  const rows = await db<Row[]>`
    select e.name, e.at, e.version, e.data, c.card_number, v.office_id, o.name_zh as office_zh, o.name_en as office_en
    from event e
    left join card c on e.stream = 'card' and (c.person_id, c.card_id) = (e.person_id, ${id}::uuid)
    left join visit v on v.person_id = e.person_id and v.visit_id = (e.data ->> 'visitId')::uuid
    left join outlet o on o.outlet_id =
      case when v.office_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then v.office_id::uuid end
    where e.person_id = ${personId} and e.stream = ${stream} and e.stream_id = ${id} and e.at = ${at}
      and e.name = any(${[...receiptEvents[kind]]}::text[])
    order by e.version`
  return rows.map(({ officeZh: zh, officeEn: en, ...row }) => ({
    ...row,
    office: zh === null ? null : { zh, en: en ?? zh },
  }))
}
