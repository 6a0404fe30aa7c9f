import type { Instant } from '../../calendar/instant.ts'

/**
 * Money for personal accounts: one person of the department announces a list of credits, a second one sends the same list. Of the list
 * itself only a digest stays, so that nobody is named where no person is.
 */
export interface AccountCreditList {
  readonly creditListId: string
  readonly lines: number
  readonly fen: number
  /** Keyed digest of the credits, base64. */
  readonly digest: string
  readonly status: 'proposed' | 'approved'
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly approvedBy: string | null
  readonly approvedAt: Instant | null
}

export interface AccountCreditListEventData {
  'account-credits-proposed': Pick<AccountCreditList, 'lines' | 'fen' | 'digest' | 'proposedBy'>
  'account-credits-approved': { readonly by: string }
}

export type AccountCreditListEvent = {
  readonly [Name in keyof AccountCreditListEventData]: {
    readonly stream: 'account-credit-list'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: AccountCreditListEventData[Name]
  }
}[keyof AccountCreditListEventData]

export function accountCreditListEvent<Name extends keyof AccountCreditListEventData>(
  id: string,
  name: Name,
  data: AccountCreditListEventData[Name],
): AccountCreditListEvent {
  return { stream: 'account-credit-list', id, personId: null, name, data } as AccountCreditListEvent
}

export function evolveAccountCreditList(
  state: AccountCreditList | undefined,
  event: AccountCreditListEvent,
  at: Instant,
): AccountCreditList {
  if (event.name === 'account-credits-proposed') {
    const open = { status: 'proposed', approvedBy: null, approvedAt: null } as const
    return { creditListId: event.id, ...event.data, ...open, proposedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a list of credits that does not exist`)
  return { ...state, status: 'approved', approvedBy: event.data.by, approvedAt: at }
}
