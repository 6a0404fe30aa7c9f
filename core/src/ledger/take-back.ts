import { balanceKey } from './balances.ts'
import type { Leg, TakenBack, Transfer } from './transfer.ts'

/** What is left of each leg, in the order of the legs. */
export function leftOf({ legs, takenBack }: Pick<Transfer, 'legs' | 'takenBack'>): readonly Leg[] {
  return legs.map((leg, position) => ({ ...leg, amount: leg.amount - (takenBack.amounts[position] ?? 0) }))
}

/**
 * The original's legs with so much more taken back, or undefined where that is more than is left. A leg is found by its two accounts
 * and its purpose; where several are alike, the first takes what it can and the next the rest.
 */
export function takeBack(original: Pick<Transfer, 'legs' | 'takenBack'>, parts: readonly Leg[]): TakenBack | undefined {
  const amounts = [...original.takenBack.amounts]
  for (const part of parts) {
    let rest = part.amount
    original.legs.forEach((leg, position) => {
      if (!alike(leg, part)) return
      const taken = amounts[position] ?? 0
      const more = Math.min(rest, leg.amount - taken)
      amounts[position] = taken + more
      rest -= more
    })
    if (rest > 0) return undefined
  }
  return { times: original.takenBack.times + 1, amounts }
}

/** A leg the other way round. */
export function turned({ debit, credit, amount, purpose }: Leg): Leg {
  return { debit: credit, credit: debit, amount, purpose }
}

function alike(one: Leg, other: Leg): boolean {
  return (
    one.purpose === other.purpose &&
    balanceKey(one.debit) === balanceKey(other.debit) &&
    balanceKey(one.credit) === balanceKey(other.credit)
  )
}
