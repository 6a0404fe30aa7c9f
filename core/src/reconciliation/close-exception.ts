import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Account } from '../ledger/account.ts'
import type { Balances } from '../ledger/balances.ts'
import { postTransfer } from '../ledger/make-transfer.ts'
import { type Leg, mostFen, type TransferEvent } from '../ledger/transfer.ts'
import { isAtBank } from './difference.ts'
import {
  type Correction,
  type ExceptionEvent,
  exceptionEvent,
  type ReconciliationException,
} from './reconciliation-exception.ts'

type NoAnswer = Record<string, never>

/** Article 13: one person says why the lists differ, and whether our books are to follow the others. */
export function proposeClosing(
  exception: ReconciliationException | undefined,
  { reason, correct }: { readonly reason: string; readonly correct: boolean },
  context: Pick<DecisionContext, 'actor' | 'policy'>,
): Decision<ExceptionEvent, NoAnswer> {
  if (exception === undefined) return refuse('exception-unknown')
  if (exception.status !== 'open') return refuse('exception-not-open')
  if (correct) {
    const amount = Math.abs(correctionOf(exception).amount)
    const most = Math.min(context.policy.number('ledger.most-per-transfer'), mostFen)
    if (amount === 0 || amount > most) return refuse('amount-invalid', { amount })
  }
  const { exceptionId } = exception
  return accept([exceptionEvent(exceptionId, 'closing-proposed', { by: context.actor.id, reason, correct })], {})
}

/** Article 13: the second person sends it back. */
export function rejectClosing(
  exception: ReconciliationException | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<ExceptionEvent, NoAnswer> {
  if (exception === undefined) return refuse('exception-unknown')
  if (exception.status !== 'proposed') return refuse('exception-not-proposed')
  return accept([exceptionEvent(exception.exceptionId, 'closing-rejected', { by: actor.id })], {})
}

/** Article 13: a second natural person closes it as it was proposed to them; what was to be corrected moves over the suspense account of the partner. */
export function approveClosing(
  exception: (ReconciliationException & { readonly version: number }) | undefined,
  seen: { readonly version: number },
  isBank: boolean,
  balances: Balances,
  context: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<ExceptionEvent | TransferEvent, { transferId: string | null }> {
  if (exception === undefined) return refuse('exception-unknown')
  if (exception.status !== 'proposed') return refuse('exception-not-proposed')
  if (isSamePerson(context.actor, exception.proposedBy)) return refuse('same-person-twice')
  // Sent back and proposed again it may say the opposite.
  if (exception.version !== seen.version) return refuse('changed-meanwhile')
  const moved = exception.correct ? move(exception, isBank, balances, context) : undefined
  if (moved !== undefined && !moved.accepted) return moved
  const transferId = moved?.transferId ?? null
  const { exceptionId } = exception
  const { at, amount } = correctionOf(exception)
  const closed = exceptionEvent(exceptionId, 'exception-closed', {
    ...{ by: context.actor.id, transferId },
    moved: transferId === null ? null : { at, amount },
  })
  return accept([closed, ...(moved?.events ?? [])], { transferId })
}

/**
 * By how much the account moves so that it says what the others say: the partner's, or that of the bank between. What an earlier correction
 * has moved counts: when our own posting came after it, the correction goes back.
 */
function correctionOf(exception: ReconciliationException): Correction {
  const { partner, kind, ours, theirs, bank, oursAtBank, bankSays, corrected, correctedAtBank } = exception
  return isAtBank(kind)
    ? { at: 'bank', owner: bank ?? partner, amount: (bankSays ?? 0) - (oursAtBank ?? 0) - correctedAtBank }
    : { at: 'partner', owner: partner, amount: (theirs ?? 0) - (ours ?? 0) - corrected }
}

type Moved =
  | { readonly accepted: true; readonly transferId: string; readonly events: readonly TransferEvent[] }
  | Refused

function move(
  exception: ReconciliationException,
  isBank: boolean,
  balances: Balances,
  { today, newId }: Pick<DecisionContext, 'today' | 'newId'>,
): Moved {
  const { owner, amount } = correctionOf(exception)
  const kind = isBank || isAtBank(exception.kind) ? 'clearing' : 'payable'
  const account: Account = { kind, owner, personId: null }
  const suspense: Account = { kind: 'suspense', owner: exception.partner, personId: null }
  const [debit, credit] = amount > 0 ? [suspense, account] : [account, suspense]
  const leg: Leg = { debit, credit, amount: Math.abs(amount), purpose: 'difference' }
  const transferId = newId()
  // Without a partner: the correction is ours alone and is no line of tomorrow's comparison.
  const made = postTransfer(balances, {
    ...{
      personId: null,
      transferId,
      kind: 'difference',
      legs: [leg],
      businessDay: today,
      cause: exception.exceptionId,
    },
  })
  return made.accepted ? { ...made, transferId } : made
}
