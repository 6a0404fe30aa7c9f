import type { PersonalField } from '@yika/core/access/personal-field.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import { maskIdentifier } from '@yika/core/oversight/mask-identifier.ts'
import * as operations from '@yika/core/oversight/schema.ts'
import { auditDaysMost, windowOf } from '@yika/core/oversight/window.ts'
import { nobody } from '../kernel/identifier.ts'
import { type Query, query, type ReadSubject } from '../kernel/query.ts'
import { type AuditPage, type AuditRow, auditEntryById, auditPage } from './audit-store.ts'

const pageDefault = 50

interface FoundPage {
  readonly page?: AuditPage
  readonly refused?: Refused
}

/** What list and detail both tell: who, what, why and how it ended; of the data themselves only which fields. */
function told({ fields, ...row }: AuditRow) {
  const { entryId, at, actorRole, organisationId, officeId, operation, article, outcome, refusal } = row
  const { purpose, legalBasis } = row
  return {
    ...{ entryId, at, actorRole, organisationId, officeId, operation, article, outcome, refusal, purpose, legalBasis },
    fields: fields.map((field) => ({
      field: field.replace('!', '') as PersonalField,
      unmasked: field.endsWith('!'),
    })),
  }
}

const personOf = ({ personId }: AuditRow): string | null => (personId === nobody ? null : personId)

/** Persons whom the row names in full: the one concerned, and the actor where a citizen acted. */
function personsIn(row: AuditRow): readonly string[] {
  const concerned = personOf(row)
  const acting = row.actorRole === 'citizen' ? row.actorId : null
  return [...new Set([concerned, acting])].filter((person) => person !== null)
}

/**
 * Article 11: whoever watches is watched. A list tells of persons only which rows belong together, and its read names
 * nobody; a list about one person names that person, and so does the opening of a row. The case of such a read is what
 * is supervised: the person's own log, or the row.
 */
export const auditQueries: readonly Query[] = [
  query({
    operation: operations.auditRows,
    fields: [],
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ actor, input }): Promise<FoundPage> => {
          if (actor.role !== 'auditor') return {}
          const window = windowOf(input.from as Day, input.to as Day, auditDaysMost(input))
          if ('accepted' in window) return { refused: window }
          const { personId = null, actorId = null, operation = null, outcome = null, readFor = null } = input
          const { after = null, limit = pageDefault } = input
          const filter = { personId, actorId, operation, outcome, readFor, after, limit }
          return { page: await auditPage(db, window, filter) }
        }),
      ),
    subjects({ page }, { personId, actorId }): readonly ReadSubject[] {
      // What one citizen did is asked about that person, too.
      const acting = page?.rows[0]?.actorRole === 'citizen' ? actorId : undefined
      const named = [...new Set([personId, acting])].filter((person) => person !== undefined)
      return named.length === 0 ? [{}] : named.map((person) => ({ personId: person, caseId: person }))
    },
    barred: ({ refused }) => refused,
    answer({ page }) {
      if (page === undefined) throw new Error('answered without having looked')
      return {
        rows: page.rows.map((row) => {
          const person = personOf(row)
          return {
            ...told(row),
            actor: row.actorRole === 'citizen' ? maskIdentifier(row.actorId) : row.actorId,
            person: person === null ? null : maskIdentifier(person),
          }
        }),
        next: page.next,
      }
    },
  }),
  query({
    operation: operations.auditRow,
    fields: [],
    load: (db, reads) => Promise.all(reads.map(({ input }) => auditEntryById(db, input.entryId))),
    subjects(row): readonly ReadSubject[] | undefined {
      if (row === undefined) return undefined
      const persons = personsIn(row)
      return persons.length === 0 ? [{}] : persons.map((personId) => ({ personId, caseId: row.entryId }))
    },
    answer(row) {
      if (row === undefined) throw new Error('answered without a row')
      const { actorId, caseId, commandId } = row
      return { ...told(row), actorId, personId: personOf(row), caseId, commandId }
    },
  }),
]
