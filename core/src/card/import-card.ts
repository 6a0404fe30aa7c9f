import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, type PolicyReader, refuse } from '../decision/decision.ts'
import { PolicyMissing } from '../decision/policy-missing.ts'
import { type Card, type CardEvent, type CardEventData, cardEvent, type Generation } from './card.ts'
import { isLive } from './older-cards.ts'
import { foreign } from './refusals-of-state.ts'
import { resetInformationOf } from './reset-information.ts'

export type ImportCard = CardEventData['card-imported']

/** Article 18: a card of an earlier time comes in with its own dates, and only once. */
export function importCard(
  personId: string,
  cards: readonly Card[],
  numberTaken: boolean,
  command: ImportCard,
  context: DecisionContext,
): Decision<CardEvent, { readonly cardId: string }> {
  const barred = foreign(command)
  if (barred !== undefined) return barred
  if (!issuedThen(command.generation, command.issuedOn, context.policy)) {
    return refuse('generation-not-issued', { day: command.issuedOn })
  }
  if (command.chipKeyVersion !== undefined && !chipNamed(command)) return refuse('chip-data-missing')
  if (command.expiresOn <= command.issuedOn || command.issuedOn > context.today) return refuse('card-dates-impossible')
  if ((command.social === 'cancelled') !== (command.cancelReason !== null)) {
    return refuse('cancel-reason-unfounded', { reason: command.cancelReason ?? command.social })
  }
  if (numberTaken) return refuse('card-number-taken')
  if (command.social !== 'cancelled' && cards.some(isLive)) return refuse('card-live-already')
  const cardId = context.newId()
  return accept([cardEvent({ personId, cardId }, 'card-imported', command)], { cardId })
}

/** Without its reset information the keys of a chip cannot be derived, without its code the chip cannot be found. */
function chipNamed({ atr, chipIdentificationCode }: ImportCard): boolean {
  return chipIdentificationCode !== null && atr !== null && resetInformationOf(atr) !== undefined
}

/** Article 2: since the rule began only the generations it names are issued; before, each was. */
function issuedThen(generation: Generation, day: Day, policy: PolicyReader): boolean {
  try {
    return policy.text('card.generations-issued', day).split(',').includes(String(generation))
  } catch (error) {
    if (error instanceof PolicyMissing) return true
    throw error
  }
}
