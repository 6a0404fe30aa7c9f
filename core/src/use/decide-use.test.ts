import assert from 'node:assert/strict'
import test from 'node:test'
import { addMilliseconds, type Day, dayOf, type Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import type { EarlierProof } from '../presentation/judge-proof.ts'
import type { Presented } from '../presentation/presentation.ts'
import type { CardService } from '../service/card-service.ts'
import { firstServices } from '../service/first-services.ts'
import type { UseFacts } from '../service/judge-use.ts'
import { decideUse, type UseAsked, type UseCase } from './decide-use.ts'
import { terminalText } from './terminal-text.ts'
import { factsTold, personalTold } from './told-facts.ts'
import { evolveUse, type Use } from './use.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const today = dayOf(now)
const figures: Record<string, number> = { 'use.clock-skew': 60, 'use.late-days': 30 }
let ids = 0
const contextAt = (at: Instant): DecisionContext => ({
  now: at,
  today: dayOf(at),
  actor: { id: 'gate-1', role: 'terminal', organisationId: 'landscaping', officeId: 'park-1' },
  standing: {},
  policy: { number: (key) => figures[key] as number, text: () => '', flag: () => false },
  newId() {
    ids += 1
    return `use-${ids}`
  },
})
const context = contextAt(now)

const service = (serviceId: string, more: Partial<CardService> = {}): CardService => ({
  ...(firstServices[serviceId] as Omit<CardService, 'serviceId' | 'from' | 'until'>),
  ...{ serviceId, from: '2022-10-01' as Day, until: null },
  ...more,
})
const facts = (card: Partial<UseFacts['card']> = {}, more: Partial<UseFacts> = {}): UseFacts => ({
  person: { birthOn: '1990-03-07' as Day, lifeStatus: 'alive', district: '110101' as UseFacts['person']['district'] },
  card: {
    ...{ cardId: 'card-1', social: 'enabled', expiresOn: '2036-11-01' as Day, socialLostAt: null },
    ...{ cancelReason: null, cancelledAt: null },
    ...card,
  },
  grounds: [],
  applications: [],
  ...more,
})
const shown: Presented = {
  ...{ personId: 'person-1', cardId: 'card-1', carrier: 'contactless-chip', genuine: true },
  ...{ proofKey: 'chip/7', proofDigest: 'digest-7', counter: 7, usedAt: now, comparedBy: null },
}
const asked: UseAsked = {
  ...{ institutionId: 'park-1', terminalId: 'gate-1', serviceId: 'museum', told: 'online', by: 'chip', at: now },
  presented: shown,
}
const known: UseCase = {
  terminal: {
    ...{ terminalId: 'gate-1', institutionId: 'park-1', services: ['museum', 'library', 'park-free-entry'] },
    ...{ status: 'active', offline: true, clockOffMs: null },
  },
  institution: {
    ...{ institutionId: 'park-1', kind: 'park', organisationId: 'landscaping', name: { zh: '公园', en: 'park' } },
    ...{ district: '110101', grade: null, community: false, validFrom: '2022-10-01' as Day, validUntil: null },
  },
  service: service('museum'),
  agreement: {
    ...{ agreementId: 'a-1', institutionId: 'park-1', serviceId: 'museum', personal: [], facts: ['age-band'] },
    ...{ legalBasis: 'contract', from: '2022-10-01' as Day, until: null, status: 'in-force', proposedBy: 'x' },
  },
  facts: facts(),
  earlier: undefined,
}
const answer = (ask: Partial<UseAsked> = {}, know: Partial<UseCase> = {}, at = context) => {
  const decision = decideUse({ ...asked, ...ask }, { ...known, ...know }, at)
  return decision.accepted ? (decision.answer.reason ?? 'yes') : decision.code
}

test('M2.9: a yes and a no are both answers that are kept', () => {
  const yes = decideUse(asked, known, context)
  const no = decideUse(asked, { ...known, facts: facts({ social: 'locked' }) }, context)
  assert.ok(yes.accepted && no.accepted)
  assert.deepEqual([yes.answer.allowed, no.answer.allowed, no.answer.reason], [true, false, 'card-locked'])
  const [event] = no.events
  assert.ok(event)
  const use: Use = evolveUse(undefined, event, now)
  assert.deepEqual(
    [use.personId, use.institutionId, use.terminalId, use.reason, use.proofKey, use.decidedAt],
    ['person-1', 'park-1', 'gate-1', 'card-locked', 'chip/7', now],
  )
  assert.throws(() => evolveUse(use, event, now))
})

test('M5.2: out of contract, at a terminal that does not offer it or is out of service, nothing is answered', () => {
  assert.equal(answer({}, { agreement: undefined }), 'institution-out-of-contract')
  assert.equal(answer({}, { institution: undefined }), 'institution-out-of-contract')
  const agreement = known.agreement as NonNullable<UseCase['agreement']>
  assert.equal(answer({}, { agreement: { ...agreement, status: 'proposed' } }), 'institution-out-of-contract')
  assert.equal(answer({}, { agreement: { ...agreement, until: '2026-11-22' as Day } }), 'institution-out-of-contract')
  const late = { told: 'late', at: addMilliseconds(now, -2 * 86_400_000) } as const
  assert.equal(answer(late, { agreement: { ...agreement, until: '2026-11-22' as Day } }), 'yes', 'it held on the day')
  const terminal = known.terminal as NonNullable<UseCase['terminal']>
  assert.equal(answer({}, { terminal: undefined }), 'terminal-not-registered')
  assert.equal(answer({}, { terminal: { ...terminal, status: 'suspended' } }), 'terminal-out-of-service')
  assert.equal(answer({}, { terminal: { ...terminal, status: 'retired' } }), 'terminal-out-of-service')
  assert.equal(answer({}, { terminal: { ...terminal, services: ['library'] } }), 'service-not-offered')
  assert.equal(answer(late, { terminal: { ...terminal, offline: false } }), 'terminal-not-offline')
  assert.equal(answer({}, { service: undefined }), 'service-not-in-catalogue')
})

test('M9.2: who may not ask is not told whether there is such a card', () => {
  const presented = { accepted: false, code: 'card-unknown' } as const
  assert.equal(answer({ presented }), 'card-unknown')
  assert.equal(answer({ presented }, { agreement: undefined }), 'institution-out-of-contract')
  assert.equal(answer({ presented, by: 'number' }), 'number-not-agreed', 'gates take no numbers')
})

test('M14.1, M14.2: a proof counts once; a wrong one is a signal, a second chip holds the card', () => {
  const earlier: EarlierProof = { cardId: 'card-1', proofKey: 'chip/7', proofDigest: 'digest-7' }
  assert.equal(answer({}, { earlier }), 'proof-used')
  const copied = decideUse(asked, { ...known, earlier: { ...earlier, proofDigest: 'other' } }, context)
  assert.deepEqual(copied, {
    accepted: false,
    code: 'chip-copied',
    detail: {},
    tasks: [
      {
        queue: 'note-chip-doubt',
        data: { personId: 'person-1', cardId: 'card-1', reason: 'counter-repeated', counter: 7, reportedBy: 'gate-1' },
      },
    ],
  })
  const wrong = decideUse({ ...asked, presented: { ...shown, genuine: false } }, { ...known, earlier }, context)
  assert.ok(!wrong.accepted)
  assert.deepEqual([wrong.code, wrong.tasks?.length], ['proof-wrong', 1])
  const code = { ...shown, carrier: 'e-card', counter: null, proofKey: 'e-card/1' } as const
  assert.equal(answer({ presented: code }, { earlier: { ...earlier, proofDigest: 'other' } }), 'proof-used')
})

test('M14.7, M13.2: before and after the instant of a loss are told apart, and on line a slow clock gains nothing', () => {
  const socialLostAt = addMilliseconds(now, -10_000)
  const lost = facts({ social: 'suspended-provisional', socialLostAt })
  const slow = addMilliseconds(now, -50_000)
  assert.equal(answer({ at: slow, presented: { ...shown, usedAt: slow } }, { facts: lost }), 'card-lost')
  const late = (at: Instant) => decideUse({ ...asked, told: 'late', at }, { ...known, facts: lost }, context)
  const [before, after] = [late(slow), late(addMilliseconds(now, -5_000))]
  assert.ok(before.accepted && after.accepted)
  assert.deepEqual([before.answer.allowed, before.answer.relation], [true, 'before-loss'])
  assert.deepEqual(
    [after.answer.allowed, after.answer.reason, after.answer.relation],
    [false, 'card-lost', 'after-loss'],
  )
})

test('M14.7: a card that was lost and then replaced stands for what came before the loss, not for what came between', () => {
  const at = (ms: number) => addMilliseconds(now, -ms)
  const replaced = facts({
    ...{ social: 'cancelled', cancelReason: 'superseded', cancelledAt: at(10_000), socialLostAt: at(100_000) },
  })
  const late = (ms: number) => answer({ told: 'late', at: at(ms) }, { facts: replaced })
  assert.deepEqual(
    [late(100_001), late(100_000), late(50_000), late(5_000)],
    ['yes', 'card-lost', 'card-lost', 'card-superseded'],
  )
})

test('M5.6: park, library and museum hear yes or no, and the display says nothing that bystanders should not read', () => {
  const old = { ...facts().person, birthOn: '1950-01-01' as Day }
  const entitled = facts(
    {},
    {
      person: old,
      applications: [
        {
          ...{ personId: 'person-1', cardId: 'card-1', serviceId: 'elderly-care', state: 'active', stateSince: now },
          ...{ from: '2024-01-01' as Day, until: null, loadedBy: null, suspension: null },
        },
      ],
    },
  )
  const park = { service: service('park-free-entry') }
  const ask = { serviceId: 'park-free-entry' }
  assert.equal(answer(ask, { ...park, facts: entitled }), 'yes')
  assert.match(answer(ask, park), /^not-entitled/)
  for (const gate of ['park-free-entry', 'park-annual-ticket', 'museum', 'scenic-spot', 'metro', 'bus'])
    assert.deepEqual(service(gate).personal, [], gate)
  assert.deepEqual(terminalText('card-lost'), terminalText('holder-deceased'))
  assert.notDeepEqual(terminalText('not-entitled-age'), terminalText(null))
})

test('M2.9: what is told is what service and agreement both allow', () => {
  const medical = service('medical-settlement')
  const agreed = { personal: ['name', 'phone'], facts: ['age-band', 'district'] } as const
  assert.deepEqual(personalTold(medical, agreed), ['name'])
  assert.deepEqual(factsTold(medical, agreed, facts(), today), { 'age-band': '18-59' })
  assert.deepEqual(factsTold(medical, { personal: [], facts: [] }, facts(), today), {})
  const all = { personal: [], facts: ['insurance-kind', 'age-band', 'district', 'free-rider'] } as const
  const insured = facts(
    {},
    { grounds: [{ kind: 'employee-medical', status: 'held', since: '2020-01-01' as Day, endedOn: null }] },
  )
  assert.deepEqual(factsTold(all, all, insured, today), {
    ...{ 'insurance-kind': 'employee-medical', 'age-band': '18-59', district: '110101', 'free-rider': false },
  })
})
