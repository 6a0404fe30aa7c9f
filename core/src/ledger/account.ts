/**
 * Kinds of accounts. `guarded` accounts have a floor below which no posting may bring them; they are loaded and locked before a decision.
 * The others take every posting: funds, payables, clearings.
 */
export const accountKinds = {
  /** The transit purse of one card; owner: card id. */
  purse: { of: 'person', guarded: true },
  /** What a holder owes to the transit operator after a ride that the purse did not cover; owner: card id. */
  'travel-debt': { of: 'person', guarded: false },
  /** 个人账户 of the medical insurance; owner: person id. */
  'medical-account': { of: 'person', guarded: true },
  /** What the holder pays or receives in cash, by bank or by telephone at the moment; owner: person id. */
  'own-money': { of: 'person', guarded: false },
  /** Benefits on their way to the holder's bank account; owner: person id. */
  'benefit-payable': { of: 'person', guarded: false },
  /** A fund: `employee-medical`, `large-amount`, `resident-medical`. */
  fund: { of: 'institution', guarded: false },
  /** The money that a department may pay out; owner: organisation id. Its floor is the budget that it still has. */
  budget: { of: 'institution', guarded: true },
  /** What is owed to an institution: hospital, transit operator, fee office. */
  payable: { of: 'institution', guarded: false },
  /** The account at a bank through which money moves; owner: bank id. */
  clearing: { of: 'institution', guarded: false },
  /** Differences that wait for two people (M13.4); owner: the partner. */
  suspense: { of: 'institution', guarded: false },
} as const satisfies Record<string, { of: 'person' | 'institution'; guarded: boolean }>
export type AccountKind = keyof typeof accountKinds
/** Accounts that belong to somebody. */
export type PersonAccountKind = {
  [Kind in AccountKind]: (typeof accountKinds)[Kind]['of'] extends 'person' ? Kind : never
}[AccountKind]

export interface Account {
  readonly kind: AccountKind
  readonly owner: string
  /** Whose account it is; null for institutions. */
  readonly personId: string | null
}

/** `purse/0197…`: the name of an account within its person, or among the institutions. */
export type AccountName = `${AccountKind}/${string}`

export function accountName({ kind, owner }: Pick<Account, 'kind' | 'owner'>): AccountName {
  return `${kind}/${owner}`
}

/** What an account holds, in fen: credits minus debits. Pending postings take from `available` and never add to it. */
export interface Balance {
  readonly posted: number
  /** Debits of pending transfers, as a positive number. */
  readonly pendingOut: number
  /** Credits of pending transfers. */
  readonly pendingIn: number
  /** The lowest value that `posted − pendingOut` may have; null when there is none. */
  readonly floor: number | null
}

export const emptyBalance: Balance = { posted: 0, pendingOut: 0, pendingIn: 0, floor: null }

export function available({ posted, pendingOut, floor }: Balance): number {
  return floor === null ? Number.POSITIVE_INFINITY : posted - pendingOut - floor
}
