import type { Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, type CardEventName, cardEvent } from './card.ts'
import { retirement } from './end-social.ts'
import { financeRefusal, foreign, suspendedByBank } from './refusals-of-state.ts'
import { allowed } from './transitions.ts'

export const bankStates = ['dormant', 'active', 'suspended', 'closed'] as const
export type BankState = (typeof bankStates)[number]

export interface RecordBankState {
  readonly state: BankState
  readonly effectiveAt: Instant
}

/** Which event a report of the bank is; `dormant` is only the beginning, nothing goes back to it. */
const events = {
  dormant: undefined,
  active: 'finance-resumed-by-bank',
  suspended: 'finance-suspended-by-bank',
  closed: 'finance-closed',
} as const satisfies Record<BankState, CardEventName | undefined>

/** Article 2: the bank reports the state of its function; its PIN and its secrets stay with it. */
export function recordBankState(
  card: Card | undefined,
  command: RecordBankState,
  context: DecisionContext,
): Decision<CardEvent, { readonly changed: boolean }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.bankId === null || context.actor.bankId !== card.bankId) return refuse('not-issuing-bank')
  if (told(card) === command.state) return accept([], { changed: false })
  const event = events[command.state]
  if (event === undefined || !allowed(card, event)) return impossible(card, command.state)
  // What the holder reported lost is released by the holder, not by a bank's feed.
  if (event === 'finance-resumed-by-bank' && !suspendedByBank(card)) return financeRefusal(card)
  const after: Card = event === 'finance-closed' ? { ...card, finance: 'closed' } : card
  return accept([cardEvent(card, event, { effectiveAt: command.effectiveAt }), ...retirement(after)], { changed: true })
}

/** Our state in the bank's four words. */
function told(card: Card): BankState | undefined {
  switch (card.finance) {
    case 'none':
      return undefined
    case 'suspended-provisional':
    case 'suspended-formal':
      return 'suspended'
    default:
      return card.finance
  }
}

function impossible(card: Card, reported: BankState) {
  return refuse('bank-state-impossible', { state: card.finance, reported })
}
