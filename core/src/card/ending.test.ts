import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import type { Person } from '../holder/person.ts'
import { availableActions } from './available-actions.ts'
import { cancelCard } from './cancel-card.ts'
import { type CancelReason, type Card, cancelReasons } from './card.ts'
import { numbersOf, openCardNumbers } from './card-number-range.ts'
import { type ImportCard, importCard } from './import-card.ts'
import { lockCard } from './lock-card.ts'
import { mayExchange, mayFirstIssue, mayReissue } from './next-card.ts'
import { oldOrNewCardNumber } from './old-or-new-card-number.ts'
import { statusOf } from './status-words.ts'
import {
  activated,
  adult,
  clerk,
  collected,
  context,
  enabled,
  fold,
  given,
  key,
  making,
  officer,
  visit,
} from './test-cards.ts'
import { requestUnlock, unlockCard } from './unlock-card.ts'
import { expiryOf } from './validity.ts'

const byOfficer = context({ actor: officer })

function cancelled(reason: CancelReason, person: Person = adult, cards = [given(activated)], at = byOfficer) {
  const decision = cancelCard(person, cards, { cardId: key.cardId, reason }, at)
  return decision.accepted ? decision : decision.code
}

test('M7.7: each reason rests on the register, on a role or on the presence of the holder', () => {
  const newer = given(enabled, 'card-2', '2026-11-20T02:00:00.000Z')
  const founded: Record<CancelReason, ReturnType<typeof cancelled>> = {
    death: cancelled('death', { ...adult, lifeStatus: 'deceased' }),
    'moved-away': cancelled('moved-away', { ...adult, lifeStatus: 'moved-away' }),
    'entitlement-ended': cancelled('entitlement-ended'),
    duplicate: cancelled('duplicate', adult, [given(activated), newer]),
    superseded: cancelled('superseded', adult, [given(activated), newer]),
    'holder-request': cancelled('holder-request', adult, undefined, context({ actor: clerk, standing: { visit } })),
    'production-fault': cancelled('production-fault'),
  }
  for (const reason of cancelReasons) {
    const decision = founded[reason]
    assert.ok(typeof decision === 'object', reason)
    const card = fold(decision.events, byOfficer.now, given(activated))
    assert.equal(card.social, 'cancelled')
    assert.equal(card.cancelReason, reason)
    assert.equal(decision.answer.bankClosesAccount, reason !== 'superseded')
    assert.equal(card.finance, 'active', 'the bank closes the account and reports back')
  }
  assert.equal(cancelled('death', { ...adult, lifeStatus: 'death-reported' }), 'cancel-reason-unfounded')
  assert.equal(cancelled('moved-away'), 'cancel-reason-unfounded')
  assert.equal(cancelled('duplicate'), 'cancel-reason-unfounded')
  assert.equal(cancelled('superseded'), 'cancel-reason-unfounded')
  assert.equal(cancelled('holder-request'), 'visit-required')
  const atCounter = context({ actor: clerk, standing: { visit } })
  assert.equal(cancelled('entitlement-ended', adult, undefined, atCounter), 'not-permitted')
  assert.equal(cancelled('production-fault', adult, undefined, atCounter), 'not-permitted')
})

test('M7.7: a card that waits for a batch is not made after its cancellation', () => {
  const waiting = given(making.slice(0, 1))
  const decision = cancelled('production-fault', adult, [waiting])
  assert.ok(typeof decision === 'object')
  assert.equal(fold(decision.events, byOfficer.now, waiting).physical, 'retired')
})

test('M9.5: two people unlock, and the holder then proves again that the card is in the right hands', () => {
  const locked = lockCard(given(enabled), { reason: 'suspected-misuse' }, byOfficer)
  assert.ok(locked.accepted)
  let card = fold(locked.events, byOfficer.now, given(enabled))
  const early = unlockCard(card, byOfficer)
  assert.ok(!early.accepted && early.code === 'unlock-not-requested')
  const asked = requestUnlock(card, { reason: 'checked' }, byOfficer)
  assert.ok(asked.accepted)
  card = fold(asked.events, byOfficer.now, card)
  const alone = unlockCard(card, byOfficer)
  assert.ok(!alone.accepted && alone.code === 'same-person-twice')
  const second = context({ actor: { ...officer, id: 'officer-2' } })
  const unlocked = unlockCard(card, second)
  assert.ok(unlocked.accepted)
  card = fold(unlocked.events, second.now, card)
  assert.equal(card.social, 'pending-enable')
  assert.equal(card.unlockRequestedBy, null)
})

test('M9.5: a lock over a provisional report does not lapse with it', () => {
  const provisional = given([
    ...enabled,
    [
      'social-loss-reported',
      { receiptId: 'r', channel: 'web', visitId: null, reportedBy: 'x', until: '2026-12-01T00:00:00.000Z' as Instant },
    ],
  ])
  const locked = lockCard(provisional, { reason: 'court-order' }, byOfficer)
  assert.ok(locked.accepted)
  const card = fold(locked.events, byOfficer.now, provisional)
  assert.equal(card.social, 'locked')
  assert.equal(card.socialProvisionalUntil, null)
})

const secondGeneration: ImportCard = {
  cardNumber: '123456788',
  issuingArea: '110000',
  generation: 2,
  bankId: null,
  issuedOn: '2012-02-29' as Day,
  expiresOn: '2027-02-28' as Day,
  social: 'enabled',
  finance: 'none',
  cancelReason: null,
  chipIdentificationCode: null,
  atr: null,
  bankCardNumber: null,
}

/** The real rule has a value from 2026-01-01 on only. */
const generations = {
  ...context(),
  policy: {
    ...context().policy,
    text: (name: string, on?: Day) =>
      context({ rules: on !== undefined && on >= '2026-01-01' ? { 'card.generations-issued': '3' } : {} }).policy.text(
        name,
        on,
      ),
  },
}

function imported(change: Partial<ImportCard> = {}, cards: readonly Card[] = [], taken = false) {
  const decision = importCard(key.personId, cards, taken, { ...secondGeneration, ...change }, generations)
  return decision.accepted ? fold(decision.events, generations.now) : decision.code
}

test('M18.2: an earlier card comes in with its own dates and is older than every card of ours', () => {
  const card = imported()
  assert.ok(typeof card === 'object')
  assert.equal(card.requestedAt, '2012-02-28T16:00:00.000Z')
  assert.equal(card.physical, 'collected')
  assert.equal(card.issuedOn, '2012-02-29')
  const ended = imported({ social: 'cancelled', cancelReason: 'superseded' })
  assert.ok(typeof ended === 'object')
  assert.equal(ended.physical, 'retired')
})

test('M2.10, M18.2: a third-generation card that was issued before comes in with its chip, or its chip stays unknown', () => {
  const chip = {
    chipIdentificationCode: '110000D156000005000000010A0B0C0D',
    atr: '0081594B01110000000000001A',
    chipKeyVersion: 1,
  }
  const issued = { generation: 3, issuedOn: '2025-06-01' as Day, expiresOn: '2035-06-01' as Day } as const
  const card = imported({ ...issued, ...chip })
  assert.ok(typeof card === 'object')
  assert.equal(card.chipKeyVersion, 1)
  const unknown = imported(issued)
  assert.ok(typeof unknown === 'object')
  assert.equal(unknown.chipKeyVersion, null)
  assert.equal(imported({ ...issued, ...chip, atr: null }), 'chip-data-missing')
  assert.equal(imported({ ...issued, ...chip, chipIdentificationCode: null }), 'chip-data-missing')
})

test('M2.10, M18.2: what cannot have been issued is not imported', () => {
  assert.equal(imported({ issuedOn: '2026-01-01' as Day, expiresOn: '2036-01-01' as Day }), 'generation-not-issued')
  assert.ok(typeof imported({ issuedOn: '2025-12-31' as Day, expiresOn: '2035-12-31' as Day }) === 'object')
  assert.equal(imported({ expiresOn: '2012-02-29' as Day }), 'card-dates-impossible')
  assert.equal(imported({ issuingArea: '310000' }), 'card-foreign')
  assert.equal(imported({}, [], true), 'card-number-taken')
  assert.equal(imported({}, [given(enabled)]), 'card-live-already')
  assert.equal(imported({ social: 'cancelled' }), 'cancel-reason-unfounded')
  assert.ok(typeof imported({ social: 'cancelled', cancelReason: 'superseded' }, [given(enabled)]) === 'object')
})

test('M18.2: card numbers of nine characters have a check, the older twelve digits do not', () => {
  assert.equal(oldOrNewCardNumber(' a00000011 '), 'A00000011')
  assert.equal(oldOrNewCardNumber('A00000012'), undefined)
  assert.equal(oldOrNewCardNumber('123456789012'), '123456789012')
})

test('M7.1: a first card is for whoever has no card that can still serve', () => {
  const yes = { accepted: true, replaces: null }
  assert.deepEqual(mayFirstIssue([]), yes)
  assert.deepEqual(mayFirstIssue([{ ...given(making), physical: 'sealed' }]), yes)
  assert.deepEqual(mayFirstIssue([{ ...given(making), physical: 'spoiled' }]), yes)
  for (const card of [given(making), given(collected), given(enabled)]) {
    const answer = mayFirstIssue([card])
    assert.ok(!answer.accepted && answer.code === 'first-issue-has-card')
  }
})

const formallyLost = given([
  ...enabled,
  ['social-loss-confirmed', { receiptId: 'r', channel: 'counter', visitId: 'visit-1', reportedBy: 'clerk-1' }],
])

test('M7.5: a re-issue follows a formal report and names the lost card', () => {
  assert.deepEqual(mayReissue([formallyLost], context()), { accepted: true, replaces: key.cardId })
  for (const card of [given(enabled), given(collected)]) {
    const answer = mayReissue([card], context())
    assert.ok(!answer.accepted && answer.code === 'reissue-needs-formal-loss')
  }
})

test('M7.6: a card in the hand is exchanged; a lost one is not; expiry only near the end', () => {
  const accepted = { accepted: true, replaces: key.cardId }
  assert.deepEqual(mayExchange([given(enabled)], 'damage', context()), accepted)
  assert.deepEqual(mayExchange([given(collected)], 'printed-change', context()), accepted)
  const code = (cards: readonly Card[], reason: Parameters<typeof mayExchange>[1], now?: string) => {
    const answer = mayExchange(cards, reason, context(now === undefined ? {} : { now }))
    return answer.accepted ? 'accepted' : answer.code
  }
  assert.equal(code([], 'damage'), 'exchange-needs-card')
  assert.equal(code([given(making)], 'damage'), 'exchange-needs-card')
  assert.equal(code([formallyLost], 'damage'), 'card-lost-formally')
  assert.equal(code([given(enabled)], 'generation-upgrade'), 'generation-current')
  assert.equal(code([{ ...given(enabled), generation: 2 }], 'generation-upgrade'), 'accepted')
  assert.equal(code([given(enabled)], 'expiry', '2036-08-02T15:59:59.999Z'), 'renewal-not-due')
  assert.equal(code([given(enabled)], 'expiry', '2036-08-02T16:00:00.000Z'), 'accepted')
})

test('Article 2: valid for ten years, the same day included; 29 February ends on 28 February', () => {
  const { policy } = context()
  assert.equal(expiryOf('2010-10-01' as Day, policy), '2020-10-01')
  assert.equal(expiryOf('2024-02-29' as Day, policy), '2034-02-28')
  const dayBefore = context({ rules: { 'card.expiry-day-inclusive': 'day-before' } }).policy
  assert.equal(expiryOf('2021-03-01' as Day, dayBefore), '2031-02-28')
})

test('M3.2: numbers are counted from a range, each with its check character', () => {
  assert.deepEqual(numbersOf({ prefix: 'A', first: 1, count: 3 }), ['A00000011', 'A0000002X', 'A00000038'])
  const opened = openCardNumbers({ prefix: 'A', first: 1, count: 7 }, context())
  assert.ok(opened.accepted)
  assert.deepEqual(opened.answer, { first: 'A00000011', last: 'A00000070', count: 7 })
  const tooFar = openCardNumbers({ prefix: 'AB12', first: 9_999, count: 2 }, context())
  assert.ok(!tooFar.accepted && tooFar.code === 'card-number-invalid')
})

test('M7.8: the headline says what matters first, with the next step', () => {
  const today = '2026-11-23' as Day
  assert.equal(statusOf(given(making), today).headline.en, 'At the outlet')
  assert.equal(statusOf(given(collected), today).headline.zh, '社会保障功能：未启用')
  assert.match(statusOf(given(enabled), '2036-11-02' as Day).headline.en, /expired/)
  const bySuspension = given([...activated, ['finance-suspended-by-bank', { effectiveAt: context().now }]])
  assert.match(statusOf(bySuspension, today).finance.en, /by the bank/)
})

test('M7.8: screens offer exactly what the table allows', () => {
  assert.deepEqual(availableActions(given(making)), ['cancel-card'])
  const locked = given([...enabled, ['social-locked', { reason: 'court-order', lockedBy: 'officer-1' }]])
  assert.ok(availableActions(locked).includes('request-unlock') && !availableActions(locked).includes('unlock-card'))
  assert.deepEqual(availableActions(given(enabled)), [
    'activate-finance',
    'report-loss',
    'lock-card',
    'cancel-card',
    'start-pin-reset',
  ])
  assert.deepEqual(
    availableActions(given([...enabled, ['social-cancelled', { reason: 'duplicate', supersededBy: null }]])),
    ['report-loss'],
  )
})
