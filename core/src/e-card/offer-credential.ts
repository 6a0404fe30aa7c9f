import { addDaysToInstant, addMilliseconds, type Instant } from '../calendar/instant.ts'
import { holderMayAct } from '../card/holder-may-act.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type CredentialOffer, type CredentialOfferEvent, offerEvent } from './credential-offer.ts'
import type { HeldECard } from './held-e-card.ts'
import { eCardBarred, mirroredCard, noLongerThan } from './mirrored-card.ts'

const msPerMinute = 60_000

/** Article 2: the holder takes the card into a wallet of their own choice; the offer is theirs for some minutes and counts once. */
export function offerCredential(
  { person, cards }: Pick<HeldECard, 'person' | 'cards'>,
  context: DecisionContext,
): Decision<CredentialOfferEvent, { readonly offerId: string; readonly until: Instant }> {
  const barred = holderMayAct(person, context) ?? eCardBarred(person, cards, context.now)
  if (barred !== undefined) return barred
  const until = addMilliseconds(context.now, context.policy.number('e-card.offer-minutes') * msPerMinute)
  const tries = context.policy.number('one-time-code.tries')
  const offerId = context.newId()
  const { personId } = person
  const offeredBy = context.actor.personId ?? context.actor.id
  return accept([offerEvent({ personId, offerId }, 'credential-offered', { offeredBy, until, tries })], {
    offerId,
    until,
  })
}

export interface RedeemOfferAnswer {
  readonly outcome: 'redeemed' | 'code-wrong'
  /** For how long the token counts. */
  readonly seconds: number
}

/** Article 2: a wallet that has scanned the offer shows the transaction code that the holder reads to it; a wrong one counts. */
export function redeemOffer(
  offer: CredentialOffer | undefined,
  codeRight: boolean,
  { now, policy }: DecisionContext,
): Decision<CredentialOfferEvent, RedeemOfferAnswer> {
  if (offer === undefined || offer.redeemedAt !== null || offer.until <= now || offer.triesLeft === 0) {
    return refuse('credential-offer-ended')
  }
  if (!codeRight) {
    return accept([offerEvent(offer, 'offer-code-wrong', { triesLeft: offer.triesLeft - 1 })], {
      outcome: 'code-wrong',
      seconds: 0,
    })
  }
  const minutes = policy.number('e-card.offer-minutes')
  const tokenUntil = addMilliseconds(now, minutes * msPerMinute)
  return accept([offerEvent(offer, 'offer-redeemed', { tokenUntil })], { outcome: 'redeemed', seconds: minutes * 60 })
}

export interface IssuedCredential {
  readonly cardId: string
  readonly shard: number
  readonly index: number
  readonly issuedAt: Instant
  readonly validUntil: Instant
}

/** Article 2: the token fetches one credential, bound to the wallet's key, for the card that the e-card mirrors at this moment. */
export function issueCredential(
  { person, cards }: Pick<HeldECard, 'person' | 'cards'>,
  offer: CredentialOffer | undefined,
  holderKey: string,
  place: (cardId: string) => { readonly shard: number; readonly index: number } | undefined,
  { now, policy }: DecisionContext,
): Decision<CredentialOfferEvent, IssuedCredential> {
  if (offer === undefined || offer.tokenUntil === null || offer.tokenUntil <= now || offer.issuedAt !== null) {
    return refuse('credential-offer-ended')
  }
  const barred = eCardBarred(person, cards, now)
  const card = mirroredCard(cards)
  if (barred !== undefined || card === undefined) return barred ?? refuse('e-card-none')
  const listed = place(card.cardId)
  if (listed === undefined) return refuse('e-card-not-listed-yet')
  const validUntil = noLongerThan(card, addDaysToInstant(now, policy.number('e-card.credential-days')))
  const { cardId } = card
  return accept([offerEvent(offer, 'credential-issued', { cardId, holderKey, validUntil })], {
    cardId,
    ...listed,
    issuedAt: now,
    validUntil,
  })
}
