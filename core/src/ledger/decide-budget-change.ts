import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Balances, balanceOf } from './balances.ts'
import { type BudgetChange, type BudgetChangeEvent, budgetChangeEvent, budgetOf } from './budget-change.ts'
import { postTransfer } from './make-transfer.ts'
import { type Leg, mostFen, type TransferEvent } from './transfer.ts'

type Proposal = Pick<BudgetChange, 'kind' | 'organisationId' | 'amount' | 'bankId' | 'reason'>

/** What is asked about, as far as it is there. */
export interface BudgetFacts {
  readonly organisationKnown: boolean
  /** True for a floor, which needs no bank. */
  readonly bankKnown: boolean
  readonly open: boolean
}

/** Article 13: money for a department's budget is proposed, one proposal of a kind at a time. */
export function proposeBudgetChange(
  { organisationKnown, bankKnown, open }: BudgetFacts,
  proposal: Proposal,
  context: Pick<DecisionContext, 'actor' | 'policy' | 'newId'>,
): Decision<BudgetChangeEvent, { changeId: string }> {
  if (!organisationKnown) return refuse('organisation-unknown')
  if (!bankKnown) return refuse('bank-not-in-catalogue')
  if (open) return refuse('budget-change-open')
  const most = context.policy.number('ledger.most-per-transfer')
  if (Math.abs(proposal.amount) > most || (proposal.kind === 'top-up' && proposal.amount <= 0))
    return refuse('amount-invalid', { amount: proposal.amount })
  const changeId = context.newId()
  const data = { ...proposal, proposedBy: context.actor.id }
  return accept([budgetChangeEvent(changeId, 'budget-change-proposed', data)], { changeId })
}

/** Article 13: a second person lets the money in, or moves the floor. */
export function approveBudgetChange(
  change: BudgetChange | undefined,
  balances: Balances,
  context: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<BudgetChangeEvent | TransferEvent, { transferId: string | null }> {
  if (change === undefined) return refuse('budget-change-unknown')
  if (change.status !== 'proposed') return refuse('budget-change-decided')
  if (isSamePerson(context.actor, change.proposedBy)) return refuse('same-person-twice')
  const { changeId, amount, bankId } = change
  const by = context.actor.id
  const budget = budgetOf(change.organisationId)
  if (bankId === null) {
    const { posted, pendingOut } = balanceOf(balances, budget)
    const missing = amount - (posted - pendingOut)
    if (missing > 0) return refuse('balance-insufficient', { account: budget.kind, missing })
    const approved = budgetChangeEvent(changeId, 'budget-change-approved', { by, transferId: null })
    return accept([approved], { transferId: null })
  }
  const transferId = context.newId()
  const clearing = { kind: 'clearing', owner: bankId, personId: null } as const
  const made = postTransfer(balances, {
    ...{ personId: null, transferId, kind: 'budget', businessDay: context.today },
    legs: inLegs(amount).map((part): Leg => ({ debit: clearing, credit: budget, amount: part, purpose: 'top-up' })),
    ...{ partner: bankId, partnerReference: changeId, cause: changeId },
  })
  if (!made.accepted) return made
  const approved = budgetChangeEvent(changeId, 'budget-change-approved', { by, transferId })
  return accept([approved, ...made.events], { transferId })
}

/** An amount above the most of one leg goes in several. */
function inLegs(amount: number): readonly number[] {
  const whole = Math.floor(amount / mostFen)
  const parts = Array.from({ length: whole }, () => mostFen)
  return amount % mostFen === 0 ? parts : [...parts, amount % mostFen]
}

/** Article 13: a proposal that is not wanted any more; whoever may propose may take it back. */
export function withdrawBudgetChange(
  change: BudgetChange | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<BudgetChangeEvent, Record<string, never>> {
  if (change === undefined) return refuse('budget-change-unknown')
  if (change.status !== 'proposed') return refuse('budget-change-decided')
  return accept([budgetChangeEvent(change.changeId, 'budget-change-withdrawn', { by: actor.id })], {})
}
