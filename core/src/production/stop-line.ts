import { type Application, type ApplicationEvent, applicationEvent } from '../application/application.ts'
import { type CancelReason, type Card, cardEvent } from '../card/card.ts'
import type { DomainEvent } from '../decision/decision.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { dropCard } from './drop-card.ts'
import { type FailStage, lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'

/** The card ended (death, moved away, by an officer): it takes no further step towards its holder. */
export function hasEnded(card: Pick<Card, 'social'>): boolean {
  return card.social === 'cancelled'
}

/** Those whose card goes on, and those whose card has ended meanwhile. */
export function endedApart<Member extends { readonly card: Card }>(
  members: readonly Member[],
): { readonly going: readonly Member[]; readonly ended: readonly Member[] } {
  return { going: members.filter(({ card }) => !hasEnded(card)), ended: members.filter(({ card }) => hasEnded(card)) }
}

/** A fault of production is made good with another card; every other end is an end. */
export function isMadeAgain(card: Pick<Card, 'cancelReason'>): boolean {
  return card.cancelReason === 'production-fault'
}

/** What stands in the line of a card that has ended. */
export function reasonOfEnd(card: Pick<Card, 'cancelReason'>): string {
  return `card-cancelled-${card.cancelReason ?? 'production-fault'}`
}

/**
 * Articles 7 and 13: the line of a card that has ended is closed with the reason; a piece that exists is spoiled. An
 * account that its bank has opened in vain goes on record, so that the bank can be told to close it.
 */
export function stopLine(
  { line, card, application }: LineWithApplication,
  stage: FailStage,
  sealedAccount: string | null = null,
): readonly DomainEvent[] {
  const reason = reasonOfEnd(card)
  const opened = sealedAccount !== null && card.physical === 'batched'
  return [
    ...(opened ? [cardEvent(card, 'account-opened', { bankCardNumber: sealedAccount })] : []),
    lineEvent(line, isMadeAgain(card) ? 'line-reworked' : 'line-stopped', { stage, reason }),
    ...dropCard(opened ? { ...card, physical: 'account-opened' } : card, reason),
    ...applicationOfEnded(application, card),
  ]
}

/** The same for a piece that was made already: its blank no longer counts as a good card. */
export function stopMade(
  member: LineWithApplication,
  stage: FailStage,
  stock: BlankStock | undefined,
): readonly DomainEvent[] {
  const { cardId } = member.card
  const spoiled = stock === undefined ? [] : [blankStockEvent(stock.placeId, 'good-card-spoiled', { cardId })]
  return [...stopLine(member, stage), ...spoiled]
}

const causes: Partial<Record<CancelReason, 'holder-deceased' | 'ground-ended'>> = {
  death: 'holder-deceased',
  'moved-away': 'ground-ended',
  'entitlement-ended': 'ground-ended',
}

/** What the end of its card means for an application that still waits for this very card. */
export function applicationOfEnded(application: Application, card: Card): readonly ApplicationEvent[] {
  if (application.cardId !== card.cardId) return []
  const waits = application.status === 'in-production' || application.status === 'ready'
  if (!waits) return []
  if (isMadeAgain(card)) {
    const trouble = { stage: 'quality', reason: 'quality-failed', remedy: 'made-again', words: null } as const
    return [applicationEvent(application, 'production-repeated', trouble)]
  }
  if (application.status === 'ready') return [applicationEvent(application, 'application-closed', {})]
  const reason = causes[card.cancelReason ?? 'production-fault'] ?? 'other'
  return [applicationEvent(application, 'production-failed', { stage: 'making', reason, remedy: 'call', words: null })]
}
