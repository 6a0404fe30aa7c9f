import type { Card } from '../card/card.ts'
import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { sentBack } from './rework-line.ts'
import { hasEnded, stopMade } from './stop-line.ts'

const spoilable: readonly Card['physical'][] = ['personalised', 'keys-replaced', 'at-outlet', 'returned']

/** Articles 4 and 13: a finished card that turns out to be bad is spoiled and never issued; a new one is made. */
export function spoilCard(
  member: LineWithApplication | undefined,
  stock: BlankStock | undefined,
  reason: string,
): Decision<DomainEvent, { physical: string }> {
  if (member === undefined) return refuse('not-found')
  const { line, card, application } = member
  const settles = line.state === 'made' || line.state === 'finished' || line.state === 'shipped'
  if (!spoilable.includes(card.physical) || !settles) return refuse('card-cannot-be-spoiled')
  if (hasEnded(card)) {
    const good = stock === undefined || stock.good === 0 ? undefined : stock
    return accept(stopMade(member, 'making', good), { physical: 'spoiled' })
  }
  return accept<DomainEvent, { physical: string }>(
    [
      lineEvent(line, 'line-reworked', { stage: 'making', reason }),
      ...dropCard(card, reason),
      ...sentBack(application, card.cardId, 'make-again', {
        stage: 'quality',
        reason: 'quality-failed',
        words: null,
      }),
      ...(stock === undefined || stock.good === 0
        ? []
        : [blankStockEvent(stock.placeId, 'good-card-spoiled', { cardId: card.cardId })]),
    ],
    { physical: 'spoiled' },
  )
}
