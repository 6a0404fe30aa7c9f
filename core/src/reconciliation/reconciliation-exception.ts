import type { Day, Instant } from '../calendar/instant.ts'
import type { DifferenceKind, ThreeSides } from './difference.ts'

/**
 * - `open`      nobody has explained it
 * - `proposed`  one person has said how it is to be closed
 * - `closed`    a second person has agreed
 * - `vanished`  what was missing came later, and all agree
 */
export const exceptionStatuses = ['open', 'proposed', 'closed', 'vanished'] as const
export type ExceptionStatus = (typeof exceptionStatuses)[number]

/** One number of one day on which three lists disagree, until two people have closed it (M13.4). */
export interface ReconciliationException extends ThreeSides {
  readonly exceptionId: string
  readonly partner: string
  readonly day: Day
  readonly kind: DifferenceKind
  readonly status: ExceptionStatus
  readonly foundAt: Instant
  readonly proposedBy: string | null
  readonly proposedAt: Instant | null
  readonly reason: string | null
  /** Whether money moves when it is closed: our books then say what the others say. */
  readonly correct: boolean
  readonly closedBy: string | null
  readonly closedAt: Instant | null
  readonly transferId: string | null
  /** What corrections have moved so far on the partner's account, and on that of the bank between: what they did is not done again. */
  readonly corrected: number
  readonly correctedAtBank: number
}

/** Fen that a correction moves, and on whose account. */
export interface Correction {
  readonly at: 'partner' | 'bank'
  readonly owner: string
  readonly amount: number
}

export interface ExceptionEventData {
  'exception-found': Pick<ReconciliationException, 'partner' | 'day' | 'kind'> & ThreeSides
  /** The sides or the kind are others now; what was proposed about the old ones falls. */
  'exception-changed': Pick<ReconciliationException, 'kind'> & ThreeSides
  'exception-vanished': ThreeSides
  'closing-proposed': { readonly by: string; readonly reason: string; readonly correct: boolean }
  'closing-rejected': { readonly by: string }
  'exception-closed': {
    readonly by: string
    readonly transferId: string | null
    /** Null where no money moved. */
    readonly moved: Pick<Correction, 'at' | 'amount'> | null
  }
}

export type ExceptionEvent = {
  readonly [Name in keyof ExceptionEventData]: {
    readonly stream: 'reconciliation-exception'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: ExceptionEventData[Name]
  }
}[keyof ExceptionEventData]

export function exceptionEvent<Name extends keyof ExceptionEventData>(
  id: string,
  name: Name,
  data: ExceptionEventData[Name],
): ExceptionEvent {
  return { stream: 'reconciliation-exception', id, personId: null, name, data } as ExceptionEvent
}

const unproposed = { proposedBy: null, proposedAt: null, reason: null, correct: false }

export function evolveException(
  state: ReconciliationException | undefined,
  event: ExceptionEvent,
  at: Instant,
): ReconciliationException {
  if (event.name === 'exception-found') {
    const open = { status: 'open', foundAt: at, closedBy: null, closedAt: null, transferId: null } as const
    const moved = { corrected: 0, correctedAtBank: 0 }
    return { exceptionId: event.id, ...event.data, ...open, ...unproposed, ...moved }
  }
  if (state === undefined) throw new Error(`${event.name} of an exception that does not exist`)
  switch (event.name) {
    case 'exception-changed':
      return { ...state, ...event.data, ...unproposed, status: 'open', closedBy: null, closedAt: null }
    case 'exception-vanished':
      return { ...state, ...event.data, ...unproposed, status: 'vanished', closedAt: at }
    case 'closing-proposed': {
      const { by, reason, correct } = event.data
      return { ...state, status: 'proposed', proposedBy: by, proposedAt: at, reason, correct }
    }
    case 'closing-rejected':
      return { ...state, ...unproposed, status: 'open' }
    case 'exception-closed': {
      const { by, transferId, moved } = event.data
      const amounts = {
        corrected: state.corrected + (moved?.at === 'partner' ? moved.amount : 0),
        correctedAtBank: state.correctedAtBank + (moved?.at === 'bank' ? moved.amount : 0),
      }
      return { ...state, ...amounts, status: 'closed', closedBy: by, closedAt: at, transferId }
    }
  }
}
