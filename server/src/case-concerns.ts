import type { Database } from './kernel/database/database.ts'
import type { CasePair } from './kernel/parts.ts'

/** M11.1: a case is an application, a card, a visit or a request for correction; does it exist, and does it concern this person? In order. */
export async function caseConcerns(db: Database, pairs: readonly CasePair[]): Promise<readonly boolean[]> {
  const rows = await db<{ concerns: boolean }[]>`
    select exists (select from application where (person_id, application_id) = (asked.person_id, asked.case_id))
      or exists (select from card where (person_id, card_id) = (asked.person_id, asked.case_id))
      or exists (select from visit where (person_id, visit_id) = (asked.person_id, asked.case_id))
      or exists (select from data_correction where (person_id, correction_id) = (asked.person_id, asked.case_id)) as concerns
    from unnest(${pairs.map((pair) => pair.personId)}::uuid[], ${pairs.map((pair) => pair.caseId)}::uuid[])
      with ordinality as asked (person_id, case_id, position)
    order by position`
  return rows.map((row) => row.concerns)
}
