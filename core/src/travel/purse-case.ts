import type { Day, Instant } from '../calendar/instant.ts'

/** - `open` waits until late taps have had their time, then for a decision; `proposed` waits for a second person */
export const caseStates = ['open', 'proposed', 'done'] as const
export type CaseState = (typeof caseStates)[number]

export const caseWays = ['new-card', 'refund'] as const
export type CaseWay = (typeof caseWays)[number]

/** M5.10: what the purse and the annual ticket of an ended card become. */
export interface PurseCase {
  readonly personId: string
  readonly caseId: string
  readonly cardId: string
  readonly status: CaseState
  readonly settleOn: Day
  readonly way: CaseWay | null
  readonly amount: number | null
  /** The new card; null for a refund. */
  readonly toCardId: string | null
  readonly ticketMoved: boolean
  readonly openedAt: Instant
  readonly decidedBy: string | null
  readonly approvedBy: string | null
  readonly closedAt: Instant | null
}

export interface PurseCaseEventData {
  'purse-case-opened': { readonly cardId: string; readonly settleOn: Day }
  'purse-case-proposed': { readonly way: CaseWay; readonly amount: number; readonly by: string }
  'purse-case-done': {
    readonly way: CaseWay
    readonly amount: number
    readonly toCardId: string | null
    readonly ticketMoved: boolean
    readonly by: string
  }
}

export type PurseCaseEvent = {
  readonly [Name in keyof PurseCaseEventData]: {
    readonly stream: 'purse-case'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: PurseCaseEventData[Name]
  }
}[keyof PurseCaseEventData]

export function purseCaseEvent<Name extends keyof PurseCaseEventData>(
  of: Pick<PurseCase, 'personId' | 'caseId'>,
  name: Name,
  data: PurseCaseEventData[Name],
): PurseCaseEvent {
  return { stream: 'purse-case', id: of.caseId, personId: of.personId, name, data } as PurseCaseEvent
}

export function evolvePurseCase(state: PurseCase | undefined, event: PurseCaseEvent, at: Instant): PurseCase {
  if (event.name === 'purse-case-opened') {
    if (state !== undefined) throw new Error(`case ${event.id} was opened already`)
    const nothing = { way: null, amount: null, toCardId: null, decidedBy: null, approvedBy: null, closedAt: null }
    return {
      ...{ personId: event.personId, caseId: event.id, ...event.data, ...nothing },
      ...{ status: 'open', ticketMoved: false, openedAt: at },
    }
  }
  if (state === undefined || state.status === 'done') throw new Error(`${event.name} of case ${event.id}`)
  if (event.name === 'purse-case-proposed') {
    const { way, amount, by } = event.data
    return { ...state, status: 'proposed', way, amount, decidedBy: by }
  }
  const { by, ...outcome } = event.data
  const who = state.status === 'proposed' ? { approvedBy: by } : { decidedBy: by }
  return { ...state, ...outcome, ...who, status: 'done', closedAt: at }
}
