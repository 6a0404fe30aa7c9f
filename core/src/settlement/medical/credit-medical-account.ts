import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import { postTransfer } from '../../ledger/make-transfer.ts'
import type { TransferEvent } from '../../ledger/transfer.ts'
import { medicalAccount } from './move-shares.ts'

export interface AccountCredit {
  readonly personId: string
  /** The department's own number of the credit: it counts once. */
  readonly reference: string
  readonly amount: number
}

/** Article 5: the monthly money of a personal account, from the fund of the employees. */
export function creditMedicalAccount(
  known: boolean,
  balances: Balances,
  { personId, reference, amount }: AccountCredit,
  { organisationId }: Pick<DecisionContext['actor'], 'organisationId'>,
  { newId, today: businessDay }: Pick<DecisionContext, 'newId' | 'today'>,
): Decision<TransferEvent, { transferId: string }> {
  if (!known) return refuse('person-unknown')
  const transferId = newId()
  const fund = { kind: 'fund', owner: 'employee-medical', personId: null } as const
  const made = postTransfer(balances, {
    ...{ personId, transferId, businessDay, kind: 'medical-account-credit', cause: reference },
    legs: [{ debit: fund, credit: medicalAccount(personId), amount, purpose: 'account-credit' }],
    ...{ partner: organisationId, partnerReference: reference },
  })
  return made.accepted ? accept(made.events, { transferId }) : made
}
