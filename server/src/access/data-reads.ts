import { nameOn } from '@yika/core/access/organisation.ts'
import { type PersonalField, personalFieldWords } from '@yika/core/access/personal-field.ts'
import { type Purpose, purposes } from '@yika/core/access/purpose.ts'
import type { Role } from '@yika/core/access/role.ts'
import { roleWords } from '@yika/core/access/role-words.ts'
import { myDataReads } from '@yika/core/access/schema.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { Database } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import { type Query, query } from '../kernel/query.ts'
import { allOrganisations } from './store.ts'

interface ReadRow {
  readonly entryId: string
  readonly at: Instant
  readonly actorId: string
  readonly actorRole: Role
  readonly organisationId: string
  readonly operation: string
  readonly purpose: Purpose | null
  readonly fields: readonly string[]
  readonly bankZh: string | null
  readonly bankEn: string | null
  readonly officeZh: string | null
  readonly officeEn: string | null
}

interface Found {
  readonly personId: string
  readonly rows: readonly ReadRow[]
  readonly organisations: Awaited<ReturnType<typeof allOrganisations>>
}

const pageDefault = 50

/** Entries are numbered in the order of time, so the key of the table is the order of the page. */
async function readsOf(
  db: Database,
  personId: string,
  page: { readonly after: string | null; readonly withOwn: boolean; readonly limit: number },
): Promise<readonly ReadRow[]> {
  const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  return db<ReadRow[]>`
    select a.entry_id, a.at, a.actor_id, a.actor_role, a.organisation_id, a.operation, a.purpose, a.fields,
      b.name_zh as bank_zh, b.name_en as bank_en, o.name_zh as office_zh, o.name_en as office_en
    from (
      select * from audit_entry
      where person_id = ${personId} and outcome = 'read'
        and (${page.after}::uuid is null or entry_id < ${page.after})
        and (${page.withOwn} or actor_id <> ${personId})
      order by entry_id desc
      limit ${page.limit}
    ) a
    left join outlet o on o.outlet_id = case when a.office_id ~ ${uuid} then a.office_id::uuid end
    left join bank b on b.bank_id = coalesce(o.bank_id, case when a.organisation_id ~ ${uuid} then a.organisation_id::uuid end)
    order by a.entry_id desc`
}

/** Articles 2 and 11: holders see who looked at what is recorded about them: the body and the role, never a clerk's name. */
export const dataReadsQuery: Query = query<typeof myDataReads, Found>({
  operation: myDataReads,
  async load(db, reads) {
    const organisations = await allOrganisations(db)
    return Promise.all(
      reads.map(async ({ actor, input }) => {
        const personId = input.personId ?? actor.personId ?? nobody
        const { after = null, withOwn = true, limit = pageDefault } = input
        return { personId, organisations, rows: await readsOf(db, personId, { after, withOwn, limit: limit + 1 }) }
      }),
    )
  },
  subjects: ({ personId }) => [{ personId }],
  fields: [],
  answer({ personId, rows, organisations }, { limit = pageDefault }) {
    const shown = rows.slice(0, limit)
    return {
      reads: shown.map((row) => show(row, personId, organisations)),
      next: rows.length > limit ? (shown.at(-1)?.entryId ?? null) : null,
    }
  },
})

function show(
  row: ReadRow,
  personId: string,
  organisations: Found['organisations'],
): AnswerOf<typeof myDataReads>['reads'][number] {
  const { entryId: readId, at, operation, actorRole: role, purpose } = row
  const own = row.actorId === personId
  const organisation = organisations.find(({ organisationId }) => organisationId === row.organisationId)
  const named = organisation === undefined ? null : nameOn(organisation, dayOf(at))
  return {
    ...{ readId, at, operation, own, role },
    roleWords: own
      ? { zh: '本人', en: 'you' }
      : role === 'citizen'
        ? { zh: '监护人或代办人', en: 'guardian or proxy' }
        : roleWords[role],
    organisation: named === null ? words(row.bankZh, row.bankEn) : { zh: named.zh, en: named.en },
    office: words(row.officeZh, row.officeEn),
    purpose: purpose === null ? null : { ...{ purpose }, ...purposes[purpose] },
    fields: row.fields.map((written) => {
      const unmasked = written.endsWith('!')
      const field = unmasked ? written.slice(0, -1) : written
      return { field, unmasked, ...(personalFieldWords[field as PersonalField] ?? { zh: field, en: field }) }
    }),
  }
}

function words(zh: string | null, en: string | null): { zh: string; en: string } | null {
  return zh === null ? null : { zh, en: en ?? zh }
}
