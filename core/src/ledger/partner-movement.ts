import type { Account } from './account.ts'
import type { Transfer } from './transfer.ts'

/** What a transfer moves in the eyes of those who reconcile it. */
export interface PartnerMovement {
  /** Fen on the accounts that we keep for the partner, credits minus debits; zero where it has no part. */
  readonly amount: number
  /** The bank through which the money went, where that is not the partner itself. */
  readonly bank: string | null
  readonly bankAmount: number | null
}

/** M13.4: a transfer as its partner, and the bank between, must have it in their books of the same day. */
export function partnerMovement({ legs, partner }: Pick<Transfer, 'legs' | 'partner'>): PartnerMovement {
  const net = (counts: (account: Account) => boolean) =>
    legs.reduce(
      (sum, { debit, credit, amount }) => sum + (counts(credit) ? amount : 0) - (counts(debit) ? amount : 0),
      0,
    )
  const amount = net(({ kind, owner }) => owner === partner && (kind === 'payable' || kind === 'clearing'))
  const bank = legs
    .flatMap(({ debit, credit }) => [debit, credit])
    .find(({ kind, owner }) => kind === 'clearing' && owner !== partner)?.owner
  if (partner === null || bank === undefined) return { amount, bank: null, bankAmount: null }
  return { amount, bank, bankAmount: net(({ kind, owner }) => kind === 'clearing' && owner === bank) }
}
