import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import { confirmDeath } from './confirm-death.ts'
import { evolvePerson } from './evolve-person.ts'
import type { Ground } from './ground.ts'
import { contextOf, now, officer, otherOfficer, personOf } from './holder.fixture.ts'
import { moveAway } from './move-away.ts'
import { moveBack } from './move-back.ts'
import type { Person, PersonEvent } from './person.ts'
import { rejectDeath } from './reject-death.ts'
import type { Relation } from './relation.ts'
import { reportDeath } from './report-death.ts'

const news = { deathOn: '2026-11-20' as Day, source: 'population register 77' }
const context = contextOf(officer)
const other = contextOf(otherOfficer)

function reported(more: Partial<Person> = {}): Person {
  const person = personOf('p1', more)
  const decision = reportDeath(person, news, context)
  assert.ok(decision.accepted && decision.events[0])
  return evolvePerson(person, decision.events[0], now)
}

const proxy: Relation = {
  relationId: 'r1',
  personId: 'p1',
  helperId: 'p2',
  kind: 'proxy',
  kinship: 'child',
  scope: ['report-loss'],
  since: now,
  endsOn: '2027-01-01' as Day,
  consentVersion: null,
  endedAt: null,
  endReason: null,
}

test('M10.5: a reported death cancels nothing until another human confirms it', () => {
  const decision = reportDeath(personOf('p1'), news, context)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.tasks, [])
  const person = reported()
  assert.equal(person.lifeStatus, 'death-reported')
  assert.deepEqual(confirmDeath(person, [], context), { accepted: false, code: 'same-person-twice', detail: {} })
  const confirmed = confirmDeath(person, [proxy, { ...proxy, relationId: 'r2', endedAt: now }], other)
  assert.ok(confirmed.accepted)
  assert.deepEqual(confirmed.tasks, [{ queue: 'cancel-cards-of-person', data: { personId: 'p1', reason: 'death' } }])
  assert.deepEqual(
    confirmed.events.map((event) => [event.name, event.id]),
    [
      ['death-confirmed', 'p1'],
      ['relation-ended', 'r1'],
    ],
  )
  const after = evolvePerson(person, confirmed.events[0] as PersonEvent, now)
  assert.deepEqual([after.lifeStatus, after.death?.confirmedBy], ['deceased', 'officer-2'])
  assert.deepEqual(confirmDeath(after, [], other), { accepted: false, code: 'person-not-reported-dead', detail: {} })
})

test('M10.5: a wrong report is taken back by another human, and the person is what they were before', () => {
  for (const before of ['alive', 'moved-away'] as const) {
    const person = reported({ lifeStatus: before })
    assert.deepEqual(rejectDeath(person, 'mix-up', context), { accepted: false, code: 'same-person-twice', detail: {} })
    const rejected = rejectDeath(person, 'mix-up', other)
    assert.ok(rejected.accepted && rejected.events[0])
    assert.deepEqual(rejected.answer, { lifeStatus: before })
    const after = evolvePerson(person, rejected.events[0], now)
    assert.deepEqual([after.lifeStatus, after.death], [before, null])
  }
})

test('M10.5: a death cannot lie in the future, before birth, or be reported twice', () => {
  const refusal = (deathOn: string) => reportDeath(personOf('p1'), { ...news, deathOn: deathOn as Day }, context)
  assert.deepEqual(refusal('2026-11-24'), { accepted: false, code: 'date-in-future', detail: { item: 'deathOn' } })
  assert.deepEqual(refusal('1990-03-06'), { accepted: false, code: 'identity-disagrees', detail: { item: 'deathOn' } })
  assert.deepEqual(reportDeath(reported(), news, other), { accepted: false, code: 'person-death-reported', detail: {} })
})

test('M8.2: moving away puts the grounds under review and cancels nothing; coming back keeps the old entry', () => {
  const ground: Ground = {
    groundId: 'g1',
    personId: 'p1',
    kind: 'employee-medical',
    since: '2020-01-01' as Day,
    evidence: 'm-1',
    vouchedBy: 'medical-security',
    recordedAt: now,
    status: 'held',
    endedOn: null,
    endReason: null,
    endedBy: null,
  }
  const move = { movedOn: '2026-11-01' as Day, source: 'register 5' }
  const away = moveAway(personOf('p1'), [ground, { ...ground, groundId: 'g2', status: 'ended' }], move, context)
  assert.ok(away.accepted)
  assert.deepEqual(away.answer, { groundsUnderReview: 1 })
  assert.deepEqual(away.tasks, [])
  assert.deepEqual(
    away.events.map((event) => [event.name, event.id]),
    [
      ['moved-away', 'p1'],
      ['ground-lost', 'g1'],
    ],
  )
  const gone = personOf('p1', { lifeStatus: 'moved-away' })
  assert.deepEqual(moveAway(gone, [], move, context), { accepted: false, code: 'person-moved-away', detail: {} })
  assert.ok(moveBack(gone, move, context).accepted)
  assert.deepEqual(moveBack(personOf('p1'), move, context), {
    accepted: false,
    code: 'person-not-moved-away',
    detail: {},
  })
})
