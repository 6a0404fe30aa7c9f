import type { Role } from '../access/role.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import type { CancelReason, Card, CardEvent } from './card.ts'
import { endSocial } from './end-social.ts'
import { holderMayAct } from './holder-may-act.ts'
import { isOlder } from './older-cards.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'

export interface CancelCard {
  readonly cardId: string
  readonly reason: CancelReason
}

export interface CancelCardAnswer {
  /** The account is the bank's: it closes it and reports back (M7.7). */
  readonly bankClosesAccount: boolean
}

/** Article 7: the social function ends for good, for a reason that the register or the holder in person supports. */
export function cancelCard(
  person: Person,
  cards: readonly Card[],
  command: CancelCard,
  context: DecisionContext,
): Decision<CardEvent, CancelCardAnswer> {
  const card = cards.find((one) => one.cardId === command.cardId)
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social === 'cancelled') return socialRefusal(card)
  // Who makes cards ends only what was made wrong.
  if (context.actor.role === 'production-manager' && command.reason !== 'production-fault')
    return refuse('not-permitted')
  const unfounded = grounds[command.reason](person, cards, card, context)
  if (unfounded !== undefined) return unfounded
  const bankClosesAccount = card.finance !== 'none' && card.finance !== 'closed' && command.reason !== 'superseded'
  return accept(endSocial(card, command.reason), { bankClosesAccount })
}

type Ground = (person: Person, cards: readonly Card[], card: Card, context: DecisionContext) => Refused | undefined

const unless = (founded: boolean, reason: CancelReason): Refused | undefined =>
  founded ? undefined : refuse('cancel-reason-unfounded', { reason })

const by = (context: DecisionContext, roles: readonly Role[]): Refused | undefined =>
  roles.includes(context.actor.role) ? undefined : refuse('not-permitted')

/** What each reason rests on; `satisfies` means that no reason is forgotten. */
const grounds = {
  death: (person) => unless(person.lifeStatus === 'deceased', 'death'),
  'moved-away': (person) => unless(person.lifeStatus === 'moved-away', 'moved-away'),
  'entitlement-ended': (_person, _cards, _card, context) => by(context, ['bureau-officer', 'system']),
  duplicate: (_person, cards, card) =>
    unless(
      cards.some((other) => other !== card && other.social !== 'cancelled'),
      'duplicate',
    ),
  superseded: (_person, cards, card) =>
    unless(
      cards.some((other) => isOlder(card, other) && other.social === 'enabled'),
      'superseded',
    ),
  'holder-request': (person, _cards, _card, context) =>
    context.standing.visit === undefined ? refuse('visit-required') : holderMayAct(person, context),
  'production-fault': (_person, _cards, _card, context) =>
    by(context, ['bureau-officer', 'production-manager', 'system']),
} as const satisfies Record<CancelReason, Ground>
