import type { Actor } from '../access/actor.ts'
import { type Day, dayOf, type Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import { PolicyMissing } from '../decision/policy-missing.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, type CardEventData, type CardEventName, cardEvent } from './card.ts'
import { evolve } from './evolve.ts'
import type { PinCustody } from './pin.ts'

/** What the tests of this chapter are given: a card built from its events, a person, a moment with rules. */
export const key = { personId: 'person-1', cardId: 'card-1' }
export const bankId = 'bank-1'

type Step = { [N in CardEventName]: readonly [N, CardEventData[N]] }[CardEventName]

export const making: readonly Step[] = [
  ['card-requested', { applicationId: 'application-1', replaces: null, bankId, generation: 3, issuingArea: '110000' }],
  ['card-batched', { batchId: 'batch-1', cardNumber: 'A00000011' }],
  ['account-opened', { bankCardNumber: 'c2VhbGVk' }],
  ['card-certified', { certificateSerial: '01' }],
  [
    'card-personalised',
    {
      chipIdentificationCode: '0'.repeat(32),
      atr: '3B00',
      issuedOn: '2026-11-01' as Day,
      expiresOn: '2036-11-01' as Day,
    },
  ],
  ['keys-replaced', {}],
  ['card-arrived', { officeId: 'office-1' }],
]
export const collected: readonly Step[] = [
  ...making,
  ['card-collected', { dutyNoticeVersion: '2026-1', visitId: null }],
]
export const enabled: readonly Step[] = [
  ...collected,
  ['social-enabled', { proof: 'visit', visitId: 'visit-1', dutyNoticeVersion: '2026-1', channel: 'bank' }],
]
export const activated: readonly Step[] = [...enabled, ['finance-activated', { visitId: 'visit-1', officeId: null }]]
export const withPin: readonly Step[] = [...enabled, ['pin-set', { verifier: 'card-1:482915', tries: 5 }]]

export function given(steps: readonly Step[], cardId = key.cardId, at = '2026-11-02T02:00:00.000Z'): Card {
  return fold(
    steps.map(([name, data]) => cardEvent({ ...key, cardId }, name, data) as CardEvent),
    at as Instant,
  )
}

export function fold(events: readonly CardEvent[], at: Instant, card?: Card): Card {
  const folded = events.reduce<Card | undefined>((state, event) => evolve(state, event, at), card)
  if (folded === undefined) throw new Error('no events, no card')
  return folded
}

export const adult = {
  personId: key.personId,
  birthOn: '1990-03-07' as Day,
  lifeStatus: 'alive',
} as unknown as Person

export const rules: Readonly<Record<string, number | string | boolean>> = {
  'loss.social.provisional': 10,
  'loss.finance.provisional': 5,
  'loss.coupling': 'separate',
  'loss.lapse-warning': 2,
  'loss.replacement-requires-formal': true,
  'pin.length': 6,
  'pin.server-tries': 5,
  'pin.initial-lifetime': 30,
  'pin.reset-window': 10,
  'one-time-code.lifetime': 5,
  'one-time-code.tries': 3,
  'guardian.required-under': 18,
  'card.validity': 10,
  'card.expiry-day-inclusive': 'same-day',
  'card.renewal-before': 90,
}

export const citizen: Actor = { id: key.personId, role: 'citizen', organisationId: 'self', personId: key.personId }
export const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: 'bank', bankId, officeId: 'office-1' }
export const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }
export const visit = { visitId: 'visit-1', presenter: 'holder', presenterId: key.personId } as const

interface Moment extends Partial<Pick<DecisionContext, 'actor' | 'standing'>> {
  readonly now?: string
  readonly rules?: Readonly<Record<string, number | string | boolean>>
}

export function context(moment: Moment = {}): DecisionContext {
  const now = (moment.now ?? '2026-11-23T02:00:00.000Z') as Instant
  const values = { ...rules, ...moment.rules }
  const read = (name: string, on?: Day) => {
    const value = values[name]
    if (value === undefined) throw new PolicyMissing(name, on ?? dayOf(now))
    return value
  }
  let sequence = 0
  return {
    now,
    today: dayOf(now),
    actor: moment.actor ?? citizen,
    standing: moment.standing ?? {},
    policy: {
      number: (name, on) => read(name, on) as number,
      text: (name, on) => read(name, on) as string,
      flag: (name, on) => read(name, on) as boolean,
    },
    newId: () => {
      sequence += 1
      return `new-${sequence}`
    },
  }
}

/** A custody that a test can read. */
export const openCustody: PinCustody = {
  verifier: (owner, pin) => `${owner}:${pin}`,
  matches: (owner, pin, verifier) => verifier === `${owner}:${pin}`,
}
