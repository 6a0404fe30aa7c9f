import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { parseCardNumber } from '../identifier/card-number.ts'
import { type Card, type CardEvent, type CardEventData, cardEvent } from './card.ts'
import { isLive } from './older-cards.ts'
import { foreign } from './refusals-of-state.ts'

export type ImportCard = CardEventData['card-imported']

/** Since this day only the third generation is issued (notice of 4 January 2026): an older card of a later day cannot be. */
const thirdGenerationOnlyFrom = '2026-01-01' as Day

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
  if (command.issuedOn >= thirdGenerationOnlyFrom) {
    return refuse('generation-not-issued', { day: thirdGenerationOnlyFrom })
  }
  if (command.expiresOn <= command.issuedOn || command.issuedOn > context.today) return refuse('card-dates-impossible')
  if (numberTaken) return refuse('card-number-taken')
  if (command.social !== 'cancelled' && cards.some(isLive)) return refuse('card-live-already')
  const cardId = context.newId()
  return accept([cardEvent({ personId, cardId }, 'card-imported', command)], { cardId })
}

/** Nine characters with a check, or the twelve digits of older Beijing cards; undefined for anything else. */
export function oldOrNewCardNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase()
  if (/^\d{12}$/.test(number)) return number
  const parsed = parseCardNumber(number)
  return parsed.valid ? parsed.value : undefined
}
