import type { Instant } from '../calendar/instant.ts'
import type { Account } from './account.ts'

/** The body that holds the city's purse strings: its staff put money into the budgets of departments. */
export const treasury = 'finance'

/**
 * - `top-up`  money comes in through a bank
 * - `floor`   how far the budget may go down: below zero where the treasury lends, above zero where it keeps something back
 */
export const budgetChangeKinds = ['top-up', 'floor'] as const
export type BudgetChangeKind = (typeof budgetChangeKinds)[number]

export const budgetChangeStatuses = ['proposed', 'approved', 'withdrawn'] as const

/** A change of a department's budget: one proposes it, a second person of the treasury approves it. */
export interface BudgetChange {
  readonly changeId: string
  readonly kind: BudgetChangeKind
  readonly organisationId: string
  /** Fen that come in, or the new floor. */
  readonly amount: number
  /** Through which bank the money comes; null for a floor. */
  readonly bankId: string | null
  readonly reason: string
  readonly status: (typeof budgetChangeStatuses)[number]
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly transferId: string | null
}

export interface BudgetChangeEventData {
  'budget-change-proposed': Pick<
    BudgetChange,
    'kind' | 'organisationId' | 'amount' | 'bankId' | 'reason' | 'proposedBy'
  >
  'budget-change-approved': { readonly by: string; readonly transferId: string | null }
  'budget-change-withdrawn': { readonly by: string }
}

export type BudgetChangeEvent = {
  readonly [Name in keyof BudgetChangeEventData]: {
    readonly stream: 'budget-change'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: BudgetChangeEventData[Name]
  }
}[keyof BudgetChangeEventData]

export function budgetChangeEvent<Name extends keyof BudgetChangeEventData>(
  id: string,
  name: Name,
  data: BudgetChangeEventData[Name],
): BudgetChangeEvent {
  return { stream: 'budget-change', id, personId: null, name, data } as BudgetChangeEvent
}

export function evolveBudgetChange(
  state: BudgetChange | undefined,
  event: BudgetChangeEvent,
  at: Instant,
): BudgetChange {
  if (event.name === 'budget-change-proposed') {
    const decided = { decidedBy: null, decidedAt: null, transferId: null }
    return { changeId: event.id, ...event.data, status: 'proposed', proposedAt: at, ...decided }
  }
  if (state === undefined) throw new Error(`${event.name} of a budget change that does not exist`)
  const decided = { ...state, decidedBy: event.data.by, decidedAt: at }
  if (event.name === 'budget-change-withdrawn') return { ...decided, status: 'withdrawn' }
  return { ...decided, status: 'approved', transferId: event.data.transferId }
}

export function budgetOf(organisationId: string): Account {
  return { kind: 'budget', owner: organisationId, personId: null }
}
