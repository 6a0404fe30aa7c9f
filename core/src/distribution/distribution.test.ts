import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Standing } from '../access/may.ts'
import type { Application } from '../application/application.ts'
import { addDays, addYears, type Day, type Instant, startOfDay } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { dutyNotice } from '../card/duty-notice.ts'
import type { DecisionContext } from '../decision/decision.ts'
import { collectCard } from './collect-card.ts'
import type { PackedCard } from './packed-card.ts'
import { type Parcel, parcelEvent } from './parcel.ts'
import { evolveParcelLine, type ParcelLine, type ParcelLineEvent } from './parcel-line.ts'
import { receiveParcel } from './receive-parcel.ts'
import { remindCollection } from './remind-collection.ts'
import { sealUncollected } from './seal-uncollected.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const clerk: Actor = { id: 'c1', role: 'bank-clerk', organisationId: 'bank', bankId: 'b1', officeId: 'o1' }

function context(today: string, standing: Standing = {}): DecisionContext {
  const figures: Record<string, number | string> = {
    'guardian.required-under': 18,
    'collection.seal-after': 1,
    'collection.reminder': '7,30,90',
  }
  return {
    now: startOfDay(today as Day),
    today: today as Day,
    actor: clerk,
    standing,
    policy: { number: (key) => figures[key] as number, text: (key) => String(figures[key]), flag: () => false },
    newId: () => 'id',
  }
}

function waiting(since: Instant, change: Partial<ParcelLine> = {}): ParcelLine {
  return {
    ...{ personId: 'p1', parcelLineId: 'l1', parcelId: 'x1', cardId: 'k1', cardNumber: 'A00000011' },
    ...{ applicationId: 'a1', kind: 'outlet', bankId: 'b1', officeId: 'o1', employerId: null, position: 1 },
    ...{
      state: 'waiting',
      waitingSince: since,
      reminders: 0,
      dutyNoticeVersion: null,
      visitId: null,
      changedAt: since,
    },
    ...change,
  }
}

const card = { personId: 'p1', cardId: 'k1', cardNumber: 'A00000011', physical: 'at-outlet' } as Card
const application = { personId: 'p1', applicationId: 'a1', status: 'ready', cardId: 'k1' } as Application

function collect(birthOn: string, today: string, presenter: 'holder' | 'guardian' | 'proxy'): string {
  const standing = { visit: { visitId: 'v1', presenter, presenterId: 'p1' } }
  const desk = {
    card,
    application,
    person: { birthOn: birthOn as Day, lifeStatus: 'alive' as const },
    line: waiting(at),
    officeId: 'o1',
  }
  const decision = collectCard(desk, { dutyNoticeVersion: dutyNotice.version }, context(today, standing))
  return decision.accepted ? 'collected' : decision.code
}

test('M8.4: the guardian collects up to the day before the eighteenth birthday, the holder from that day on', () => {
  assert.equal(collect('2008-11-24', '2026-11-23', 'holder'), 'guardian-must-collect')
  assert.equal(collect('2008-11-24', '2026-11-23', 'proxy'), 'guardian-must-collect')
  assert.equal(collect('2008-11-24', '2026-11-23', 'guardian'), 'collected')
  assert.equal(collect('2008-11-23', '2026-11-23', 'holder'), 'collected')
  assert.equal(collect('2008-02-29', '2026-02-28', 'holder'), 'guardian-must-collect')
  assert.equal(collect('2008-02-29', '2026-03-01', 'holder'), 'collected')
})

test('M9.1: nobody collects without presence, at another office, or what does not wait', () => {
  const person = { birthOn: '1990-01-01' as Day, lifeStatus: 'alive' as const }
  const visit = { visitId: 'v1', presenter: 'holder' as const, presenterId: 'p1' }
  const desk = { card, application, person, line: waiting(at), officeId: 'o1' }
  const code = (change: object, standing: Standing = { visit }) => {
    const decision = collectCard(
      { ...desk, ...change },
      { dutyNoticeVersion: dutyNotice.version },
      context('2026-11-23', standing),
    )
    return decision.accepted ? 'collected' : decision.code
  }
  assert.equal(code({}), 'collected')
  assert.equal(code({}, {}), 'visit-required')
  assert.equal(code({ officeId: 'o2' }), 'card-not-here')
  assert.equal(code({ officeId: null }), 'card-not-here')
  assert.equal(code({ card: { ...card, physical: 'shipped' } }), 'card-not-to-be-collected')
  assert.equal(code({ application: { ...application, cardId: 'k2' } }), 'card-not-to-be-collected')
  assert.equal(code({ person: { ...person, lifeStatus: 'deceased' } }), 'card-not-to-be-collected')
  assert.equal(code({ card: undefined }), 'not-found')
})

test('M3.1: each reminder goes out once, on its day or later, and there are no more than the rules name', () => {
  let line = waiting(at)
  const sent: number[] = []
  for (let days = 0; days <= 400; days += 1) {
    const today = addDays('2026-11-23' as Day, days)
    const decision = remindCollection({ line, card, application, officeId: 'o1' }, context(today))
    if (!decision.accepted) continue
    sent.push(days)
    for (const event of decision.events) line = evolveParcelLine(line, event as ParcelLineEvent, startOfDay(today))
  }
  assert.deepEqual(sent, [7, 30, 90])
})

test('M3.1: a card is sealed a year after it came, not a day earlier, in leap years too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -3, max: 3 }), (start, offset) => {
      const since = addDays('2024-01-01' as Day, start)
      const today = addDays(addYears(since, 1), offset)
      const lying = { line: waiting(startOfDay(since)), card, application, officeId: 'o1' }
      const decision = sealUncollected(lying, context(today))
      assert.equal(decision.accepted, offset >= 0)
      if (!decision.accepted) assert.equal(decision.code, 'card-not-uncollected-long-enough')
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('M13.5: whatever is scanned, every card of a parcel has arrived, is missing, or the parcel is not signed', () => {
  const members = Array.from({ length: 6 }, (_, index): PackedCard => {
    const own = { personId: `p${index}`, cardId: `k${index}`, cardNumber: `A0000000${index}` }
    return {
      line: { ...waiting(at), ...own, parcelLineId: `l${index}`, state: 'under-way', waitingSince: null },
      card: { ...card, ...own, physical: 'shipped' },
      application: { ...application, personId: own.personId, cardId: own.cardId, status: 'in-production' },
    }
  })
  const parcel: Parcel = {
    ...{ parcelId: 'x1', kind: 'outlet', bankId: 'b1', officeId: 'o1', employerId: null, state: 'dispatched' },
    ...{
      listed: 6,
      missing: 0,
      formedBy: 'm1',
      dispatchedBy: 'm1',
      consignment: null,
      receivedBy: null,
      changedAt: at,
    },
  }
  const numbers = members.map(({ line }) => line.cardNumber)
  const anything = fc.array(fc.constantFrom(...numbers, 'X00000019'), { maxLength: 8 })
  const scans = fc.oneof(fc.shuffledSubarray(numbers), anything)
  fc.assert(
    fc.property(scans, fc.constantFrom(-1, 0, 0, 1), (scanned, wrong) => {
      const missing = Math.max(0, 6 - scanned.length + wrong)
      const decision = receiveParcel(parcel, members, { scanned, missing }, context('2026-11-23'))
      const honest = new Set(scanned).size === scanned.length && !scanned.includes('X00000019')
      assert.equal(decision.accepted, honest && scanned.length + missing === 6)
      if (!decision.accepted) return
      const names = (name: string) => decision.events.filter((event) => event.name === name).length
      assert.deepEqual([names('card-waiting'), names('card-lost-on-way')], [scanned.length, missing])
      assert.deepEqual([names('card-arrived'), names('card-missing')], [scanned.length, missing])
      assert.equal(decision.tasks?.length, scanned.length)
      assert.deepEqual(decision.events[0], parcelEvent('x1', 'parcel-received', { receivedBy: 'c1', missing }))
    }),
    { seed: 5, numRuns: 300 },
  )
})
