import { ageOn, type Day, dayOf, type Instant } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { cardExpired, cardStatusOf } from '../card/card-status.ts'
import type { Ground } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import type { CardApplication } from './card-application.ts'
import type { CardService, Carrier } from './card-service.ts'
import type { Condition, ConditionReason } from './condition.ts'

/** What is known about a holder when a card is used; loaded without opening a sealed field. */
export interface UseFacts {
  readonly person: Pick<Person, 'birthOn' | 'lifeStatus' | 'district'>
  readonly card: Pick<Card, 'cardId' | 'social' | 'expiresOn' | 'socialLostAt' | 'cancelReason' | 'cancelledAt'>
  readonly grounds: readonly Pick<Ground, 'kind' | 'status' | 'since' | 'endedOn'>[]
  /** Of all cards of the person: a sanction follows the person onto the next card. */
  readonly applications: readonly CardApplication[]
}

/** Why a card does not open a service; the words for them stand in use-reason-words.ts. */
export const useReasons = [
  'card-lost',
  'card-locked',
  'card-superseded',
  'card-cancelled',
  'card-not-enabled',
  'card-expired',
  'holder-deceased',
  'holder-moved-away',
  'service-not-in-force',
  'carrier-not-allowed',
  'application-not-loaded',
  'application-suspended',
  'application-expired',
  'not-entitled-age',
  'not-entitled-ground',
  'not-entitled-residence',
  'not-entitled-ticket',
  'not-entitled-excluded',
] as const
export type UseReason = (typeof useReasons)[number]

export type UseJudgement = { readonly usable: true } | { readonly usable: false; readonly reason: UseReason }

const usable: UseJudgement = { usable: true }
const no = (reason: UseReason): UseJudgement => ({ usable: false, reason })

/**
 * Articles 2, 5 and 9: may this card open this service at this instant? For use that is told late `usedAt` lies in the past: what
 * was done before a loss was reported or a card was superseded stands (M14.7).
 */
export function judgeUse(service: CardService, facts: UseFacts, carrier: Carrier, usedAt: Instant): UseJudgement {
  const on = dayOf(usedAt)
  const barred = cardBarred(facts, usedAt)
  if (barred !== undefined) return no(barred)
  if (on < service.from || (service.until !== null && on > service.until)) return no('service-not-in-force')
  if (!service.carriers.includes(carrier)) return no('carrier-not-allowed')
  const state = applicationBarred(service, facts, usedAt, on)
  if (state !== undefined) return no(state)
  const missing = firstUnmet(service.condition, facts, on)
  return missing === undefined ? usable : no(`not-entitled-${missing}`)
}

/** The card itself, whatever the service. */
export function cardBarred(
  { person, card }: Pick<UseFacts, 'person' | 'card'>,
  usedAt: Instant,
): UseReason | undefined {
  if (person.lifeStatus === 'deceased') return 'holder-deceased'
  if (cardExpired(card, dayOf(usedAt))) return 'card-expired'
  if (card.social === 'cancelled') {
    if (card.cancelledAt !== null && usedAt < card.cancelledAt)
      return card.socialLostAt !== null && usedAt >= card.socialLostAt ? 'card-lost' : undefined
    return card.cancelReason === 'superseded' ? 'card-superseded' : 'card-cancelled'
  }
  if (card.social === 'suspended-provisional' || card.social === 'suspended-formal') {
    return card.socialLostAt !== null && usedAt < card.socialLostAt ? undefined : 'card-lost'
  }
  switch (cardStatusOf(card)) {
    case 'valid':
      return undefined
    case 'suspended':
      return 'card-locked'
    case 'not-enabled':
    case 'invalid':
      return 'card-not-enabled'
  }
}

function applicationBarred(
  service: CardService,
  { card, applications }: UseFacts,
  usedAt: Instant,
  on: Day,
): UseReason | undefined {
  const ofService = applications.filter(({ serviceId }) => serviceId === service.serviceId)
  const suspended = ofService.some(
    ({ cardId, state, stateSince, suspension }) =>
      state === 'suspended' &&
      suspension !== null &&
      // Only what was active is suspended: use that came before and is told late stands.
      stateSince <= usedAt &&
      (suspension.until === null || on <= suspension.until) &&
      (cardId === card.cardId || suspension.reason === 'sanction'),
  )
  if (suspended) return 'application-suspended'
  const here = ofService.find(({ cardId }) => cardId === card.cardId)
  if (here === undefined) return service.loading === 'implicit' ? undefined : 'application-not-loaded'
  if (here.state === 'removed') return 'application-not-loaded'
  const over = here.state === 'expired' || on < here.from || (here.until !== null && on > here.until)
  if (over) return 'application-expired'
  return here.state === 'loaded' ? 'application-not-loaded' : undefined
}

/** The first part of the condition that the holder does not meet; undefined when entitled. */
export function firstUnmet(condition: Condition, facts: UseFacts, on: Day): ConditionReason | undefined {
  if ('all' in condition) {
    for (const part of condition.all) {
      const unmet = firstUnmet(part, facts, on)
      if (unmet !== undefined) return unmet
    }
    return undefined
  }
  if ('any' in condition) {
    const unmet = condition.any.map((part) => firstUnmet(part, facts, on))
    return unmet.includes(undefined) ? undefined : unmet[0]
  }
  if ('not' in condition) return firstUnmet(condition.not, facts, on) === undefined ? 'excluded' : undefined
  if ('age' in condition) {
    const age = ageOn(facts.person.birthOn, on)
    const { from = 0, below = Number.POSITIVE_INFINITY } = condition.age
    return age >= from && age < below ? undefined : 'age'
  }
  if ('ground' in condition) {
    const held = facts.grounds.some(
      ({ kind, status, since, endedOn }) =>
        condition.ground.includes(kind) && since <= on && (status !== 'ended' || (endedOn !== null && on < endedOn)),
    )
    return held ? undefined : 'ground'
  }
  if ('residence' in condition) return facts.person.lifeStatus === 'moved-away' ? 'residence' : undefined
  const loaded = facts.applications.some(
    ({ cardId, serviceId, state, from, until }) =>
      cardId === facts.card.cardId &&
      serviceId === condition.ticket &&
      state === 'active' &&
      from <= on &&
      (until === null || on <= until),
  )
  return loaded ? undefined : 'ticket'
}
