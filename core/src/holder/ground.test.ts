import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import { closeReview } from './close-review.ts'
import { endGround } from './end-ground.ts'
import { entitles, evolveGround, type Ground, groundKinds } from './ground.ts'
import { contextOf, now, officer, otherOfficer, personOf } from './holder.fixture.ts'
import { recordGround } from './record-ground.ts'

const context = contextOf(officer)
const other = contextOf(otherOfficer)
const person = personOf('p1')
const claim = { kind: 'employee-medical', since: '2020-01-01' as Day, evidence: 'record 17' } as const
const loss = { endedOn: '2026-11-01' as Day, reason: 'left the scheme' }

function refused(code: string, detail: object = {}) {
  return { accepted: false, code, detail }
}

function recorded(kind: Ground['kind'] = 'employee-medical', groundId = 'g1'): Ground {
  const decision = recordGround(person, [], { ...claim, kind }, { ...context, newId: () => groundId })
  assert.ok(decision.accepted && decision.events[0])
  return evolveGround(undefined, decision.events[0], now)
}

test('M8.1: every ground names its proof and the department that vouches', () => {
  for (const kind of Object.values(groundKinds)) assert.ok(kind.proof.zh && kind.proof.en && kind.department)
  for (const scheme of [
    'employee-pension',
    'resident-pension',
    'unemployment',
    'work-injury',
    'employee-medical',
    'resident-medical',
    'elderly',
    'disability',
    'education',
    'other',
  ])
    assert.ok(Object.hasOwn(groundKinds, scheme), scheme)
})

test('M8.2: a ground is recorded with date and evidence, once of each kind', () => {
  const ground = recorded()
  assert.deepEqual(
    [ground.since, ground.evidence, ground.vouchedBy, ground.status],
    ['2020-01-01', 'record 17', 'medical-security', 'held'],
  )
  assert.deepEqual(recordGround(person, [ground], claim, context), refused('ground-known'))
  assert.deepEqual(
    recordGround(person, [], { ...claim, since: '2026-11-24' as Day }, context),
    refused('date-in-future', { item: 'since' }),
  )
  assert.deepEqual(recordGround(undefined, [], claim, context), refused('person-unknown'))
})

test('M8.1: benefits for the elderly need the age', () => {
  assert.deepEqual(
    recordGround(person, [], { ...claim, kind: 'elderly' }, context),
    refused('ground-too-young', { age: 60 }),
  )
  const senior = personOf('p1', { birthOn: '1966-11-23' as Day })
  assert.ok(recordGround(senior, [], { ...claim, kind: 'elderly' }, context).accepted)
})

test('M8.2: the loss of the only ground opens a review and cancels nothing; with another ground none is needed', () => {
  const only = recorded()
  const lost = endGround(only, [only], loss, context)
  assert.ok(lost.accepted && lost.events[0])
  assert.deepEqual([lost.answer, lost.tasks], [{ review: true }, []])
  const reviewed = evolveGround(only, lost.events[0], now)
  assert.equal(reviewed.status, 'under-review')
  assert.ok(entitles([reviewed]), 'nothing is taken before the review is decided')
  const two = recorded('education', 'g2')
  const plain = endGround(only, [only, two], loss, context)
  assert.ok(plain.accepted && plain.events[0])
  assert.deepEqual(plain.answer, { review: false })
  assert.equal(evolveGround(only, plain.events[0], now).status, 'ended')
  assert.deepEqual(endGround(reviewed, [reviewed], loss, context), refused('ground-not-held'))
})

test('M8.2: another human decides the review; only when no ground is left do the cards end', () => {
  const only = recorded()
  const lost = endGround(only, [only], loss, context)
  assert.ok(lost.accepted && lost.events[0])
  const ground = evolveGround(only, lost.events[0], now)
  const result = { outcome: 'entitlement-ended', reason: 'checked' } as const
  assert.deepEqual(closeReview(person, ground, [ground], result, context), refused('same-person-twice'))
  const ended = closeReview(person, ground, [ground], result, other)
  assert.ok(ended.accepted)
  assert.deepEqual(ended.tasks, [
    { queue: 'cancel-cards-of-person', data: { personId: 'p1', reason: 'entitlement-ended' } },
  ])
  const away = closeReview(personOf('p1', { lifeStatus: 'moved-away' }), ground, [ground], result, other)
  assert.ok(away.accepted)
  assert.deepEqual(away.tasks?.[0]?.data, { personId: 'p1', reason: 'moved-away' })
  const kept = closeReview(person, ground, [ground, recorded('education', 'g2')], result, other)
  assert.ok(kept.accepted)
  assert.deepEqual([kept.answer, kept.tasks], [{ entitled: true }, []])
  const again = closeReview(person, ground, [ground], { ...result, outcome: 'still-entitled' }, other)
  assert.ok(again.accepted && again.events[0])
  assert.equal(evolveGround(ground, again.events[0], now).status, 'held')
  assert.deepEqual(closeReview(person, only, [only], result, other), refused('ground-not-under-review'))
})
