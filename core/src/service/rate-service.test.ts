import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import { rights } from '../access/rights.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import { operations } from '../operations.ts'
import { rateService } from './rate-service.ts'
import { evolveRating, ratedServices } from './rating.ts'

const holder: Actor = { id: 'p-1', role: 'citizen', organisationId: 'self', personId: 'p-1' }
const clerk: Actor = { id: 'c-1', role: 'bank-clerk', organisationId: 'b-1', bankId: 'b-1', officeId: 'o-1' }
const person = { personId: 'p-1', district: '110101' }
const judgement = { operation: 'report-loss', score: 4, words: null, servedAt: null } as const
const as = (actor: Actor) => ({ actor, today: '2026-11-23' as Day, newId: () => 'r-1' })

test('M12.7: what can be rated is what holders do or read, each in its own chapter', () => {
  for (const [name, chapter] of Object.entries(ratedServices)) {
    const operation = operations.find((one) => one.name === name)
    assert.equal(operation?.chapter, chapter, name)
    const row = Object.hasOwn(rights, name) ? Object.values((rights as Record<string, object>)[name] ?? {}) : []
    const forHolders = row.some((scope) => ['self', 'represented', 'visit', 'visit-bank'].includes(scope as string))
    assert.ok(operation?.kind === 'public' || forHolders, name)
  }
})

test('M12.7: a judgement is of the office that served: the desk, or the one on the receipt', () => {
  const officeOf = (actor: Actor, servedAt: string | null) => {
    const decision = rateService(person, [], { ...judgement, servedAt }, as(actor))
    assert.ok(decision.accepted)
    return decision.events[0]?.data.officeId
  }
  assert.equal(officeOf(clerk, null), 'o-1')
  assert.equal(officeOf(clerk, 'o-2'), 'o-1')
  assert.equal(officeOf(holder, 'o-2'), 'o-2')
  assert.equal(officeOf(holder, null), null)
})

test('M12.7: once a day for each service', () => {
  const again = rateService(person, [{ operation: 'report-loss' }], judgement, as(holder))
  assert.ok(!again.accepted && again.code === 'rated-today-already')
  assert.ok(rateService(person, [{ operation: 'change-pin' }], judgement, as(holder)).accepted)
  const nobody = rateService(undefined, [], judgement, as(holder))
  assert.ok(!nobody.accepted && nobody.code === 'person-unknown')
})

test('M12.7: a rating is what its event says', () => {
  const at = '2026-11-23T02:00:00.000Z' as Instant
  const decision = rateService(person, [], judgement, as(holder))
  assert.ok(decision.accepted)
  const [event] = decision.events
  assert.ok(event !== undefined)
  const { servedAt: _, ...said } = judgement
  const where = { officeId: null, district: '110101', chapter: 'card', ratedOn: '2026-11-23' }
  assert.deepEqual(evolveRating(undefined, event, at), {
    personId: 'p-1',
    ratingId: 'r-1',
    ...said,
    ...where,
    ratedAt: at,
  })
})
