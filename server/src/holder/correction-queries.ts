import { correctionWords, type DataCorrection } from '@yika/core/holder/data-correction.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { entryOf, ownerWords, type RecordedItem } from '@yika/core/holder/recorded-item.ts'
import * as schema from '@yika/core/holder/schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { nobody } from '../kernel/identifier.ts'
import { type FieldReader, type Query, query } from '../kernel/query.ts'
import { correctionsOfPersons, type WaitingCorrection, waitingCorrections } from './correction-store.ts'
import { openText } from './sealing.ts'
import { personsByIds } from './store.ts'

const pageDefault = 20
/** Items whose value is masked like the recorded one. */
const maskedItems: Partial<Record<RecordedItem, 'name' | 'identityNumber' | 'documentNumber' | 'bankCardNumber'>> = {
  name: 'name',
  nameExtension: 'name',
  ssn: 'identityNumber',
  identityNumber: 'identityNumber',
  documentNumber: 'documentNumber',
  bankCardNumber: 'bankCardNumber',
}
const fields = ['name', 'identityNumber', 'documentNumber', 'bankCardNumber'] as const

export function correctionQueries({ custodian }: { readonly custodian: Custodian }): readonly Query[] {
  function show(correction: DataCorrection, person: Person, reader: FieldReader) {
    const { correctionId, item, wanted, why, status, requestedAt, decidedAt, refusal } = correction
    const masked = maskedItems[item]
    const { zh, en, owner } = entryOf(item)
    return {
      ...{ correctionId, item, status, requestedAt, decidedAt, refusal },
      itemWords: { zh, en },
      wanted:
        masked === undefined
          ? openText(custodian, person, 'correction', wanted)
          : (reader.show(masked, person, wanted, 'correction') ?? ''),
      why: openText(custodian, person, 'words', why),
      statusWords: correctionWords[status],
      waitsFor: status === 'accepted' ? ownerWords[owner] : null,
    }
  }

  return [
    query<typeof schema.myDataCorrectionsOperation, OfPerson | undefined>({
      operation: schema.myDataCorrectionsOperation,
      async load(db, reads) {
        const personIds = reads.map(({ actor, input }) => input.personId ?? actor.personId ?? nobody)
        const [persons, corrections] = await Promise.all([
          personsByIds(db, personIds),
          correctionsOfPersons(db, personIds),
        ])
        return personIds.map((personId) => {
          const person = persons.get(personId)
          const own = [...corrections.values()].filter((one) => one.personId === personId)
          return person === undefined ? undefined : { person, corrections: own }
        })
      },
      subjects: (found) =>
        found === undefined ? undefined : [{ personId: found.person.personId, district: found.person.district }],
      fields,
      answer(found, _input, reader) {
        if (found === undefined) throw new Error('a person who does not exist was to be answered')
        return { corrections: found.corrections.map((one) => show(one, found.person, reader)) }
      },
    }),
    query<typeof schema.dataCorrectionRequestsOperation, readonly WaitingCorrection[]>({
      operation: schema.dataCorrectionRequestsOperation,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor, input }) =>
            waitingCorrections(db, {
              // A district sees its own worklist, whatever it asks for.
              district: actor.role === 'district-officer' ? (actor.district ?? '') : (input.district ?? null),
              status: input.status ?? null,
              after: input.after ?? null,
              limit: (input.limit ?? pageDefault) + 1,
            }),
          ),
        ),
      // The request is the case.
      subjects: (rows, { limit }) =>
        rows.slice(0, limit ?? pageDefault).map(({ person, correction }) => ({
          personId: person.personId,
          district: person.district,
          caseId: correction.correctionId,
        })),
      fields,
      answer(rows, { limit = pageDefault }, reader) {
        const shown = rows.slice(0, limit)
        return {
          requests: shown.map(({ person, correction }) => ({
            personId: person.personId,
            name: reader.show('name', person, person.sealed.name),
            ssn: reader.show('identityNumber', person, person.sealed.ssn),
            district: person.district,
            ...show(correction, person, reader),
            source: correction.source,
          })),
          next: rows.length > limit ? (shown.at(-1)?.correction.correctionId ?? null) : null,
        }
      },
    }),
  ]
}

interface OfPerson {
  readonly person: Person
  readonly corrections: readonly DataCorrection[]
}
