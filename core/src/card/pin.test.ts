import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import { changePin } from './change-pin.ts'
import { unsuitablePin } from './pin.ts'
import { setPin, startPinReset } from './reset-pin.ts'
import { setInitialPin } from './set-initial-pin.ts'
import {
  adult,
  clerk,
  collected,
  context,
  enabled,
  fold,
  given,
  making,
  openCustody,
  visit,
  withPin,
} from './test-cards.ts'
import { unblockPin } from './unblock-pin.ts'
import { verifyPin } from './verify-pin.ts'

const today = context()
const tomorrow = context({ now: '2026-11-23T16:00:00.000Z' })
const atCounter = context({ actor: clerk, standing: { visit } })

function tried(card: Card, pin: string, moment = today) {
  const decision = verifyPin(card, pin, openCustody, moment)
  assert.ok(decision.accepted)
  return { card: fold(decision.events, moment.now, card), answer: decision.answer, events: decision.events }
}

test('M9.2: a wrong PIN is an event with the tries left; the last of the day locks', () => {
  let card = given(withPin)
  for (const triesLeft of [4, 3, 2, 1]) {
    const step = tried(card, '000001')
    assert.deepEqual(step.answer, { outcome: 'wrong', triesLeft })
    assert.equal(step.events.length, 1)
    card = step.card
  }
  const last = tried(card, '000001')
  assert.deepEqual(last.answer, { outcome: 'locked', triesLeft: 0 })
  const locked = verifyPin(last.card, '482915', openCustody, tomorrow)
  assert.ok(!locked.accepted && locked.code === 'pin-locked', 'the next day does not unlock')
})

test('M9.2: the right PIN gives all tries back, and so does midnight of the city', () => {
  const { card } = tried(tried(given(withPin), '000001').card, '000001')
  assert.equal(card.pinTriesLeft, 3)
  const right = tried(card, '482915')
  assert.deepEqual(right.answer, { outcome: 'right', triesLeft: 5 })
  assert.equal(tried(right.card, '000001').answer.triesLeft, 4)
  assert.equal(tried(card, '000001', context({ now: '2026-11-23T15:59:59.999Z' })).answer.triesLeft, 2)
  assert.equal(tried(card, '000001', tomorrow).answer.triesLeft, 4)
})

test('M7.9: an initial PIN cannot transact, is changed once, expires, and is never a well-known one', () => {
  const poor = setInitialPin(given(making), { pin: '123456' }, openCustody, today)
  assert.ok(!poor.accepted && poor.code === 'pin-guessable')
  const decision = setInitialPin(given(making), { pin: '730518' }, openCustody, today)
  assert.ok(decision.accepted)
  assert.equal(decision.answer.expiresAt, '2026-12-23T02:00:00.000Z')
  const events = [...decision.events]
  const card = fold([...events], today.now, given(making))
  assert.equal(card.pinState, 'initial')
  const inHand: Card = { ...card, physical: 'collected', social: 'enabled' }
  const used = verifyPin(inHand, '730518', openCustody, today)
  assert.ok(!used.accepted && used.code === 'pin-initial')
  const change = { pin: '730518', newPin: '482915' }
  const late = changePin(inHand, change, openCustody, context({ now: '2026-12-23T02:00:00.000Z' }))
  assert.ok(!late.accepted && late.code === 'pin-initial-expired')
  const same = changePin(inHand, { ...change, newPin: '730518' }, openCustody, today)
  assert.ok(!same.accepted && same.code === 'pin-unchanged')
  const changed = changePin(inHand, change, openCustody, today)
  assert.ok(changed.accepted)
  const after = fold(changed.events, today.now, inHand)
  assert.equal(after.pinState, 'set')
  assert.equal(tried(after, '482915').answer.outcome, 'right')
  const late2 = setInitialPin(given(enabled), { pin: '730518' }, openCustody, today)
  assert.ok(!late2.accepted, 'not once the card is with its holder')
})

test('M7.9: changing the PIN with a wrong one counts as a try', () => {
  const decision = changePin(given(withPin), { pin: '111222', newPin: '905172' }, openCustody, today)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, { outcome: 'wrong', triesLeft: 4 })
  assert.equal(fold(decision.events, today.now, given(withPin)).pinVerifier, 'card-1:482915')
})

test('M7.9: the operator starts a reset, the holder sets the PIN in time, once', () => {
  const alone = startPinReset(adult, given(withPin), context({ actor: clerk }))
  assert.ok(!alone.accepted && alone.code === 'visit-required')
  const started = startPinReset(adult, given(withPin), atCounter)
  assert.ok(started.accepted)
  assert.deepEqual(Object.keys(started.answer), ['resetId', 'until'], 'nothing of the PIN')
  const card = fold(started.events, atCounter.now, given(withPin))
  const { resetId } = started.answer
  const set = (newPin: string, now?: string, id = resetId) =>
    setPin(adult, card, { resetId: id, newPin }, openCustody, context(now === undefined ? {} : { now }))
  assert.ok(set('905172').accepted)
  assert.ok(!set('905172', undefined, 'other').accepted)
  assert.ok(!set('905172', '2026-11-23T02:10:00.000Z').accepted)
  const same = set('482915')
  assert.ok(!same.accepted && same.code === 'pin-unchanged')
  const done = set('905172')
  assert.ok(done.accepted)
  const after = fold(done.events, today.now, card)
  const again = setPin(adult, after, { resetId, newPin: '218640' }, openCustody, today)
  assert.ok(!again.accepted && again.code === 'pin-reset-closed')
})

test('M7.9: a locked PIN is unblocked at the counter; one that was still initial has to be reset', () => {
  const locked = given([...withPin, ['pin-locked', { on: today.today }]])
  const decision = unblockPin(adult, locked, atCounter)
  assert.ok(decision.accepted)
  assert.equal(fold(decision.events, today.now, locked).pinState, 'set')
  const initial = given([
    ...making,
    ['initial-pin-set', { verifier: 'x', expiresAt: tomorrow.now, tries: 5 }],
    ['card-collected', { dutyNoticeVersion: '2026-1', visitId: null }],
    ['pin-locked', { on: today.today }],
  ])
  const refused = unblockPin(adult, initial, atCounter)
  assert.ok(!refused.accepted && refused.code === 'pin-initial')
  const notLocked = unblockPin(adult, given(withPin), atCounter)
  assert.ok(!notLocked.accepted && notLocked.code === 'pin-not-locked')
})

test('M9.2: a PIN proves nothing on a card that is not in use', () => {
  const pending = given([...collected, ['pin-set', { verifier: 'card-1:482915', tries: 5 }]])
  const decision = verifyPin(pending, '482915', openCustody, today)
  assert.ok(!decision.accepted && decision.code === 'card-not-enabled')
})

test('M9.6: equal, consecutive and published PINs are refused, others not', () => {
  for (const pin of ['000000', '777777', '123456', '345678', '987654', '888888', '666666']) {
    assert.equal(unsuitablePin(pin, 6)?.code, 'pin-guessable', pin)
  }
  for (const pin of ['12345', '1234567', '12345a', '']) assert.equal(unsuitablePin(pin, 6)?.code, 'pin-malformed', pin)
  for (const pin of ['482915', '112233', '135790', '010101']) assert.equal(unsuitablePin(pin, 6), undefined, pin)
})
