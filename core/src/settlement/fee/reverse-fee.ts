import { isSamePerson } from '../../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import { reverseTransfer } from '../../ledger/make-transfer.ts'
import type { Transfer, TransferEvent } from '../../ledger/transfer.ts'
import { type Fee, type FeeEvent, type FeeState, feeEvent, referenceOf } from './fee.ts'

export interface ReverseBooks {
  readonly fee: Fee | undefined
  readonly original: Transfer | undefined
  readonly balances: Balances
}

type Asking = Pick<DecisionContext, 'today' | 'policy' | 'newId' | 'actor'>

/** Article 13: a bill is taken back with a reason; above a limit the money moves only when a second person has confirmed. */
export function reverseFee(
  books: ReverseBooks,
  { reason }: { readonly reason: string },
  context: Asking,
): Decision<FeeEvent | TransferEvent, { state: FeeState }> {
  const { fee } = books
  if (fee === undefined) return refuse('fee-unknown')
  const by = context.actor.id
  if (fee.state === 'open') return accept([feeEvent(fee, 'fee-withdrawn', { reason, by })], { state: 'withdrawn' })
  if (fee.state !== 'paid') return refuse('fee-not-reversible')
  if (fee.amount > context.policy.number('fee.reversal-limit'))
    return accept([feeEvent(fee, 'fee-reversal-proposed', { reason, by })], { state: 'reversal-proposed' })
  return giveBack(books, { reason, by, confirmedBy: null }, context)
}

/** Article 13: the second person of a large reversal. */
export function confirmFeeReversal(
  books: ReverseBooks,
  context: Asking,
): Decision<FeeEvent | TransferEvent, { state: FeeState }> {
  const { fee } = books
  if (fee === undefined) return refuse('fee-unknown')
  if (fee.state !== 'reversal-proposed' || fee.reversal === null) return refuse('fee-not-reversible')
  const { reason, by } = fee.reversal
  if (isSamePerson(context.actor, by))
    return refuse('fee-second-person', { limit: context.policy.number('fee.reversal-limit') })
  return giveBack(books, { reason, by, confirmedBy: context.actor.id }, context)
}

function giveBack(
  { fee, original, balances }: ReverseBooks,
  said: { readonly reason: string; readonly by: string; readonly confirmedBy: string | null },
  { newId, today: businessDay }: Asking,
): Decision<FeeEvent | TransferEvent, { state: FeeState }> {
  if (fee === undefined || original === undefined) return refuse('fee-unknown')
  const { feeId: cause } = fee
  const partnerReference = `${referenceOf(fee)}/reversed`
  const made = reverseTransfer(balances, original, { transferId: newId(), businessDay, cause, partnerReference })
  if (!made.accepted) return made
  return accept([feeEvent(fee, 'fee-reversed', said), ...made.events], { state: 'reversed' })
}
