import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, type Channel, cardEvent } from './card.ts'
import { dutyNotice } from './duty-notice.ts'
import { endSocial } from './end-social.ts'
import { holderMayAct } from './holder-may-act.ts'
import { oldOrNewCardNumber } from './old-or-new-card-number.ts'
import { olderCards } from './older-cards.ts'
import type { PinCustody } from './pin.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'
import { isValidOn } from './validity.ts'

export interface EnableSocial {
  readonly cardId: string
  readonly channel: Channel
  readonly dutyNoticeVersion: string
  /** The number read from the card and the code that was sent: needed where no visit proves the holder's presence. */
  readonly cardNumber?: string
  readonly code?: string
}

export interface EnableSocialAnswer {
  readonly outcome: 'enabled' | 'code-wrong'
  readonly triesLeft?: number
  /** The older cards whose social function ended at this moment. */
  readonly endedCardIds: string[]
}

/**
 * Article 7: the social-security function is switched on for whoever proves to hold the card; at that moment it ends on
 * every older card of the person.
 */
export function enableSocial(
  person: Person,
  cards: readonly Card[],
  command: EnableSocial,
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, EnableSocialAnswer> {
  const card = cards.find((one) => one.cardId === command.cardId)
  if (card === undefined) return refuse('not-found')
  const barred = mayEnable(person, card, command.dutyNoticeVersion, context)
  if (barred !== undefined) return barred
  const { visit } = context.standing
  if (visit === undefined) {
    const unproven = possession(card, command, custody, context)
    if (unproven !== undefined) return unproven
  }
  const older = olderCards(cards, card)
  const enabled = cardEvent(card, 'social-enabled', {
    proof: visit === undefined ? 'card-number-and-code' : 'visit',
    visitId: visit?.visitId ?? null,
    dutyNoticeVersion: command.dutyNoticeVersion,
    channel: command.channel,
  })
  return accept([...older.flatMap((one) => endSocial(one, 'superseded', card.cardId)), enabled], {
    outcome: 'enabled',
    endedCardIds: older.map((one) => one.cardId),
  })
}

/** What stands in the way of switching the function on, whoever asks. */
export function mayEnable(
  person: Person,
  card: Card,
  dutyNoticeVersion: string,
  context: DecisionContext,
): Refused | undefined {
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social !== 'pending-enable') return socialRefusal(card)
  if (!isValidOn(card, context.today)) return refuse('card-expired', { day: card.expiresOn ?? context.today })
  if (dutyNoticeVersion !== dutyNotice.version) return refuse('duty-notice-outdated', { version: dutyNotice.version })
  return holderMayAct(person, context)
}

/** Without a visit: the number on the card and the code sent to the phone. A wrong code counts, so it is recorded. */
function possession(
  card: Card,
  command: EnableSocial,
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, EnableSocialAnswer> | undefined {
  if (command.cardNumber === undefined || command.code === undefined) return refuse('possession-unproven')
  const { enableCodeId: codeId, enableCodeVerifier: verifier, enableCodeUntil: until, enableCodeTriesLeft } = card
  if (codeId === null || verifier === null || until === null) return refuse('one-time-code-expired')
  if (until <= context.now || enableCodeTriesLeft === 0) return refuse('one-time-code-expired')
  const codeRight = custody.matches(codeId, command.code, verifier)
  if (codeRight && oldOrNewCardNumber(command.cardNumber) === card.cardNumber) return undefined
  const triesLeft = enableCodeTriesLeft - 1
  return accept([cardEvent(card, 'enable-code-wrong', { triesLeft })], {
    outcome: 'code-wrong',
    triesLeft,
    endedCardIds: [],
  })
}
