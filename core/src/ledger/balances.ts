import {
  type Account,
  type AccountName,
  accountKinds,
  accountName,
  available,
  type Balance,
  emptyBalance,
} from './account.ts'
import type { Transfer } from './transfer.ts'

/** The balances that a batch has loaded, as they are after each decision of the batch. Key: person (or none) and account name. */
export type Balances = Map<string, Balance>

export function balanceKey(account: Account): string {
  const name: AccountName = accountName(account)
  return `${account.personId ?? ''}|${name}`
}

/** Guarded accounts must have been loaded, which locks them: without that nobody knows what is in them. */
export function balanceOf(balances: Balances, account: Account): Balance {
  const balance = balances.get(balanceKey(account))
  if (balance !== undefined) return balance
  if (accountKinds[account.kind].guarded) throw new Error(`the guarded account ${account.kind} was not loaded`)
  return emptyBalance
}

/** What may still go out of the account; endless for accounts without a floor. */
export function availableIn(balances: Balances, account: Account): number {
  return available(balanceOf(balances, account))
}

/** What the change of a transfer does to the loaded balances; open accounts that were not loaded are left alone. */
export function followTransfer(balances: Balances, after: Transfer, before: Transfer | undefined): void {
  const posted = weight(after, 'posted') - weight(before, 'posted')
  const pending = weight(after, 'pending') - weight(before, 'pending')
  for (const { debit, credit, amount } of after.legs) {
    for (const [account, side] of [
      [debit, 'out'],
      [credit, 'in'],
    ] as const) {
      const balance = balanceOf(balances, account)
      const key = balanceKey(account)
      if (!balances.has(key)) continue
      balances.set(key, {
        ...balance,
        posted: balance.posted + posted * (side === 'in' ? amount : -amount),
        pendingOut: balance.pendingOut + (side === 'out' ? pending * amount : 0),
        pendingIn: balance.pendingIn + (side === 'in' ? pending * amount : 0),
      })
    }
  }
}

const weight = (transfer: Transfer | undefined, status: Transfer['status']): number =>
  transfer?.status === status ? 1 : 0
