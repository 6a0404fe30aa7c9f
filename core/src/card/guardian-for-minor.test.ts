import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import type { Decision, DecisionContext } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { cancelCard } from './cancel-card.ts'
import type { Card, CardEvent } from './card.ts'
import { releaseLoss } from './release-loss.ts'
import { reportLoss } from './report-loss.ts'
import { setPin, startPinReset } from './reset-pin.ts'
import { adult, clerk, context, enabled, fold, given, key, openCustody, visit, withPin } from './test-cards.ts'
import { unblockPin } from './unblock-pin.ts'

const seventeen: Person = { ...adult, birthOn: '2009-01-01' as Day }
const guardianId = 'person-2'
const online = context()
const alone = context({ actor: clerk, standing: { visit } })
const withGuardian = context({
  actor: clerk,
  standing: { visit: { ...visit, presenter: 'guardian', presenterId: guardianId } },
})
const guardianOnline = context({
  actor: { id: guardianId, role: 'citizen', organisationId: 'self', personId: guardianId },
  standing: { represents: ['all'] },
})

function lost(): Card {
  const decision = reportLoss(given(enabled), { functions: 'social', kind: 'provisional', channel: 'web' }, online)
  assert.ok(decision.accepted)
  return fold(decision.events, online.now, given(enabled))
}

const locked = given([...withPin, ['pin-locked', { on: online.today }]])
const resetOpen = given([
  ...withPin,
  ['pin-reset-started', { resetId: 'reset-1', until: '2026-11-23T03:00:00.000Z' as never, visitId: visit.visitId }],
])

type Attempt = (person: Person, at: DecisionContext) => Decision<CardEvent, unknown>

const guardians: Readonly<Record<string, readonly [Attempt, DecisionContext, DecisionContext]>> = {
  'release-loss': [
    (person, at) => releaseLoss(person, lost(), { functions: 'social', channel: 'web' }, at),
    online,
    guardianOnline,
  ],
  'start-pin-reset': [(person, at) => startPinReset(person, given(withPin), at), alone, withGuardian],
  'set-pin': [
    (person, at) => setPin(person, resetOpen, { resetId: 'reset-1', newPin: '905172' }, openCustody, at),
    online,
    guardianOnline,
  ],
  'unblock-pin': [(person, at) => unblockPin(person, locked, at), alone, withGuardian],
  'cancel-card': [
    (person, at) => cancelCard(person, [given(enabled)], { cardId: key.cardId, reason: 'holder-request' }, at),
    alone,
    withGuardian,
  ],
}

for (const [operation, [attempt, byMinor, byGuardian]] of Object.entries(guardians)) {
  test(`M8.4: ${operation} for somebody of seventeen is the guardian's; from eighteen on the holder's`, () => {
    const refused = attempt(seventeen, byMinor)
    assert.ok(!refused.accepted && refused.code === 'guardian-required')
    assert.ok(attempt(seventeen, byGuardian).accepted)
    assert.ok(attempt({ ...seventeen, birthOn: '2008-11-23' as Day }, byMinor).accepted)
    const dead = attempt({ ...adult, lifeStatus: 'death-reported' }, byGuardian)
    assert.ok(!dead.accepted && dead.code === 'holder-deceased')
  })
}

test('M8.4, M13.2: a child reports the loss of the own card without anybody: it only stops the card', () => {
  const formal = reportLoss(given(enabled), { functions: 'social', kind: 'formal', channel: 'counter' }, alone)
  assert.ok(lost().social === 'suspended-provisional' && formal.accepted)
})

test('M11.2: who makes cards ends only what was made wrong', () => {
  const manager = context({ actor: { id: 'manager', role: 'production-manager', organisationId: 'human-resources' } })
  const cards = [given(enabled), given(enabled, 'card-2', '2026-11-20T02:00:00.000Z')]
  const duplicate = cancelCard(adult, cards, { cardId: key.cardId, reason: 'duplicate' }, manager)
  assert.ok(!duplicate.accepted && duplicate.code === 'not-permitted')
  assert.ok(cancelCard(adult, cards, { cardId: key.cardId, reason: 'production-fault' }, manager).accepted)
})
