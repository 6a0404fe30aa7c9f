import { addDays, dayOf, type Instant, startOfDay } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { cardExpired } from '../card/card-status.ts'
import { isUsable } from '../card/next-card.ts'
import { isLive, isOlder } from '../card/older-cards.ts'
import { socialRefusal } from '../card/refusals-of-state.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'

/**
 * Article 2: the card that the e-card is a face of — the one that works, or that would again by itself, else the newest that has not
 * ended. Nothing binds the e-card to a card, so that it follows a new one at the moment at which that is enabled; undefined when there is
 * no e-card.
 */
export function mirroredCard<C extends Card>(cards: readonly C[]): C | undefined {
  const standing = cards.filter(isUsable)
  return standing.find(isLive) ?? standing.reduce<C | undefined>((newest, card) => newer(newest, card), undefined)
}

function newer<C extends Card>(one: C | undefined, other: C): C {
  return one === undefined || isOlder(one, other) ? other : one
}

/** Article 9: what stands in the way of the e-card while its card is lost, locked, not enabled, expired or its holder gone. */
export function eCardBarred(
  { lifeStatus }: Pick<Person, 'lifeStatus'>,
  cards: readonly Card[],
  now: Instant,
): Refused | undefined {
  if (lifeStatus === 'deceased') return refuse('holder-deceased')
  const card = mirroredCard(cards)
  if (card === undefined) return refuse('e-card-none')
  if (card.social !== 'enabled') return socialRefusal(card)
  return cardExpired(card, dayOf(now)) ? refuse('card-expired', { day: card.expiresOn ?? dayOf(now) }) : undefined
}

/** What is given out for the card ends with it at the latest; its last day counts whole. */
export function noLongerThan({ expiresOn }: Pick<Card, 'expiresOn'>, wanted: Instant): Instant {
  const cardEnds = expiresOn === null ? wanted : startOfDay(addDays(expiresOn, 1))
  return cardEnds < wanted ? cardEnds : wanted
}
