import { epochMs } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import { postTransfer } from '../../ledger/make-transfer.ts'
import type { TransferEvent } from '../../ledger/transfer.ts'
import type { Use } from '../../use/use.ts'
import { feeService } from './charge-fee.ts'
import { type Fee, type FeeEvent, feeEvent, receiptNumberOf, referenceOf } from './fee.ts'

export interface PayBooks {
  readonly fee: Fee | undefined
  /** The card that was shown at the counter; not asked of a citizen who is signed in. */
  readonly use: Use | undefined
  readonly balances: Balances
}

/** Articles 5 and 13: a bill is paid once; the receipt carries a number of its own. A late payment is taken, too. */
export function payFee(
  { fee, use, balances }: PayBooks,
  context: Pick<DecisionContext, 'now' | 'today' | 'policy' | 'newId' | 'actor'>,
): Decision<FeeEvent | TransferEvent, { receiptNumber: string; amount: number }> {
  if (fee === undefined) return refuse('fee-unknown')
  const paidBy = context.actor.role === 'citizen' ? 'citizen' : 'counter'
  const barred = paidBy === 'counter' ? useBarred(fee, use, context) : undefined
  if (barred !== undefined) return barred
  if (fee.state === 'withdrawn' || fee.state === 'reversed') return refuse('fee-not-open')
  if (fee.state !== 'open') return refuse('fee-paid')
  const { personId, feeId, institutionId, amount } = fee
  const transferId = context.newId()
  const made = postTransfer(balances, {
    ...{ personId, transferId, kind: 'fee', businessDay: context.today, cause: feeId },
    legs: [
      {
        debit: { kind: 'own-money', owner: personId, personId },
        credit: { kind: 'payable', owner: institutionId, personId: null },
        amount,
        purpose: 'fee',
      },
    ],
    ...{ partner: institutionId, partnerReference: referenceOf(fee) },
  })
  if (!made.accepted) return made
  const receiptNumber = receiptNumberOf(feeId, context.today)
  const paid = feeEvent(fee, 'fee-paid', { paidBy, transferId, receiptNumber, useId: use?.useId ?? null })
  return accept([paid, ...made.events], { receiptNumber, amount })
}

function useBarred(
  fee: Fee,
  use: Use | undefined,
  { now, policy }: Pick<DecisionContext, 'now' | 'policy'>,
): Refused | undefined {
  if (use === undefined || use.institutionId !== fee.institutionId || use.personId !== fee.personId)
    return refuse('decision-unknown')
  if (use.serviceId !== feeService) return refuse('decision-for-other-service')
  if (!use.allowed) return refuse('decision-was-no', { reason: use.reason ?? '' })
  const hours = policy.number('medical.decision-hours')
  return epochMs(now) - epochMs(use.decidedAt) > hours * 3_600_000 ? refuse('decision-too-old', { hours }) : undefined
}
