import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../calendar/instant.ts'
import type { Person } from '../holder/person.ts'
import { activateFinance } from './activate-finance.ts'
import { noticesToBanks } from './bank-notice.ts'
import type { Card } from './card.ts'
import { enableSocial } from './enable-social.ts'
import { sendEnableCode } from './send-enable-code.ts'
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
  openCustody,
  visit,
} from './test-cards.ts'

const atCounter = context({ actor: clerk, standing: { visit } })
const byVisit = { cardId: key.cardId, channel: 'bank', dutyNoticeVersion: '2026-1' } as const
const old = given(activated, 'card-0', '2020-05-01T02:00:00.000Z')

test('M7.2: enabling the new card ends the social function of every older card, and of no other axis', () => {
  const card = given(collected)
  const decision = enableSocial(adult, [old, card], byVisit, openCustody, atCounter)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, { outcome: 'enabled', endedCardIds: ['card-0'] })
  assert.deepEqual(
    decision.events.map((event) => [event.id, event.name]),
    [
      ['card-0', 'social-cancelled'],
      ['card-1', 'social-enabled'],
    ],
  )
  const after = fold(
    decision.events.filter((event) => event.id === 'card-0'),
    atCounter.now,
    old,
  )
  assert.equal(after.cancelReason, 'superseded')
  assert.equal(after.finance, 'active', 'the account is the bank’s to close')
  assert.equal(after.physical, 'collected', 'old cards are not collected')
  const [notice] = noticesToBanks([old, card], decision.events, atCounter)
  assert.equal(notice?.name === 'bank-notice-raised' && notice.data.fact, 'card-superseded')
})

test('M7.2: an older card without an account is retired with its social function', () => {
  const noAccount = { ...old, finance: 'none' } as const
  const decision = enableSocial(adult, [noAccount, given(collected)], byVisit, openCustody, atCounter)
  assert.ok(decision.accepted)
  assert.deepEqual(
    decision.events.map((event) => event.name),
    ['social-cancelled', 'card-retired', 'social-enabled'],
  )
})

test('M7.6: a newer card that is still being made is left alone when an older one is enabled', () => {
  const newer = given(making, 'card-2', '2026-11-20T02:00:00.000Z')
  const decision = enableSocial(adult, [given(collected), newer], byVisit, openCustody, atCounter)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer.endedCardIds, [])
})

test('M9.1: the notice shown must be the present one, and its version is recorded', () => {
  const card = given(collected)
  const outdated = enableSocial(adult, [card], { ...byVisit, dutyNoticeVersion: '2020-1' }, openCustody, atCounter)
  assert.deepEqual(outdated, { accepted: false, code: 'duty-notice-outdated', detail: { version: '2026-1' } })
  const decision = enableSocial(adult, [card], byVisit, openCustody, atCounter)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.events[0]?.data, {
    proof: 'visit',
    visitId: 'visit-1',
    dutyNoticeVersion: '2026-1',
    channel: 'bank',
  })
})

test('M7.2: on line the number on the card and the code on the phone prove possession; a wrong code is counted', () => {
  const code = { codeId: 'code-1', verifier: 'code-1:204060', sealedCode: 'sealed' }
  const sent = sendEnableCode(given(collected), code, context())
  assert.ok(sent.accepted)
  assert.equal(sent.answer.until, '2026-11-23T02:05:00.000Z')
  assert.doesNotMatch(JSON.stringify(sent), /"204060"/)
  let card = fold(sent.events, context().now, given(collected))
  const onLine = { ...byVisit, channel: 'web', cardNumber: 'a00000011', code: '204060' } as const
  for (const triesLeft of [2, 1, 0]) {
    const wrong = enableSocial(adult, [card], { ...onLine, code: '000001' }, openCustody, context())
    assert.ok(wrong.accepted)
    assert.deepEqual(wrong.answer, { outcome: 'code-wrong', triesLeft, endedCardIds: [] })
    const next = fold(wrong.events, context().now, card)
    if (triesLeft > 0) {
      const right = enableSocial(adult, [next], onLine, openCustody, context())
      assert.ok(right.accepted && right.answer.outcome === 'enabled')
    }
    card = next
  }
  const used = enableSocial(adult, [card], onLine, openCustody, context())
  assert.ok(!used.accepted && used.code === 'one-time-code-expired')
})

test('M9.2: asking for a new code buys no new tries while the one before it runs', () => {
  const code = (codeId: string) => ({ codeId, verifier: `${codeId}:204060`, sealedCode: '' })
  const ask = (card: Card, codeId: string, now: string) => {
    const sent = sendEnableCode(card, code(codeId), context({ now }))
    return sent.accepted ? fold(sent.events, now as Instant, card) : sent.code
  }
  let card = given(collected)
  for (const [position, triesLeft] of [3, 2, 1].entries()) {
    const now = `2026-11-23T02:0${position}:00.000Z`
    const asked = ask(card, `code-${position}`, now)
    assert.ok(typeof asked === 'object')
    assert.equal(asked.enableCodeTriesLeft, triesLeft)
    const guess = { ...byVisit, cardNumber: 'A00000011', code: '000001' }
    const wrong = enableSocial(adult, [asked], guess, openCustody, context({ now }))
    assert.ok(wrong.accepted)
    card = fold(wrong.events, now as Instant, asked)
  }
  assert.equal(ask(card, 'code-4', '2026-11-23T02:06:59.999Z'), 'one-time-code-rests')
  const rested = ask(card, 'code-5', '2026-11-23T02:07:00.000Z')
  assert.ok(typeof rested === 'object' && rested.enableCodeTriesLeft === 3)
})

test('M7.2: a code is good until its last moment and not at it; without a code nothing is proven', () => {
  const sent = sendEnableCode(
    given(collected),
    { codeId: 'code-1', verifier: 'code-1:204060', sealedCode: '' },
    context({ now: '2026-12-31T15:58:00.000Z' }),
  )
  assert.ok(sent.accepted)
  const card = fold(sent.events, '2026-12-31T15:58:00.000Z' as Instant, given(collected))
  const onLine = { ...byVisit, cardNumber: 'A00000011', code: '204060' }
  const at = (now: string) => enableSocial(adult, [card], onLine, openCustody, context({ now })).accepted
  assert.equal(at('2026-12-31T16:02:59.999Z'), true, 'over midnight of the city')
  assert.equal(at('2026-12-31T16:03:00.000Z'), false)
  const nothing = enableSocial(adult, [card], byVisit, openCustody, context())
  assert.ok(!nothing.accepted && nothing.code === 'possession-unproven')
  const otherNumber = enableSocial(
    adult,
    [card],
    { ...onLine, cardNumber: 'B00000019' },
    openCustody,
    context({ now: '2026-12-31T15:59:00.000Z' }),
  )
  assert.ok(otherNumber.accepted && otherNumber.answer.outcome === 'code-wrong')
})

test('M7.2: each state of the card is refused by its own name', () => {
  const refusals = {
    'card-not-collected': given(making),
    'card-enabled-already': given(enabled),
    'card-cancelled': given([...enabled, ['social-cancelled', { reason: 'duplicate', supersededBy: null }]]),
    'card-locked': given([...enabled, ['social-locked', { reason: 'court-order', lockedBy: 'officer-1' }]]),
  }
  for (const [code, card] of Object.entries(refusals)) {
    const decision = enableSocial(adult, [card], byVisit, openCustody, atCounter)
    assert.ok(!decision.accepted)
    assert.equal(decision.code, code)
  }
  const missing = enableSocial(adult, [], byVisit, openCustody, atCounter)
  assert.ok(!missing.accepted && missing.code === 'not-found')
})

test('M3.3: a card of another area is never changed', () => {
  const foreign = { ...given(collected), issuingArea: '120000' }
  const decision = enableSocial(adult, [foreign], byVisit, openCustody, atCounter)
  assert.deepEqual(decision, { accepted: false, code: 'card-foreign', detail: { area: '120000' } })
})

test('M8.4: under 18 the guardian enables; born on 29 February one is 18 on 1 March of a common year', () => {
  const minor = { ...adult, birthOn: '2008-02-29' } as Person
  const cards = [given(collected, key.cardId, '2025-01-01T00:00:00.000Z')]
  const on = (now: string, presenter: 'holder' | 'guardian') =>
    enableSocial(
      minor,
      cards,
      byVisit,
      openCustody,
      context({ now, actor: clerk, standing: { visit: { ...visit, presenter } } }),
    )
  const before = on('2026-02-28T15:59:59.999Z', 'holder')
  assert.ok(!before.accepted && before.code === 'guardian-required')
  assert.ok(on('2026-02-28T15:59:59.999Z', 'guardian').accepted)
  assert.ok(on('2026-02-28T16:00:00.000Z', 'holder').accepted, 'midnight in the city begins 1 March')
})

test('M7.2: an expired card is not enabled; the day of expiry is included', () => {
  const cards = [given(collected)]
  const on = (now: string) =>
    enableSocial(adult, cards, byVisit, openCustody, context({ now, actor: clerk, standing: { visit } }))
  assert.ok(on('2036-11-01T15:59:59.999Z').accepted)
  const after = on('2036-11-01T16:00:00.000Z')
  assert.ok(!after.accepted && after.code === 'card-expired')
})

test('M10.5: nobody enables the card of a person whose death is reported', () => {
  const reported = { ...adult, lifeStatus: 'death-reported' } as Person
  const decision = enableSocial(reported, [given(collected)], byVisit, openCustody, atCounter)
  assert.ok(!decision.accepted && decision.code === 'holder-deceased')
})

test('M7.2: activating the financial function enables the social one too; enabling the social one activates nothing', () => {
  const card = given(collected)
  const command = { cardId: key.cardId, dutyNoticeVersion: '2026-1' }
  const decision = activateFinance(adult, [old, card], command, atCounter)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, { socialEnabled: true, endedCardIds: ['card-0'] })
  const after = fold(
    decision.events.filter((event) => event.id === key.cardId),
    atCounter.now,
    card,
  )
  assert.equal(after.social, 'enabled')
  assert.equal(after.finance, 'active')
  assert.equal(given(enabled).finance, 'dormant')
  const later = activateFinance(adult, [given(enabled)], command, atCounter)
  assert.ok(later.accepted && !later.answer.socialEnabled && later.events.length === 1)
})

test('M7.2: the financial function only in person and only at the issuing bank', () => {
  const command = { cardId: key.cardId, dutyNoticeVersion: '2026-1' }
  const cards = [given(enabled)]
  const code = (...moment: Parameters<typeof context>) => {
    const decision = activateFinance(adult, cards, command, context(...moment))
    return decision.accepted ? 'accepted' : decision.code
  }
  assert.equal(code({ actor: { ...clerk, bankId: 'bank-2' }, standing: { visit } }), 'not-issuing-bank')
  assert.equal(code({ actor: clerk }), 'visit-required')
  assert.equal(code({ actor: clerk, standing: { visit: { ...visit, presenter: 'proxy' } } }), 'in-person-required')
  assert.equal(code({ actor: clerk, standing: { visit } }), 'accepted')
})
