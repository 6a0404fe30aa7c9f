import { isSamePerson } from '../../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { type AccountCreditList, type AccountCreditListEvent, accountCreditListEvent } from './account-credit-list.ts'
import type { AccountCredit } from './credit-medical-account.ts'

interface DeclaredTotals {
  readonly declaredCount: number
  readonly declaredFen: number
}

/** Article 13: a list of credits is announced with its count and its total; nothing moves yet. */
export function proposeAccountCredits(
  credits: readonly AccountCredit[],
  { declaredCount, declaredFen }: DeclaredTotals,
  digest: string,
  { actor, newId }: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<AccountCreditListEvent, { creditListId: string }> {
  const fen = credits.reduce((sum, { amount }) => sum + amount, 0)
  if (credits.length !== declaredCount || fen !== declaredFen) {
    return refuse('account-credits-totals', { lines: credits.length, fen })
  }
  const creditListId = newId()
  const data = { lines: credits.length, fen, digest, proposedBy: actor.id }
  return accept([accountCreditListEvent(creditListId, 'account-credits-proposed', data)], { creditListId })
}

/** Article 13: a second natural person of the department sends the very list that was announced; then it is credited, and once. */
export function approveAccountCredits(
  list: AccountCreditList | undefined,
  /** Of what is sent now, under every key that is still in use. */
  digests: readonly string[],
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<AccountCreditListEvent, { creditListId: string }> {
  if (list === undefined) return refuse('account-credits-unknown')
  const { creditListId } = list
  if (list.status === 'approved') return refuse('account-credits-approved')
  if (isSamePerson(actor, list.proposedBy)) return refuse('same-person-twice')
  if (!digests.includes(list.digest)) return refuse('account-credits-differ', { lines: list.lines, fen: list.fen })
  return accept([accountCreditListEvent(creditListId, 'account-credits-approved', { by: actor.id })], { creditListId })
}
