import { type Account, type AccountName, accountName, available, type Balance, emptyBalance } from './account.ts'
import type { Transfer } from './transfer.ts'

/** The balances that a batch has loaded, as they are after each decision of the batch. Key: person (or none) and account name. */
export type Balances = Map<string, Balance>

export function balanceKey(account: Account): string {
  const name: AccountName = accountName(account)
  return `${account.personId ?? ''}|${name}`
}

export function balanceOf(balances: Balances, account: Account): Balance {
  return balances.get(balanceKey(account)) ?? emptyBalance
}

/** What may still go out of the account; endless for accounts without a floor. */
export function availableIn(balances: Balances, account: Account): number {
  return available(balanceOf(balances, account))
}

/** What the change of a transfer does to the loaded balances; accounts that were not loaded are left alone. */
export function followTransfer(balances: Balances, after: Transfer, before: Transfer | undefined): void {
  for (const { debit, credit, amount } of after.legs) {
    for (const [account, side] of [
      [debit, 'out'],
      [credit, 'in'],
    ] as const) {
      const key = balanceKey(account)
      const balance = balances.get(key)
      if (balance === undefined) continue
      const posted = weight(after, 'posted') - weight(before, 'posted')
      const pending = weight(after, 'pending') - weight(before, 'pending')
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
