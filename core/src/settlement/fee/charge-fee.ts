import type { Day } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { mostFen } from '../../ledger/transfer.ts'
import { type Agreement, agreementHolds } from '../../service/agreement.ts'
import type { Cite } from '../medical/terms-of.ts'
import { type FeeEvent, feeEvent } from './fee.ts'
import { type FeeKind, feeKinds } from './fee-kind.ts'

/** The service of the catalogue under which institutions take fees. */
export const feeService = 'fee-payment'

export interface FeeWish {
  readonly personId: string
  readonly institutionId: string
  readonly feeNumber: string
  readonly kind: FeeKind
  readonly amount: number
  readonly dueOn: Day
}

export interface ChargeBooks {
  readonly agreements: readonly Agreement[]
  readonly known: boolean
  readonly numberUsed: boolean
  readonly cite: Cite
}

/** Article 12: an institution in contract bills a person; where the amount is published, by the published amount. */
export function chargeFee(
  books: ChargeBooks,
  wish: FeeWish,
  { today, policy, newId }: Pick<DecisionContext, 'today' | 'policy' | 'newId'>,
): Decision<FeeEvent, { feeId: string }> {
  const { personId, kind, amount, dueOn, ...rest } = wish
  if (!books.known) return refuse('person-unknown')
  if (!books.agreements.some((one) => one.serviceId === feeService && agreementHolds(one, today)))
    return refuse('fee-institution')
  if (books.numberUsed) return refuse('fee-number-used')
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > mostFen) return refuse('amount-invalid', { amount })
  if (dueOn < today) return refuse('fee-due-past')
  const key = feeKinds[kind].rule
  const published = key === null ? amount : policy.number(key)
  if (amount !== published) return refuse('fee-amount-differs', { amount: published })
  const read = key === null ? { rule: null, verified: true } : books.cite(key, today)
  const feeId = newId()
  const { institutionId, feeNumber } = rest
  const data = { institutionId, feeNumber, kind, amount, dueOn, ...read }
  return accept([feeEvent({ personId, feeId }, 'fee-charged', data)], { feeId })
}
