import type { Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Card, CardEvent, CardEventName } from './card.ts'

/** What the issuing bank has to know about its card. */
export const bankFacts = [
  'loss-reported',
  'loss-confirmed',
  'loss-released',
  'loss-lapsed',
  'card-superseded',
  'account-to-close',
] as const
export type BankFact = (typeof bankFacts)[number]

/** A message to the issuing bank, in the books with the fact itself; it stands in the bank's list until the bank signs for it. */
export interface BankNotice {
  readonly personId: string
  readonly noticeId: string
  readonly bankId: string
  readonly cardId: string
  readonly fact: BankFact
  readonly at: Instant
  /** When a provisional report lapses. */
  readonly until: Instant | null
  readonly acknowledgedAt: Instant | null
}

export type BankNoticeEvent =
  | {
      readonly stream: 'bank-notice'
      readonly id: string
      readonly personId: string
      readonly name: 'bank-notice-raised'
      readonly data: Pick<BankNotice, 'bankId' | 'cardId' | 'fact' | 'until'>
    }
  | {
      readonly stream: 'bank-notice'
      readonly id: string
      readonly personId: string
      readonly name: 'bank-notice-acknowledged'
      readonly data: { readonly acknowledgedBy: string }
    }

/** Which events of a card concern the bank. */
const factOf = {
  'finance-loss-reported': 'loss-reported',
  'finance-loss-confirmed': 'loss-confirmed',
  'finance-loss-released': 'loss-released',
  'finance-loss-lapsed': 'loss-lapsed',
  'social-cancelled': 'account-to-close',
  'card-sealed': 'account-to-close',
} as const satisfies Partial<Record<CardEventName, BankFact>>

/**
 * An ended card's account is to be closed (M7.7), once; a superseded card's account may go on serving its holder. The
 * account of a card that ended before the bank had opened it is closed, too.
 */
function factFor(event: CardEvent, card: Card): BankFact | undefined {
  const ended = card.social === 'cancelled' || card.physical === 'sealed' || card.physical === 'destroyed'
  if (event.name === 'account-opened') return ended ? 'account-to-close' : undefined
  if (card.finance === 'none' || card.finance === 'closed') return undefined
  if (ended && (event.name === 'social-cancelled' || event.name === 'card-sealed')) return undefined
  if (event.name === 'social-cancelled' && event.data.reason === 'superseded') return 'card-superseded'
  return (factOf as Partial<Record<CardEventName, BankFact>>)[event.name]
}

/** Article 7: what happens to the financial function here, the issuing bank hears; nothing is to be remembered by hand. */
export function noticesToBanks(
  cards: readonly Card[],
  events: readonly CardEvent[],
  context: Pick<DecisionContext, 'newId'>,
): readonly BankNoticeEvent[] {
  const byId = new Map(cards.map((card) => [card.cardId, card]))
  return events.flatMap((event): BankNoticeEvent[] => {
    const card = byId.get(event.id)
    const fact = card === undefined ? undefined : factFor(event, card)
    if (fact === undefined || card === undefined || card.bankId === null) return []
    const until = event.name === 'finance-loss-reported' ? event.data.until : null
    const data = { bankId: card.bankId, cardId: card.cardId, fact, until }
    const { personId } = card
    return [{ stream: 'bank-notice', id: context.newId(), personId, name: 'bank-notice-raised', data }]
  })
}

/** Article 7: whatever chapter ends a card, its decision carries the notices that the bank must have. */
export function tellingBanks<Answer>(
  decision: Decision<DomainEvent, Answer>,
  cards: readonly Card[],
  context: Pick<DecisionContext, 'newId'>,
): Decision<DomainEvent, Answer> {
  if (!decision.accepted) return decision
  const events = decision.events.filter(({ stream }) => stream === 'card') as readonly CardEvent[]
  return { ...decision, events: [...decision.events, ...noticesToBanks(cards, events, context)] }
}

/** Article 7: the bank signs for a notice; it then leaves the list and stays in the books. */
export function acknowledgeBankNotice(
  notice: BankNotice | undefined,
  context: DecisionContext,
): Decision<BankNoticeEvent, { readonly acknowledgedAt: Instant }> {
  if (notice === undefined) return refuse('not-found')
  if (notice.acknowledgedAt !== null) return accept([], { acknowledgedAt: notice.acknowledgedAt })
  const { personId, noticeId: id } = notice
  const data = { acknowledgedBy: context.actor.id }
  return accept([{ stream: 'bank-notice', id, personId, name: 'bank-notice-acknowledged', data }], {
    acknowledgedAt: context.now,
  })
}

export function evolveBankNotice(notice: BankNotice | undefined, event: BankNoticeEvent, at: Instant): BankNotice {
  if (event.name === 'bank-notice-raised') {
    if (notice !== undefined) throw new Error(`notice ${event.id} exists already`)
    return { personId: event.personId, noticeId: event.id, ...event.data, at, acknowledgedAt: null }
  }
  if (notice === undefined) throw new Error(`notice ${event.id} does not exist`)
  return { ...notice, acknowledgedAt: at }
}
