import type { Actor } from '@yika/core/access/actor.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import type { Card, CardEvent } from '@yika/core/card/card.ts'
import { type CardEventData, type CardEventName, cardEvent } from '@yika/core/card/card.ts'
import { evolve } from '@yika/core/card/evolve.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { CounterVisit } from '@yika/core/holder/visit.ts'
import { cardStream } from '../src/card/store.ts'
import { personStream, visitStream } from '../src/holder/store.ts'
import type { Custodian } from '../src/kernel/custody/custodian.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { insertEvents, type RecordedEvent } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Stored } from '../src/kernel/stream.ts'

/** Persons, visits and cards as other chapters would have left them: rows and events, written by the same streams. */
export interface Given {
  readonly db: Database
  readonly custodian: Custodian
  readonly now: Instant
}

export const bankId = '018f0000-0000-7000-8000-00000000b001'
export const clerk: Actor = {
  id: 'clerk-1',
  role: 'bank-clerk',
  organisationId: bankId,
  bankId,
  officeId: 'office-1',
}
export const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }

export function holderOf(personId: string): Actor {
  return { id: personId, role: 'citizen', organisationId: 'self', personId }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export async function givenPerson(given: Given, change: Partial<Person> = {}): Promise<string> {
  const { db, custodian } = given
  const personId = newId(Date.parse(given.now))
  const key = custodian.newPersonKey(personId)
  const person: Stored<Person> = {
    personId,
    version: 1,
    kind: 'citizen',
    sex: '1',
    birthOn: '1990-03-07' as Day,
    ethnicGroup: '01',
    nationality: 'CHN',
    district: '110101' as Person['district'],
    issuingArea: '110000',
    lifeStatus: 'alive',
    death: null,
    key: base64(key),
    sealed: {
      name: base64(custodian.seal(key, personId, 'name', '张三')),
      ssn: base64(custodian.seal(key, personId, 'ssn', '110101199003070011')),
      identityNumber: base64(custodian.seal(key, personId, 'identityNumber', '110101199003070011')),
      documentNumber: null,
      phone: null,
      address: null,
      chipName: null,
    },
    index: {
      numbers: [base64(custodian.blindIndex('person', personId))],
      document: null,
      name: base64(Buffer.alloc(8)),
      initials: base64(Buffer.alloc(8)),
      phone: null,
    },
    nameOnChip: 'fits',
    printedChange: null,
    ...change,
  }
  await db.begin((tx) => personStream.save(tx, [person]))
  return personId
}

/** The holder stands at the clerk's office until the evening of the next day. */
export async function givenVisit(given: Given, personId: string, change: Partial<CounterVisit> = {}): Promise<string> {
  const visit: Stored<CounterVisit> = {
    personId,
    visitId: newId(Date.parse(given.now)),
    version: 1,
    officeId: 'office-1',
    presenter: 'holder',
    presenterId: personId,
    scope: null,
    documentType: 'identity-card',
    openedBy: 'clerk-1',
    openedAt: given.now,
    until: '2099-01-01T00:00:00.000Z' as Instant,
    closedAt: null,
    ...change,
  }
  await given.db.begin((tx) => visitStream.save(tx, [visit]))
  if (visit.presenter !== 'holder') await givenRelation(given, visit, visit.presenter)
  return visit.visitId
}

/** What binds the two: a visit stands only as long as it does. */
async function givenRelation({ db, now }: Given, visit: CounterVisit, kind: 'guardian' | 'proxy'): Promise<void> {
  const { personId, presenterId, scope } = visit
  await db`
    insert into relation (person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on)
    values (${personId}, ${newId(Date.parse(now))}, 1, ${presenterId}, ${kind}, ${kind === 'proxy' ? 'other' : null},
      ${[...(scope ?? ['all'])]}, ${now}, '2099-01-01')
    on conflict do nothing`
}

type Step = { [N in CardEventName]: readonly [N, CardEventData[N]] }[CardEventName]

let numbersUsed = 0

/** A third-generation card as production and distribution leave it, up to the hand of its holder. */
export function collectedCard(applicationId = newId(0)): readonly Step[] {
  numbersUsed += 1
  return [
    ['card-requested', { applicationId, replaces: null, bankId, generation: 3, issuingArea: '110000' }],
    ['card-batched', { batchId: newId(0), cardNumber: `T${String(numbersUsed).padStart(8, '0')}` }],
    ['account-opened', { bankCardNumber: base64(Buffer.from('sealed')) }],
    ['card-certified', { certificateSerial: '01' }],
    [
      'card-personalised',
      {
        chipIdentificationCode: '0'.repeat(32),
        atr: '3B00',
        issuedOn: '2026-11-01' as Day,
        expiresOn: '2036-11-01' as Day,
      },
    ],
    ['keys-replaced', {}],
    ['card-arrived', { officeId: 'office-1' }],
    ['card-collected', { dutyNoticeVersion: '2026-1', visitId: null }],
  ]
}

export const enabledCard = (): readonly Step[] => [
  ...collectedCard(),
  ['social-enabled', { proof: 'visit', visitId: null, dutyNoticeVersion: '2026-1', channel: 'bank' }],
]

export const activatedCard = (): readonly Step[] => [
  ...enabledCard(),
  ['finance-activated', { visitId: newId(0), officeId: null }],
]

export async function givenCard(given: Given, personId: string, steps: readonly Step[]): Promise<Stored<Card>> {
  const cardId = newId(Date.parse(given.now))
  let card: Card | undefined
  const recorded = steps.map(([name, data], step): RecordedEvent => {
    const event = cardEvent({ personId, cardId }, name, data) as CardEvent
    card = evolve(card, event, given.now)
    return { event, version: step + 1, at: given.now, commandId: newId(0), rules: [] }
  })
  const stored = { ...(card as Card), version: steps.length }
  await given.db.begin(async (tx) => {
    await cardStream.save(tx, [stored])
    await insertEvents(tx, recorded)
  })
  return stored
}
