import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import { instantOf } from '../calendar/instant.ts'
import { authenticateChip, type ChipProof } from './authenticate-chip.ts'
import type { Card } from './card.ts'
import { chipBusinesses, chipBusinessRefused } from './chip-business.ts'
import { collected, context, enabled, fold, given, making } from './test-cards.ts'

const epoch = Date.parse('2026-11-23T02:00:00.000Z')
const at = (seconds: number) => instantOf(epoch + seconds * 1000)
const terminal: Actor = { id: 'terminal', role: 'department-user', organisationId: 'medical-security' }
const resetInformation = '0081544C978684110000000001'

/** A card whose chip has the keys of version 3 and proved the counter 10 when it was made, before all tests. */
function withChip(steps: typeof enabled): Card {
  return { ...given(steps), atr: resetInformation, chipKeyVersion: 3, chipCounter: 10, chipProvedAt: at(-3600) }
}

const said = (card: Card, change: Partial<ChipProof> = {}): ChipProof => ({
  identificationCode: card.chipIdentificationCode ?? '',
  resetInformation,
  challengedAt: at(0),
  keyVersion: 3,
  cryptogramRight: true,
  counter: 11,
  ...change,
})

const asked = (card: Card | undefined, change: Partial<ChipProof> = {}, seconds = 1) =>
  authenticateChip(card, said(card ?? withChip(enabled), change), {
    ...context({ now: at(seconds), actor: terminal, rules: { 'chip.challenge-lifetime': 60 } }),
  })

function outcome(card: Card | undefined, change: Partial<ChipProof> = {}, seconds = 1) {
  const decision = asked(card, change, seconds)
  return decision.accepted
    ? { events: decision.events.map(({ name }) => name), ...decision.answer }
    : { refused: decision.code }
}

function after(card: Card, change: Partial<ChipProof> = {}, seconds = 1): Card {
  const decision = asked(card, change, seconds)
  return decision.accepted ? fold(decision.events, at(seconds), card) : card
}

suite('a chip proves itself', () => {
  test('M14.1: with its own key and a counter never seen before it is genuine, and the counter is kept', () => {
    const card = withChip(enabled)
    assert.deepEqual(outcome(card), { events: ['chip-authenticated'], genuine: true, code: 0, usable: true })
    assert.deepEqual([after(card).chipCounter, after(card).chipProvedAt], [11, at(1)])
    assert.deepEqual(outcome(withChip(collected)), { ...outcome(card), usable: false })
  })

  test('M14.1: a wrong cryptogram is a signal with code −21 that locks nothing', () => {
    const card = withChip(enabled)
    const doubt = { events: ['chip-doubted'], genuine: false, code: -21, usable: false }
    assert.deepEqual(outcome(card, { cryptogramRight: false }), doubt)
    assert.deepEqual(outcome(card, { cryptogramRight: false, counter: 3 }), doubt, 'whatever counter is claimed')
    assert.deepEqual(
      { ...after(card, { cryptogramRight: false, counter: 900 }) },
      card,
      'neither state nor counter moves',
    )
  })

  test('M14.1: a chip that says it is another one is a signal with code −22', () => {
    const card = withChip(enabled)
    for (const change of [
      { identificationCode: 'F'.repeat(32) },
      { resetInformation: `${resetInformation.slice(0, -1)}2` },
    ])
      assert.deepEqual(outcome(card, change), { events: ['chip-doubted'], genuine: false, code: -22, usable: false })
  })

  test('M14.2: an answer to a later challenge that does not count higher gives a copied key away: nothing works on', () => {
    const used = after(withChip(enabled))
    for (const counter of [11, 10, 1]) {
      const found = outcome(used, { counter, challengedAt: at(2) }, 3)
      assert.deepEqual(found, { events: ['chip-doubted', 'social-locked'], genuine: false, code: -21, usable: false })
    }
    const locked = after(used, { counter: 11, challengedAt: at(2) }, 3)
    assert.equal(locked.social, 'locked')
    const original = outcome(locked, { counter: 12, challengedAt: at(4) }, 5)
    assert.deepEqual(original, { events: ['chip-authenticated'], genuine: true, code: 0, usable: false }, 'held, too')
  })

  test('M14.2: the same answer sent again, or two readers in the other order, accuse nobody', () => {
    const used = after(withChip(enabled), { counter: 12, challengedAt: at(0) }, 1)
    assert.deepEqual(outcome(used, { counter: 12, challengedAt: at(0) }, 2), { refused: 'chip-proof-overtaken' })
    assert.deepEqual(outcome(used, { counter: 11, challengedAt: at(0) }, 2), { refused: 'chip-proof-overtaken' })
    assert.deepEqual(outcome(used, { counter: 11, challengedAt: at(1) }, 2), { refused: 'chip-proof-overtaken' })
  })

  test('M14.2: a challenge ends, and one of another card or asker is none', () => {
    const card = withChip(enabled)
    assert.deepEqual(outcome(card, {}, 60), outcome(card))
    assert.deepEqual(outcome(card, {}, 61), { refused: 'chip-challenge-over' })
    assert.deepEqual(outcome(card, { challengedAt: null }), { refused: 'chip-challenge-over' })
    assert.deepEqual(outcome(card, { keyVersion: 2, cryptogramRight: false }), { refused: 'chip-challenge-over' })
  })

  test('M14.1: a card without keys of ours, of another area, or out of hand is not asked', () => {
    const card = withChip(enabled)
    assert.deepEqual(outcome(undefined), { refused: 'not-found' })
    assert.deepEqual(outcome({ ...card, chipKeyVersion: null }), { refused: 'chip-unknown' })
    assert.deepEqual(outcome({ ...card, issuingArea: '310000' }), { refused: 'card-foreign' })
    assert.deepEqual(outcome({ ...card, social: 'cancelled', physical: 'retired' }), { refused: 'card-cancelled' })
    assert.deepEqual(outcome(withChip(making)), { ...outcome(card), usable: false }, 'at the outlet it may be')
  })

  test('M14.2: whatever comes in, in whatever order, the counter only grows, and nobody but a second chip locks a card', () => {
    const step = fc.record({
      counter: fc.integer({ min: 0, max: 30 }),
      challenge: fc.integer({ min: 0, max: 40 }),
      wait: fc.integer({ min: 0, max: 3 }),
      right: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let card = withChip(enabled)
        let now = 0
        for (const { counter, challenge, wait, right } of steps) {
          now += wait
          const before = card
          const challengedAt = at(Math.min(challenge, now))
          card = after(card, { counter, challengedAt, cryptogramRight: right }, now)
          assert.ok(card.chipCounter >= before.chipCounter)
          if (card.chipCounter > before.chipCounter) assert.ok(right && card.chipCounter === counter)
          if (card.social !== before.social) {
            assert.equal(card.social, 'locked')
            assert.ok(right && counter <= before.chipCounter && challengedAt > (before.chipProvedAt ?? ''))
          }
        }
      }),
      { seed: 14, numRuns: 500 },
    )
  })

  test('M14.2: one genuine chip, however its answers are delayed, repeated or overtaken, is never taken for a copy', () => {
    const use = fc.record({ reader: fc.nat({ max: 2 }), act: fc.constantFrom('challenge', 'answer', 'send', 'send') })
    fc.assert(
      fc.property(fc.array(use, { maxLength: 60 }), (uses) => {
        let card = withChip(enabled)
        let counter = card.chipCounter
        const readers: { challengedAt?: number; counter?: number }[] = [{}, {}, {}]
        for (const [now, { reader, act }] of uses.entries()) {
          const mine = readers[reader] as { challengedAt?: number; counter?: number }
          if (act === 'challenge') readers[reader] = { challengedAt: now }
          if (act === 'answer' && mine.challengedAt !== undefined && mine.counter === undefined) {
            counter += 1
            mine.counter = counter
          }
          if (act !== 'send' || mine.challengedAt === undefined || mine.counter === undefined) continue
          card = after(card, { counter: mine.counter, challengedAt: at(mine.challengedAt) }, now)
          assert.equal(card.social, 'enabled')
        }
      }),
      { seed: 14, numRuns: 500 },
    )
  })
})

suite('authority over a chip', () => {
  const chip = (card: Card) => ({ identificationCode: card.chipIdentificationCode ?? '', resetInformation })
  const refused = (card: Card, business: (typeof chipBusinesses)[number], role: Actor['role'], change = {}) =>
    chipBusinessRefused(card, { business, ...chip(card), ...change }, role)?.code

  test('M14.1: each business has its roles, and settlement has none', () => {
    const card = withChip(enabled)
    const allowed = (role: Actor['role']) =>
      chipBusinesses.filter((business) => refused(card, business, role) === undefined)
    assert.deepEqual(allowed('bank-clerk'), ['01', '02'])
    assert.deepEqual(allowed('district-officer'), ['01', '04'])
    assert.deepEqual(allowed('bureau-officer'), ['01', '04'])
    assert.deepEqual(allowed('department-user'), ['01'])
    for (const role of ['citizen', 'factory', 'bank-system', 'system', 'auditor'] as const)
      assert.deepEqual(allowed(role), [])
  })

  test('M14.1: a card that is locked, suspended, cancelled, unknown or not what the register says gets none', () => {
    const card = withChip(enabled)
    for (const [social, code] of [
      ['locked', 'card-locked'],
      ['suspended-provisional', 'card-lost-provisionally'],
      ['suspended-formal', 'card-lost-formally'],
      ['cancelled', 'card-cancelled'],
      ['none', 'card-not-collected'],
    ] as const)
      assert.equal(refused({ ...card, social }, '01', 'department-user'), code)
    assert.equal(refused({ ...card, chipKeyVersion: null }, '01', 'department-user'), 'chip-unknown')
    assert.equal(refused(card, '01', 'department-user', { resetInformation: 'F'.repeat(26) }), 'chip-differs')
    assert.equal(refused(card, '01', 'department-user', { identificationCode: 'F'.repeat(32) }), 'chip-differs')
    assert.equal(refused(withChip(making), '01', 'bank-clerk'), undefined, 'read before it is handed over')
    assert.equal(refused(withChip(making), '02', 'bank-clerk'), 'card-not-collected')
  })
})
