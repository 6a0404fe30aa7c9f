import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import {
  activated,
  adult,
  citizen,
  clerk,
  collected,
  context,
  enabled,
  given,
  key,
  making,
  openCustody,
  visit,
} from '../card/test-cards.ts'
import type { Decision, DecisionContext } from '../decision/decision.ts'
import { fromBase32 } from './base32.ts'
import { type BindDevice, bindDevice } from './bind-device.ts'
import { readBinding } from './binding.ts'
import { changeECardPin } from './change-e-card-pin.ts'
import { evolveCredentialOffer } from './credential-offer.ts'
import { type ECard, type ECardEvent, evolveECard } from './e-card.ts'
import { type ECardDevice, type ECardDeviceEvent, evolveECardDevice } from './e-card-device.ts'
import type { HeldECard } from './held-e-card.ts'
import { eCardBarred, mirroredCard } from './mirrored-card.ts'
import { issueCredential, offerCredential, redeemOffer } from './offer-credential.ts'
import { type BindingOffice, renewBinding } from './renew-binding.ts'
import { openECardReset, resetECardPin, sendECardCode } from './reset-e-card-pin.ts'
import { unbindDevice } from './unbind-device.ts'
import { verifyECardPin } from './verify-e-card-pin.ts'

const rules = {
  'e-card.pin-length': 6,
  'e-card.pin-tries': 3,
  'e-card.pin-lock': 24,
  'e-card.devices': 2,
  'e-card.token': 60,
  'e-card.clock-skew': 30,
  'e-card.offline-hours': 24,
  'e-card.offer-minutes': 10,
  'e-card.credential-days': 30,
}
const now = '2026-11-23T02:00:00.000Z' as Instant
const moment = (more: Parameters<typeof context>[0] = {}) => context({ ...more, rules: { ...rules, ...more.rules } })
const pin = '482915'
const held = (more: Partial<HeldECard> = {}): HeldECard => ({
  person: adult,
  cards: [given(enabled)],
  eCard: undefined,
  devices: [],
  ...more,
})

/** What a person holds after the events of a decision. */
function after(
  before: HeldECard,
  decision: Decision<ECardEvent | ECardDeviceEvent, unknown>,
  at: Instant = now,
): HeldECard {
  if (!decision.accepted) throw new Error(`refused: ${decision.code}`)
  let eCard: ECard | undefined = before.eCard
  const devices = new Map(before.devices.map((device): [string, ECardDevice] => [device.deviceId, device]))
  for (const event of decision.events) {
    if (event.stream === 'e-card') eCard = evolveECard(eCard, event)
    else devices.set(event.id, evolveECardDevice(devices.get(event.id), event, at))
  }
  return { ...before, eCard, devices: [...devices.values()].filter(({ unboundAt }) => unboundAt === null) }
}

const bind = (before: HeldECard, more: Partial<BindDevice> = {}, at: DecisionContext = moment()) =>
  bindDevice(before, { name: 'sealed', key: 'key-1', proofAt: now, pin, ...more }, openCustody, at)
const bound = after(held(), bind(held()))

const said = (decision: Decision<never, unknown> | Decision<ECardEvent | ECardDeviceEvent, unknown>) =>
  decision.accepted ? decision.answer : decision.code

const point = new Uint8Array(64).fill(4)
const office: BindingOffice = {
  custody: openCustody,
  keyBytes: () => point,
  proves: () => true,
  place: () => ({ shard: 3, index: 41 }),
  sign: () => ({ keyVersion: 7, signature: new Uint8Array(64).fill(9) }),
}
const renew = (before: HeldECard, more: { pin?: string; office?: Partial<BindingOffice> } = {}, at = moment()) =>
  renewBinding(
    before,
    { deviceId: before.devices[0]?.deviceId ?? 'none', pin: more.pin ?? pin, proofAt: at.now },
    { ...office, ...more.office },
    at,
  )

test('M9.2: the e-card exists while a card that is not cancelled exists, and is usable only while it is', () => {
  const state = (...cards: ReturnType<typeof given>[]) => eCardBarred(adult, cards, now)?.code ?? 'usable'
  const loss = { receiptId: 'r', channel: 'web', visitId: null, reportedBy: 'x' } as const
  assert.equal(state(), 'e-card-none')
  assert.equal(state(given(making)), 'card-not-collected')
  assert.equal(state(given(collected)), 'card-not-enabled')
  assert.equal(state(given(enabled)), 'usable')
  const until = '2026-12-03T02:00:00.000Z' as Instant
  assert.equal(state(given([...enabled, ['social-loss-reported', { ...loss, until }]])), 'card-lost-provisionally')
  assert.equal(state(given([...enabled, ['social-loss-confirmed', loss]])), 'card-lost-formally')
  assert.equal(state(given([...enabled, ['social-locked', { reason: 'x', lockedBy: 'y' }]])), 'card-locked')
  const cancelled = [...enabled, ['social-cancelled', { reason: 'holder-request', supersededBy: null }]] as const
  assert.equal(state(given(cancelled)), 'e-card-none')
  assert.equal(state({ ...given(enabled), expiresOn: '2026-11-22' as Day }), 'card-expired')
  assert.equal(eCardBarred({ lifeStatus: 'deceased' }, [given(enabled)], now)?.code, 'holder-deceased')
})

test('M9.2: after a new card is enabled the e-card follows by itself', () => {
  const old = given(enabled, 'card-1', '2026-11-02T02:00:00.000Z')
  const fresh = given(collected, 'card-2', '2026-11-10T02:00:00.000Z')
  assert.equal(mirroredCard([old, fresh])?.cardId, 'card-1')
  const ended = given([...enabled, ['social-cancelled', { reason: 'superseded', supersededBy: 'card-2' }]])
  const works = given(activated, 'card-2', '2026-11-10T02:00:00.000Z')
  assert.equal(mirroredCard([ended, works])?.cardId, 'card-2')
  const placed = renew(
    { ...bound, cards: [ended, works] },
    { office: { place: (id) => (id === 'card-2' ? { shard: 9, index: 1 } : undefined) } },
  )
  assert.ok(placed.accepted && placed.answer.binding !== null)
  assert.equal(readBinding(fromBase32(placed.answer.binding) as Uint8Array)?.shard, 9)
})

test('M9.2: the first device sets the PIN, later ones show it, and there are no more than the rules allow', () => {
  const first = bind(held())
  assert.deepEqual(said(first), { outcome: 'bound', deviceId: 'new-1', triesLeft: 3 })
  assert.equal(said(bind(held(), { pin: '123456' })), 'pin-guessable')
  assert.equal(said(bind(bound)), 'device-bound-already')
  assert.deepEqual(said(bind(bound, { key: 'key-2', pin: '111222' })), {
    outcome: 'wrong',
    deviceId: null,
    triesLeft: 2,
  })
  const second = bind(bound, { key: 'key-2' }, { ...moment(), newId: () => 'new-2' })
  const two = after(bound, second)
  assert.equal(two.devices.length, 2)
  assert.equal(said(bind(two, { key: 'key-3' })), 'devices-too-many')
  assert.equal(said(bind(held({ cards: [] }))), 'e-card-none')
  assert.equal(said(bind(held(), { proofAt: '2026-11-23T01:58:00.000Z' as Instant })), 'device-proof-wrong')
})

test('M9.2: a guardian binds the e-card of a minor, the minor does not', () => {
  const minor = { ...adult, birthOn: '2015-03-07' as Day }
  assert.equal(said(bind(held({ person: minor }))), 'guardian-required')
  const guardian = moment({
    actor: { ...citizen, id: 'parent-1', personId: 'parent-1' },
    standing: { represents: ['all'] },
  })
  const decision = bind(held({ person: minor }), {}, guardian)
  assert.equal(after(held({ person: minor }), decision).devices[0]?.boundBy, 'parent-1')
})

test('M9.2: the PIN of the e-card is its own, its tries are counted, and its lock ends', () => {
  const verify = (before: HeldECard, tried: string, at = now) =>
    verifyECardPin(before, tried, openCustody, moment({ now: at }))
  assert.ok(!openCustody.matches(key.cardId, pin, bound.eCard?.pinVerifier ?? ''))
  assert.equal(said(verify(held(), pin)), 'e-card-pin-not-set')
  assert.deepEqual(said(verify(bound, pin)), { outcome: 'right', triesLeft: 3 })
  let state = after(bound, verify(bound, '000111'))
  assert.equal(state.eCard?.pinTriesLeft, 2)
  state = after(state, verify(state, '000111'))
  const last = verify(state, '000111')
  assert.deepEqual(said(last), { outcome: 'locked', triesLeft: 0 })
  state = after(state, last)
  assert.equal(said(verify(state, pin)), 'e-card-pin-locked')
  const later = '2026-11-24T02:00:00.000Z' as Instant
  const opened = verify(state, pin, later)
  assert.deepEqual(said(opened), { outcome: 'right', triesLeft: 3 })
  assert.equal(after(state, opened).eCard?.pinLockedUntil, null)
  const afterLock = verify(state, '000111', later)
  assert.deepEqual(said(afterLock), { outcome: 'wrong', triesLeft: 2 })
  assert.equal(after(state, afterLock).eCard?.pinLockedUntil, null)
})

test('M9.2: the PIN is changed with the present one', () => {
  const change = (newPin: string, tried = pin) => changeECardPin(bound, { pin: tried, newPin }, openCustody, moment())
  assert.equal(said(change(pin)), 'pin-unchanged')
  assert.equal(said(change('111111')), 'pin-guessable')
  assert.deepEqual(said(change('739264', '000111')), { outcome: 'wrong', triesLeft: 2 })
  const changed = after(bound, change('739264'))
  assert.deepEqual(said(verifyECardPin(changed, '739264', openCustody, moment())), { outcome: 'right', triesLeft: 3 })
})

test('M9.2: a reset needs the code of the registered telephone or a counter, never a sign-in alone', () => {
  const policy = { 'one-time-code.tries': 2 }
  const at = moment({ rules: policy })
  const reset = (before: HeldECard, more: { code?: string; resetId?: string } = {}) =>
    resetECardPin(before, { newPin: '739264', ...more }, openCustody, at)
  assert.equal(said(reset(bound)), 'e-card-reset-unproven')
  const code = { codeId: 'code-1', verifier: 'code-1:808080', sealedCode: 's' }
  const sent = sendECardCode(bound, code, at)
  assert.ok(sent.accepted && sent.tasks?.[0]?.queue === 'send-one-time-code')
  const asked = after(bound, sent)
  const wrong = reset(asked, { code: '111222' })
  assert.deepEqual(said(wrong), { outcome: 'code-wrong', triesLeft: 1 })
  const again = after(after(asked, wrong), sendECardCode(after(asked, wrong), code, at))
  assert.equal(again.eCard?.codeTriesLeft, 1)
  assert.deepEqual(said(reset(asked, { code: '808080' })), { outcome: 'set', triesLeft: 3 })
  const done = after(asked, reset(asked, { code: '808080' }))
  assert.equal(said(reset(done, { code: '808080' })), 'one-time-code-expired')

  assert.equal(said(openECardReset(bound, moment({ actor: clerk }))), 'visit-required')
  const opened = openECardReset(bound, moment({ actor: clerk, standing: { visit } }))
  const waiting = after(bound, opened)
  assert.equal(said(reset(waiting, { resetId: 'other' })), 'pin-reset-closed')
  assert.deepEqual(said(reset(waiting, { resetId: waiting.eCard?.resetId ?? '' })), { outcome: 'set', triesLeft: 3 })
})

test('M9.2: a binding is given against PIN and proof while the card works, and never for longer than the rules or the card', () => {
  const given24 = renew(bound)
  assert.ok(given24.accepted && given24.answer.binding !== null)
  const read = readBinding(fromBase32(given24.answer.binding) as Uint8Array)
  assert.equal(read?.validUntil, '2026-11-24T02:00:00.000Z')
  assert.deepEqual([read?.shard, read?.index, read?.keyVersion], [3, 41, 7])
  assert.deepEqual([read?.deviceKey, read?.signature], [point, new Uint8Array(64).fill(9)])
  const ending = [{ ...given(enabled), expiresOn: '2026-11-23' as Day }]
  const short = renew({ ...bound, cards: ending })
  assert.ok(short.accepted)
  assert.equal(short.answer.validUntil, '2026-11-23T16:00:00.000Z')
  const wrong = renew(bound, { pin: '000111' })
  assert.deepEqual(said(wrong), { outcome: 'wrong', triesLeft: 2, binding: null, validUntil: null })
  assert.equal(said(renew(bound, { office: { proves: () => false } })), 'device-proof-wrong')
  assert.equal(said(renew(bound, { office: { place: () => undefined } })), 'e-card-not-listed-yet')
  const lost = given([
    ...enabled,
    ['social-loss-confirmed', { receiptId: 'r', channel: 'web', visitId: null, reportedBy: 'x' }],
  ])
  assert.equal(said(renew({ ...bound, cards: [lost] })), 'card-lost-formally')
})

test('M9.2: an unbound device gets nothing any more', () => {
  const gone = after(bound, unbindDevice(bound, 'new-1', moment()))
  assert.equal(said(renew({ ...gone, devices: [] })), 'device-not-bound')
  assert.equal(said(unbindDevice(gone, 'new-1', moment()) as never), 'device-not-bound')
})

test('M2.9: a credential is offered while the card works; each of its codes counts once', () => {
  const offered = offerCredential(held(), moment())
  assert.ok(offered.accepted)
  const [event] = offered.events
  const offer = evolveCredentialOffer(undefined, event as never, now)
  const rulesOfCode = moment({ rules: { 'one-time-code.tries': 3 } })
  const wrong = redeemOffer(offer, false, rulesOfCode)
  assert.ok(wrong.accepted && wrong.answer.outcome === 'code-wrong')
  const tried = wrong.events.reduce((state, one) => evolveCredentialOffer(state, one, now), offer)
  assert.equal(tried.triesLeft, offer.triesLeft - 1)
  assert.equal(said(redeemOffer({ ...tried, triesLeft: 0 }, true, rulesOfCode) as never), 'credential-offer-ended')
  assert.equal(
    said(redeemOffer(offer, true, moment({ now: '2026-11-23T02:10:00.000Z' })) as never),
    'credential-offer-ended',
  )
  const redeemed = redeemOffer(offer, true, rulesOfCode)
  assert.ok(redeemed.accepted)
  const open = redeemed.events.reduce((state, one) => evolveCredentialOffer(state, one, now), offer)
  assert.equal(said(redeemOffer(open, true, rulesOfCode) as never), 'credential-offer-ended')
  const place = () => ({ shard: 0, index: 5 })
  assert.equal(said(issueCredential(held(), offer, 'thumb', place, moment()) as never), 'credential-offer-ended')
  const issued = issueCredential(held(), open, 'thumb', place, moment())
  assert.ok(issued.accepted)
  assert.equal(issued.answer.validUntil, '2026-12-23T02:00:00.000Z')
  const done = issued.events.reduce((state, one) => evolveCredentialOffer(state, one, now), open)
  assert.equal(said(issueCredential(held(), done, 'thumb', place, moment()) as never), 'credential-offer-ended')
  const lost = given([
    ...enabled,
    ['social-loss-confirmed', { receiptId: 'r', channel: 'web', visitId: null, reportedBy: 'x' }],
  ])
  assert.equal(
    said(issueCredential(held({ cards: [lost] }), open, 'thumb', place, moment()) as never),
    'card-lost-formally',
  )
})
