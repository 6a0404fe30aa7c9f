import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../calendar/instant.ts'
import { noticesToBanks } from './bank-notice.ts'
import type { Card } from './card.ts'
import { lapseLoss } from './lapse-loss.ts'
import { recordBankState } from './record-bank-state.ts'
import { releaseLoss } from './release-loss.ts'
import { reportLoss } from './report-loss.ts'
import {
  activated,
  adult,
  bankId,
  clerk,
  collected,
  context,
  enabled,
  fold,
  given,
  key,
  making,
  visit,
} from './test-cards.ts'
import { warnLossLapse } from './warn-loss-lapse.ts'

const provisional = { functions: 'social', kind: 'provisional', channel: 'hotline' } as const
const formal = { functions: 'social', kind: 'formal', channel: 'counter' } as const
const atCounter = context({ actor: clerk, standing: { visit } })

function lost(card: Card, command: Parameters<typeof reportLoss>[1] = provisional, now?: string): Card {
  const moment = context({ ...(now === undefined ? {} : { now }), actor: clerk, standing: { visit } })
  const decision = reportLoss(card, command, moment)
  assert.ok(decision.accepted)
  return fold(decision.events, moment.now, card)
}

test('M7.3, M13.2: a report takes effect at the instant of its receipt', () => {
  const decision = reportLoss(given(activated), provisional, context())
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, {
    receiptId: 'new-1',
    reportedAt: '2026-11-23T02:00:00.000Z',
    kind: 'provisional',
    stopped: ['social'],
    socialUntil: '2026-12-03T02:00:00.000Z',
    financeUntil: null,
    alsoOffered: 'finance',
  })
  const card = fold(decision.events, context().now, given(activated))
  assert.equal(card.social, 'suspended-provisional')
  assert.equal(card.socialLostAt, decision.answer.reportedAt)
  assert.equal(card.socialLossReceiptId, 'new-1')
  assert.equal(card.finance, 'active', 'the other function is offered, not forced')
})

test('M7.3: both functions have their own periods; the bank hears of its own function only', () => {
  const decision = reportLoss(given(activated), { ...provisional, functions: 'both' }, context())
  assert.ok(decision.accepted)
  assert.equal(decision.answer.socialUntil, '2026-12-03T02:00:00.000Z')
  assert.equal(decision.answer.financeUntil, '2026-11-28T02:00:00.000Z')
  const notices = noticesToBanks([given(activated)], decision.events, context())
  assert.deepEqual(
    notices.map(({ data }) => data),
    [{ bankId, cardId: key.cardId, fact: 'loss-reported', until: '2026-11-28T02:00:00.000Z' }],
  )
  const social = reportLoss(given(activated), provisional, context())
  assert.ok(social.accepted)
  assert.deepEqual(noticesToBanks([given(activated)], social.events, context()), [])
})

test('M7.3: where the city couples the functions one report stops both, and one release frees both', () => {
  const joint = context({ rules: { 'loss.coupling': 'joint' } })
  const decision = reportLoss(given(activated), provisional, joint)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer.stopped, ['social', 'finance'])
  const card = fold(decision.events, joint.now, given(activated))
  const released = releaseLoss(adult, card, { functions: 'finance', channel: 'web' }, joint)
  assert.ok(released.accepted)
  assert.deepEqual(released.answer.released, ['social', 'finance'])
})

test('M7.3: a formal report needs presence, and it cannot be released or lapse', () => {
  const alone = reportLoss(given(enabled), formal, context())
  assert.ok(!alone.accepted && alone.code === 'loss-needs-presence')
  const card = lost(given(enabled), formal)
  assert.equal(card.social, 'suspended-formal')
  const released = releaseLoss(adult, card, { functions: 'social', channel: 'counter' }, atCounter)
  assert.ok(!released.accepted && released.code === 'card-lost-formally')
  const lapsed = lapseLoss(card, context({ now: '2046-01-01T00:00:00.000Z' }))
  assert.ok(lapsed.accepted && lapsed.events.length === 0)
})

test('M7.3: a formal report also follows a provisional one, a card not yet enabled and a locked one', () => {
  for (const card of [
    lost(given(enabled)),
    given(collected),
    given([...enabled, ['social-locked', { reason: 'court-order', lockedBy: 'officer-1' }]]),
  ]) {
    assert.equal(lost(card, formal).social, 'suspended-formal')
  }
})

test('M7.3: what cannot be stopped is refused by the name of its state', () => {
  const code = (card: Card, functions: 'social' | 'finance' | 'both') => {
    const decision = reportLoss(card, { ...provisional, functions }, context())
    return decision.accepted ? 'accepted' : decision.code
  }
  assert.equal(code(given(making), 'social'), 'card-not-collected')
  assert.equal(code(given(collected), 'both'), 'card-not-enabled')
  assert.equal(code(lost(given(enabled)), 'social'), 'card-lost-provisionally')
  assert.equal(code(lost(given(enabled), formal), 'both'), 'card-lost-formally')
  assert.equal(code(given(enabled), 'finance'), 'finance-not-activated')
  assert.equal(code(given(enabled), 'both'), 'accepted', 'what can be stopped is stopped')
})

test('M7.4: only a provisional report is released; a card in use has none', () => {
  const released = releaseLoss(adult, lost(given(enabled)), { functions: 'social', channel: 'web' }, context())
  assert.ok(released.accepted)
  const card = fold(released.events, context().now, lost(given(enabled)))
  assert.equal(card.social, 'enabled')
  assert.equal(card.socialLostAt, null)
  const none = releaseLoss(adult, given(enabled), { functions: 'social', channel: 'web' }, context())
  assert.ok(!none.accepted && none.code === 'loss-not-reported')
})

test('M7.3: a provisional report lapses at its very minute, also over 29 February and midnight', () => {
  const card = lost(given(enabled), provisional, '2028-02-19T15:59:59.999Z')
  assert.equal(card.socialProvisionalUntil, '2028-02-29T15:59:59.999Z')
  const early = lapseLoss(card, context({ now: '2028-02-29T15:59:59.998Z' }))
  assert.ok(!early.accepted && early.code === 'loss-not-due')
  const due = lapseLoss(card, context({ now: '2028-02-29T15:59:59.999Z' }))
  assert.ok(due.accepted)
  assert.deepEqual(due.answer.lapsed, ['social'])
  assert.equal(fold(due.events, card.socialProvisionalUntil as Instant, card).social, 'enabled')
})

test('M7.3: of two reports only the due one lapses; a second run of the job changes nothing', () => {
  const card = lost(given(activated), { ...provisional, functions: 'both' })
  const moment = context({ now: '2026-11-28T02:00:00.000Z' })
  const decision = lapseLoss(card, moment)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer.lapsed, ['finance'])
  const after = fold(decision.events, moment.now, card)
  assert.equal(after.social, 'suspended-provisional')
  const released = releaseLoss(adult, after, { functions: 'social', channel: 'web' }, moment)
  assert.ok(released.accepted)
  const again = lapseLoss(fold(released.events, moment.now, after), moment)
  assert.ok(again.accepted && again.events.length === 0)
})

test('M7.3: the holder is warned once per report, within the days of the rule', () => {
  const card = lost(given(enabled))
  const early = warnLossLapse(card, context({ now: '2026-12-01T01:59:59.999Z' }))
  assert.ok(early.accepted && early.events.length === 0)
  const moment = context({ now: '2026-12-01T02:00:00.000Z' })
  const decision = warnLossLapse(card, moment)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer.warned, ['social'])
  assert.equal(decision.tasks?.length, 1)
  const again = warnLossLapse(fold(decision.events, moment.now, card), moment)
  assert.ok(again.accepted && again.events.length === 0)
})

test('M2.8: the bank reports suspension and return; what the holder reported the bank does not release', () => {
  const bank = context({ actor: { ...clerk, role: 'bank-system' } })
  const report = (card: Card, state: Parameters<typeof recordBankState>[1]['state']) =>
    recordBankState(card, { state, effectiveAt: bank.now }, bank)
  const suspended = report(given(activated), 'suspended')
  assert.ok(suspended.accepted)
  const card = fold(suspended.events, bank.now, given(activated))
  assert.equal(card.financeProvisionalUntil, null, 'nothing lapses here')
  const byHolder = releaseLoss(adult, card, { functions: 'finance', channel: 'web' }, context())
  assert.ok(!byHolder.accepted && byHolder.code === 'finance-suspended-by-bank')
  const back = report(card, 'active')
  assert.ok(back.accepted)
  assert.equal(fold(back.events, bank.now, card).finance, 'active')
  const reported = report(lost(given(activated), { ...provisional, functions: 'finance' }), 'active')
  assert.ok(!reported.accepted && reported.code === 'finance-lost-provisionally')
  const same = report(given(activated), 'active')
  assert.ok(same.accepted && !same.answer.changed)
  const first = report(given(enabled), 'active')
  assert.ok(!first.accepted && first.code === 'bank-state-impossible', 'a first activation is done in person')
  const other = recordBankState(given(activated), { state: 'closed', effectiveAt: bank.now }, context())
  assert.ok(!other.accepted && other.code === 'not-issuing-bank')
})

test('M7.7: when the bank closes the account of an ended card, the plastic is retired', () => {
  const bank = context({ actor: { ...clerk, role: 'bank-system' } })
  const ended = given([...activated, ['social-cancelled', { reason: 'superseded', supersededBy: 'card-2' }]])
  const closed = recordBankState(ended, { state: 'closed', effectiveAt: bank.now }, bank)
  assert.ok(closed.accepted)
  assert.equal(fold(closed.events, bank.now, ended).physical, 'retired')
})
