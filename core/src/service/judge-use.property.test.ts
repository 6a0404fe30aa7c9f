import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ageOn, type Day, dayOf, type Instant, instantOf } from '../calendar/instant.ts'
import type { Social } from '../card/card.ts'
import { type GroundKind, groundKindNames } from '../holder/ground.ts'
import { lifeStatuses } from '../holder/person.ts'
import { type CardApplication, cardApplicationStates, suspensionReasons } from './card-application.ts'
import { type CardService, type Carrier, carriers } from './card-service.ts'
import type { Condition } from './condition.ts'
import { judgeUse, type UseFacts, type UseReason } from './judge-use.ts'

const noon = Date.parse('2026-11-23T04:00:00.000Z')
const dayMs = 86_400_000
const near = fc.integer({ min: -4, max: 4 })
const day = near.map((days) => dayOf(instantOf(noon + days * dayMs)))
const instant = near.map((hours) => instantOf(noon + hours * 3_600_000))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const services = ['park-annual-ticket', 'elderly-care', 'medical-settlement'] as const
const serviceId = fc.constantFrom(...services)
const cardId = fc.constantFrom('c-1', 'c-2')

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ age: fc.record({ from: fc.integer({ min: 0, max: 80 }), below: fc.integer({ min: 20, max: 100 }) }) }),
    fc.record({ ground: fc.subarray([...groundKindNames], { minLength: 1, maxLength: 4 }) }),
    fc.constant({ residence: 'city' } as const),
    fc.record({ ticket: serviceId }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const application: fc.Arbitrary<CardApplication> = fc
  .record({
    cardId,
    serviceId,
    state: fc.constantFrom(...cardApplicationStates),
    stateSince: instant,
    from: day,
    until: maybe(day),
    reason: fc.constantFrom(...suspensionReasons),
    suspendedUntil: maybe(day),
  })
  .map(({ reason, suspendedUntil, ...rest }) => ({
    ...{ ...rest, personId: 'p-1', loadedBy: null },
    suspension: rest.state === 'suspended' ? { reason, reference: 'x', until: suspendedUntil } : null,
  }))

/** At most one row for a service on a card, as the key of the table says. */
const applications = fc.uniqueArray(application, {
  maxLength: 6,
  selector: (one) => `${one.cardId}/${one.serviceId}`,
})

const socials: readonly Social[] = [
  ...([
    'none',
    'pending-enable',
    'enabled',
    'suspended-provisional',
    'suspended-formal',
    'locked',
    'cancelled',
  ] as const),
]

const card = fc
  .record({
    social: fc.oneof({ weight: 3, arbitrary: fc.constant<Social>('enabled') }, fc.constantFrom(...socials)),
    expiresOn: maybe(day),
    lostAt: instant,
    cancelReason: fc.constantFrom('superseded', 'holder-request', 'death' as const),
    cancelledAt: instant,
  })
  .map(({ social, expiresOn, lostAt, cancelReason, cancelledAt }) => ({
    ...{ cardId: 'c-1', social, expiresOn },
    socialLostAt: social.startsWith('suspended') ? lostAt : null,
    cancelReason: social === 'cancelled' ? cancelReason : null,
    cancelledAt: social === 'cancelled' ? cancelledAt : null,
  }))

const facts: fc.Arbitrary<UseFacts> = fc.record({
  person: fc.record({
    birthOn: fc.integer({ min: 0, max: 100 }).map((age) => `${2026 - age}-11-23` as Day),
    lifeStatus: fc.oneof({ weight: 3, arbitrary: fc.constant('alive' as const) }, fc.constantFrom(...lifeStatuses)),
    district: fc.constant('110101' as never),
  }),
  card,
  grounds: fc.array(
    fc.record({
      kind: fc.constantFrom(...groundKindNames),
      status: fc.constantFrom('held', 'under-review', 'ended' as const),
      since: day,
      endedOn: maybe(day),
    }),
    { maxLength: 4 },
  ),
  applications,
})

const service: fc.Arbitrary<CardService> = fc.record({
  serviceId,
  field: fc.constant('tourism' as const),
  name: fc.constant({ zh: '服务', en: 'service' }),
  organisationId: fc.constant('landscaping'),
  carriers: fc.subarray([...carriers], { minLength: 1 }),
  actions: fc.constant(['credential'] as const),
  loading: fc.constantFrom('implicit', 'explicit' as const),
  loadedAt: fc.constant([]),
  holdsDays: fc.constant(null),
  condition,
  personal: fc.constant([]),
  facts: fc.constant([]),
  feeKey: fc.constant(null),
  replacesCard: fc.constant(null),
  from: day,
  until: maybe(day),
})

const within = (on: Day, from: Day, until: Day | null) => from <= on && (until ?? '9999-12-31') >= on

/** Whether somebody is entitled, as a plain sentence of and, or, not; which part says no is not its business. */
function entitled(
  wanted: Condition,
  { person, card: { cardId: here }, grounds, applications: rows }: UseFacts,
  on: Day,
): boolean {
  const again = (part: Condition) =>
    entitled(part, { person, card: { cardId: here } as UseFacts['card'], grounds, applications: rows }, on)
  if ('all' in wanted) return wanted.all.every(again)
  if ('any' in wanted) return wanted.any.some(again)
  if ('not' in wanted) return !again(wanted.not)
  if ('age' in wanted) {
    const age = ageOn(person.birthOn, on)
    return age >= (wanted.age.from ?? 0) && age < (wanted.age.below ?? 200)
  }
  if ('ground' in wanted) {
    const held = grounds.filter(
      ({ since, status, endedOn }) => since <= on && (status !== 'ended' || (endedOn ?? '') > on),
    )
    return held.some(({ kind }) => (wanted.ground as readonly GroundKind[]).includes(kind))
  }
  if ('residence' in wanted) return person.lifeStatus !== 'moved-away'
  return rows.some(
    (row) =>
      row.cardId === here &&
      row.serviceId === wanted.ticket &&
      row.state === 'active' &&
      within(on, row.from, row.until),
  )
}

/** Articles 2, 5 and 9 as a list of sentences, each "no" with its reason, in the order in which a desk would say them. */
function plainly(
  of: CardService,
  known: UseFacts,
  carrier: Carrier,
  usedAt: Instant,
): UseReason | 'not-entitled' | 'yes' {
  const { person, card: shown, applications: rows } = known
  const on = dayOf(usedAt)
  const suspended = shown.social === 'suspended-provisional' || shown.social === 'suspended-formal'
  const lostBefore = suspended && (shown.socialLostAt === null || shown.socialLostAt <= usedAt)
  const endedBefore = shown.social === 'cancelled' && (shown.cancelledAt === null || shown.cancelledAt <= usedAt)
  const ofService = rows.filter((row) => row.serviceId === of.serviceId)
  const resting = ofService.filter(
    ({ suspension, stateSince }) =>
      suspension !== null && stateSince <= usedAt && on <= (suspension.until ?? '9999-12-31'),
  )
  const here = ofService.find((row) => row.cardId === shown.cardId)
  const sentences: readonly (readonly [boolean, UseReason])[] = [
    [person.lifeStatus === 'deceased', 'holder-deceased'],
    [shown.expiresOn !== null && shown.expiresOn < on, 'card-expired'],
    [endedBefore && shown.cancelReason === 'superseded', 'card-superseded'],
    [endedBefore, 'card-cancelled'],
    [lostBefore, 'card-lost'],
    [shown.social === 'locked', 'card-locked'],
    [shown.social === 'none' || shown.social === 'pending-enable', 'card-not-enabled'],
    [!within(on, of.from, of.until), 'service-not-in-force'],
    [!of.carriers.includes(carrier), 'carrier-not-allowed'],
    [
      resting.some((row) => row.cardId === shown.cardId || row.suspension?.reason === 'sanction'),
      'application-suspended',
    ],
    [here === undefined && of.loading === 'explicit', 'application-not-loaded'],
    [here?.state === 'removed', 'application-not-loaded'],
    [here?.state === 'expired', 'application-expired'],
    [here !== undefined && !within(on, here.from, here.until), 'application-expired'],
    [here?.state === 'loaded', 'application-not-loaded'],
  ]
  const no = sentences.find(([barred]) => barred)
  if (no !== undefined) return no[1]
  return entitled(of.condition, known, on) ? 'yes' : 'not-entitled'
}

test('M2.5, M5.3, M5.6: the judgement of a use is the plain list of sentences, for 5,000 random holders and services', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(service, facts, fc.constantFrom(...carriers), instant, (of, known, carrier, usedAt) => {
      const judged = judgeUse(of, known, carrier, usedAt)
      const said = judged.usable ? 'yes' : judged.reason
      seen.set(said, (seen.get(said) ?? 0) + 1)
      const plain = plainly(of, known, carrier, usedAt)
      if (plain === 'not-entitled') assert.match(said, /^not-entitled-/)
      else assert.equal(said, plain)
    }),
    { numRuns: 5000, seed: 20261123 },
  )
  // A model that never gets far proves little.
  for (const reason of [
    'yes',
    'application-suspended',
    'not-entitled-age',
    'card-lost',
    'card-superseded',
    'application-expired',
  ]) {
    assert.ok((seen.get(reason) ?? 0) >= 20, `${reason}: ${seen.get(reason) ?? 0}`)
  }
})
