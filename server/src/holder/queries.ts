import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { nameSearchForm } from '@yika/core/holder/person-name.ts'
import type { Relation } from '@yika/core/holder/relation.ts'
import * as schema from '@yika/core/holder/schema.ts'
import { foreignerNumberIsVerified } from '@yika/core/identifier/foreigner-number.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query, type ReadSubject } from '../kernel/query.ts'
import { numberKeys, shortIndexes } from './blind-index.ts'
import { correctionQueries } from './correction-queries.ts'
import {
  groundsOfPersons,
  groundsUnderReview,
  indexKey,
  personsByIds,
  personsNamed,
  personsOfIndexes,
  personsReportedDead,
  relationsOfHelpers,
  relationsOfPersons,
} from './store.ts'

const personalItems = ['name', 'identityNumber', 'documentNumber', 'phone', 'address'] as const
const pageDefault = 20

/** What can be read of the register of residents. */
export function holderQueries({ custodian }: { readonly custodian: Custodian }): readonly Query[] {
  return [
    personQuery,
    myDossierQuery,
    findPersonQuery(custodian),
    personsByNameQuery(custodian),
    myRelationsQuery,
    deathReportsQuery,
    groundReviewsQuery,
    ...correctionQueries({ custodian }),
  ]
}

interface Dossier {
  readonly person: Person
  readonly grounds: readonly Ground[]
  readonly relations: readonly Relation[]
  /** The other side of each relation. */
  readonly others: ReadonlyMap<string, Person>
}

/** Everything about each of these persons, in a fixed number of statements. */
async function dossiersOf(db: Database, personIds: readonly string[]): Promise<readonly (Dossier | undefined)[]> {
  const [persons, grounds, helped, helps] = await Promise.all([
    personsByIds(db, personIds),
    groundsOfPersons(db, personIds),
    relationsOfPersons(db, personIds),
    relationsOfHelpers(db, personIds),
  ])
  const relations = [...new Map([...helped, ...helps]).values()]
  const others = await personsByIds(
    db,
    relations.flatMap(({ personId, helperId }) => [personId, helperId]),
  )
  return personIds.map((personId) => {
    const person = persons.get(personId)
    return person === undefined
      ? undefined
      : {
          person,
          grounds: [...grounds.values()].filter((ground) => ground.personId === personId),
          relations: relations.filter((one) => one.personId === personId || one.helperId === personId),
          others,
        }
  })
}

function subjectOf(person: Person): ReadSubject {
  return { personId: person.personId, district: person.district }
}

function dossierSubjects(dossier: Dossier | undefined): readonly ReadSubject[] | undefined {
  return dossier === undefined ? undefined : [subjectOf(dossier.person)]
}

function loaded(dossier: Dossier | undefined): Dossier {
  if (dossier === undefined) throw new Error('a dossier that does not exist was to be answered')
  return dossier
}

type ShownPerson = Omit<AnswerOf<typeof schema.personOperation>, 'grounds' | 'relations'>

function showPerson(person: Person, reader: FieldReader): ShownPerson {
  const { sealed } = person
  return {
    personId: person.personId,
    kind: person.kind,
    name: reader.show('name', person, sealed.name),
    ssn: reader.show('identityNumber', person, sealed.ssn),
    identityNumber: reader.show('identityNumber', person, sealed.identityNumber),
    documentNumber: reader.show('documentNumber', person, sealed.documentNumber),
    phone: reader.show('phone', person, sealed.phone),
    address: reader.show('address', person, sealed.address),
    chipName: reader.show('name', person, sealed.chipName),
    nameOnChip: person.nameOnChip,
    sex: person.sex,
    birthOn: person.birthOn,
    ethnicGroup: person.ethnicGroup,
    nationality: person.nationality,
    district: person.district,
    issuingArea: person.issuingArea,
    lifeStatus: person.lifeStatus,
    printedChange:
      person.printedChange === null ? null : { at: person.printedChange.at, items: [...person.printedChange.items] },
    ssnUnverified: !foreignerNumberIsVerified && (person.kind === 'foreigner' || person.kind === 'permanent-resident'),
  }
}

function showGround(ground: Ground) {
  const { groundId, kind, since, evidence, vouchedBy, status, endedOn, endReason } = ground
  return { groundId, kind, since, evidence, vouchedBy, status, endedOn, endReason }
}

function showRelation(dossier: Dossier, relation: Relation, reader: FieldReader) {
  const helped = relation.personId === dossier.person.personId
  const otherPersonId = helped ? relation.helperId : relation.personId
  const other = dossier.others.get(otherPersonId)
  const { relationId, kind, kinship, since, endsOn, endedAt, endReason } = relation
  const side: 'helped' | 'helps' = helped ? 'helped' : 'helps'
  const otherName = other === undefined ? null : reader.show('name', other, other.sealed.name)
  const scope = [...relation.scope]
  return { relationId, kind, side, otherPersonId, otherName, kinship, scope, since, endsOn, endedAt, endReason }
}

function showDossier(dossier: Dossier, reader: FieldReader): AnswerOf<typeof schema.personOperation> {
  return {
    ...showPerson(dossier.person, reader),
    grounds: dossier.grounds.map(showGround),
    relations: dossier.relations.map((relation) => showRelation(dossier, relation, reader)),
  }
}

/** Articles 4 and 11: one entry with its grounds and relations, as far as the actor may see it. */
const personQuery = query<typeof schema.personOperation, Dossier | undefined>({
  operation: schema.personOperation,
  load: (db, reads) =>
    dossiersOf(
      db,
      reads.map(({ input }) => input.personId),
    ),
  subjects: dossierSubjects,
  fields: personalItems,
  answer: (dossier, _input, reader) => showDossier(loaded(dossier), reader),
})

const ownId = ({ actor }: { readonly actor: Actor }): string => actor.personId ?? '00000000-0000-0000-0000-000000000000'

/** Article 4: the holder sees every recorded item (M4.7). */
const myDossierQuery = query<typeof schema.myDossierOperation, Dossier | undefined>({
  operation: schema.myDossierOperation,
  load: (db, reads) => dossiersOf(db, reads.map(ownId)),
  subjects: dossierSubjects,
  fields: personalItems,
  answer: (dossier, _input, reader) => showDossier(loaded(dossier), reader),
})

/** Article 9: whom I help and who helps me (M9.3). */
const myRelationsQuery = query<typeof schema.myRelationsOperation, Dossier | undefined>({
  operation: schema.myRelationsOperation,
  load: (db, reads) => dossiersOf(db, reads.map(ownId)),
  subjects: dossierSubjects,
  fields: ['name'],
  answer(dossier, _input, reader) {
    const known = loaded(dossier)
    return { relations: known.relations.map((relation) => showRelation(known, relation, reader)) }
  },
})

/**
 * Article 11: from a number to a person. A bank does this by opening a visit; an officer names the case that concerns
 * the person; for the register of residents its own message is the case.
 */
function findPersonQuery(custodian: Custodian): Query {
  return query<typeof schema.findPersonOperation, Person | undefined>({
    operation: schema.findPersonOperation,
    async load(db, reads) {
      const keys = reads.map(({ input }) => numberKeys(custodian, input.number))
      const known = await personsOfIndexes(db, keys.flat())
      const persons = await personsByIds(db, [...known.values()])
      return keys.map((ofRead) => {
        const personId = ofRead.map((key) => known.get(indexKey(key))).find((id) => id !== undefined)
        return personId === undefined ? undefined : persons.get(personId)
      })
    },
    subjects(person, input, actor) {
      const ownMessage = actor.role === 'register-system' && input.caseId !== undefined
      // No case concerns a number that nobody has: the answer is that of a known number in a case of somebody else.
      if (person === undefined) return ownMessage ? undefined : refuse('case-required')
      return [{ ...subjectOf(person), ...(ownMessage ? { caseId: input.caseId } : {}) }]
    },
    fields: ['name', 'identityNumber'],
    answer(person, _input, reader) {
      if (person === undefined) throw new Error('a person who does not exist was to be answered')
      return {
        personId: person.personId,
        name: reader.show('name', person, person.sealed.name),
        ssn: reader.show('identityNumber', person, person.sealed.ssn),
        lifeStatus: person.lifeStatus,
      }
    },
  })
}

/** One row more than the page tells whether there is a next one. */
function pageOf<Row>(rows: readonly Row[], limit: number, idOf: (row: Row) => string) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: rows.length > limit && last !== undefined ? idOf(last) : null }
}

/** Article 11: a search by name shows masked rows only and is written down for everybody it shows. */
function personsByNameQuery(custodian: Custodian): Query {
  return query<typeof schema.personsByNameOperation, readonly Person[]>({
    operation: schema.personsByNameOperation,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input }) =>
          personsNamed(db, {
            nameIndexes: shortIndexes(custodian, 'name', nameSearchForm(input.name)),
            initialsIndexes: /^[A-Za-z]{2,8}$/.test(input.name)
              ? shortIndexes(custodian, 'name-initials', input.name.toUpperCase())
              : [],
            district: input.district ?? null,
            bornFrom: (input.bornFrom as Day | undefined) ?? null,
            bornTo: (input.bornTo as Day | undefined) ?? null,
            after: input.after ?? null,
            limit: (input.limit ?? pageDefault) + 1,
          }),
        ),
      ),
    searchedFor: ({ caseId, casePersonId }) => ({ caseId, personId: casePersonId }),
    subjects: (persons, { caseId, limit }) =>
      persons.slice(0, limit ?? pageDefault).map((person) => ({ ...subjectOf(person), caseId })),
    fields: ['name', 'identityNumber'],
    answer(persons, input, reader) {
      const { shown, next } = pageOf(persons, input.limit ?? pageDefault, (person) => person.personId)
      return {
        persons: shown.map((person) => ({
          personId: person.personId,
          name: reader.show('name', person, person.sealed.name),
          ssn: reader.show('identityNumber', person, person.sealed.ssn),
          sex: person.sex,
          birthYear: person.birthOn.slice(0, 4),
          district: person.district,
          lifeStatus: person.lifeStatus,
        })),
        next,
      }
    },
  })
}

function showTaskRow(person: Person, reader: FieldReader) {
  return {
    personId: person.personId,
    name: reader.show('name', person, person.sealed.name),
    ssn: reader.show('identityNumber', person, person.sealed.ssn),
    district: person.district,
  }
}

/** A district sees its own worklist, whatever it asks for. */
function districtOf(actor: Actor, asked: string | undefined): string | null {
  return actor.role === 'district-officer' ? (actor.district ?? '') : (asked ?? null)
}

/** Article 10: reports of death that wait for a human (M10.5); the report is the case. */
const deathReportsQuery = query<typeof schema.deathReportsOperation, readonly Person[]>({
  operation: schema.deathReportsOperation,
  load: (db, reads) =>
    Promise.all(
      reads.map(({ actor, input }) =>
        personsReportedDead(db, {
          district: districtOf(actor, input.district),
          after: input.after ?? null,
          limit: (input.limit ?? pageDefault) + 1,
        }),
      ),
    ),
  subjects: (persons, { limit }) =>
    persons.slice(0, limit ?? pageDefault).map((person) => ({ ...subjectOf(person), caseId: person.personId })),
  fields: ['name', 'identityNumber'],
  answer(persons, input, reader) {
    const { shown, next } = pageOf(persons, input.limit ?? pageDefault, (person) => person.personId)
    return {
      reports: shown.flatMap((person) =>
        person.death === null
          ? []
          : [
              {
                ...showTaskRow(person, reader),
                deathOn: person.death.deathOn,
                reportedBy: person.death.reportedBy,
                reportedAt: person.death.reportedAt,
              },
            ],
      ),
      next,
    }
  },
})

/** Article 8: grounds under review (M8.2); the ground is the case. */
const groundReviewsQuery = query<
  typeof schema.groundReviewsOperation,
  readonly { readonly ground: Ground; readonly person: Person }[]
>({
  operation: schema.groundReviewsOperation,
  load: (db, reads) =>
    Promise.all(
      reads.map(({ actor, input }) =>
        groundsUnderReview(db, {
          district: districtOf(actor, input.district),
          after: input.after ?? null,
          limit: (input.limit ?? pageDefault) + 1,
        }),
      ),
    ),
  subjects: (rows, { limit }) =>
    rows
      .slice(0, limit ?? pageDefault)
      .map(({ ground, person }) => ({ ...subjectOf(person), caseId: ground.groundId })),
  fields: ['name', 'identityNumber'],
  answer(rows, input, reader) {
    const { shown, next } = pageOf(rows, input.limit ?? pageDefault, ({ ground }) => ground.groundId)
    return {
      reviews: shown.map(({ ground, person }) => ({ ...showTaskRow(person, reader), ground: showGround(ground) })),
      next,
    }
  },
})
