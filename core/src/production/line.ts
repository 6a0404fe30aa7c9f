import type { Instant } from '../calendar/instant.ts'

/**
 * How far one card of a batch has come, in the order of production. The national codes stand beside the words
 * (10 created, 20 has account, 21 no account, 22 account does not match, 30 made, 31 making failed, 32 making
 * abnormal, 40 finished, 41 key error, 60 issued to the outlet). `reworked`, `given-up` and `cancelled` settle a line
 * that gave no card.
 */
export const lineStates = [
  'created',
  'has-account',
  'no-account',
  'account-mismatch',
  'certified',
  'certificate-failed',
  'made',
  'making-failed',
  'making-abnormal',
  'finished',
  'key-error',
  'shipped',
  'reworked',
  'given-up',
  'cancelled',
] as const
export type LineState = (typeof lineStates)[number]

export const failStages = ['bank', 'certificate', 'making', 'key'] as const
export type FailStage = (typeof failStages)[number]

/** The states of a failure and the stage at which it happened. */
export const stageOfFailure = {
  'no-account': 'bank',
  'account-mismatch': 'bank',
  'certificate-failed': 'certificate',
  'making-failed': 'making',
  'making-abnormal': 'making',
  'key-error': 'key',
} as const satisfies Partial<Record<LineState, FailStage>>
export type FailedState = keyof typeof stageOfFailure

export const lineTransitions = {
  created: [
    'has-account',
    'no-account',
    'account-mismatch',
    'finished',
    'making-failed',
    'reworked',
    'given-up',
    'cancelled',
  ],
  'has-account': ['certified', 'certificate-failed', 'reworked', 'given-up', 'cancelled'],
  'no-account': ['reworked', 'given-up', 'cancelled'],
  'account-mismatch': ['reworked', 'given-up', 'cancelled'],
  certified: ['made', 'making-failed', 'making-abnormal', 'reworked', 'given-up', 'cancelled'],
  'certificate-failed': ['has-account', 'reworked', 'given-up', 'cancelled'],
  made: ['finished', 'key-error', 'reworked', 'given-up'],
  'making-failed': ['reworked', 'given-up'],
  'making-abnormal': ['reworked', 'given-up'],
  finished: ['shipped', 'reworked', 'given-up'],
  'key-error': ['reworked', 'given-up'],
  shipped: ['reworked', 'given-up'],
  reworked: [],
  'given-up': [],
  cancelled: [],
} as const satisfies Record<LineState, readonly LineState[]>

/** One card of a batch. A card that failed stays here with stage and reason; its second try is a line of another batch. */
export interface Line {
  readonly personId: string
  readonly lineId: string
  readonly batchId: string
  readonly applicationId: string
  readonly cardId: string
  readonly cardNumber: string
  readonly sequence: number
  readonly state: LineState
  readonly failStage: FailStage | null
  /** A code of ours, or the party's own words, at most 50 bytes; never personal data of our making. */
  readonly reason: string | null
  readonly boxPosition: string | null
  /** Which try for this application: 1 for the first. */
  readonly attempt: number
  readonly changedAt: Instant
}

export interface LineEventData {
  'line-created': Pick<Line, 'batchId' | 'applicationId' | 'cardId' | 'cardNumber' | 'sequence' | 'attempt'>
  'line-has-account': object
  'line-certified': object
  'line-made': { readonly boxPosition: string | null }
  'line-finished': object
  'line-shipped': object
  'line-failed': { readonly state: FailedState; readonly reason: string }
  'certificate-asked-again': object
  /** The application waits again, for another batch or for a correction. */
  'line-reworked': { readonly stage: FailStage; readonly reason: string }
  'line-given-up': object
  /** The card ended while it was being made: no card comes of this line. */
  'line-stopped': { readonly stage: FailStage; readonly reason: string }
  'line-cancelled': object
}

export type LineEventName = keyof LineEventData
export type LineEvent = {
  readonly [Name in LineEventName]: {
    readonly stream: 'line'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: LineEventData[Name]
  }
}[LineEventName]

export function lineEvent<Name extends LineEventName>(
  line: Pick<Line, 'lineId' | 'personId'>,
  name: Name,
  data: LineEventData[Name],
): LineEvent {
  return { stream: 'line', id: line.lineId, personId: line.personId, name, data } as LineEvent
}

export function evolveLine(line: Line | undefined, event: LineEvent, at: Instant): Line {
  if (event.name === 'line-created')
    return {
      personId: event.personId,
      lineId: event.id,
      ...event.data,
      state: 'created',
      failStage: null,
      reason: null,
      boxPosition: null,
      changedAt: at,
    }
  if (line === undefined) throw new Error(`${event.name} of a line that was never created`)
  const next = (state: LineState, change: Partial<Line> = {}): Line => {
    if (!(lineTransitions[line.state] as readonly LineState[]).includes(state))
      throw new Error(`line ${line.lineId}: ${event.name} is not allowed in ${line.state}`)
    return { ...line, ...change, state, changedAt: at }
  }
  switch (event.name) {
    case 'line-has-account':
      return next('has-account')
    case 'line-certified':
      return next('certified')
    case 'line-made':
      return next('made', event.data)
    case 'line-finished':
      return next('finished')
    case 'line-shipped':
      return next('shipped')
    case 'line-failed':
      return next(event.data.state, { failStage: stageOfFailure[event.data.state], reason: event.data.reason })
    case 'certificate-asked-again':
      return next('has-account', { failStage: null, reason: null })
    case 'line-reworked':
      return next('reworked', { failStage: event.data.stage, reason: event.data.reason })
    case 'line-stopped':
      return next('given-up', { failStage: event.data.stage, reason: event.data.reason })
    case 'line-given-up':
      return next('given-up')
    case 'line-cancelled':
      return next('cancelled')
  }
}

export function hasFailed(line: Line): line is Line & { readonly state: FailedState } {
  return line.state in stageOfFailure
}
