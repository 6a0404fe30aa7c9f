import type { Instant } from '../calendar/instant.ts'
import type { ParcelKind } from './parcel.ts'

/** `waiting`: at the outlet or with the employer, for its holder. `missing`: nobody signed for it; it has been ended. */
export const parcelLineStates = ['packed', 'under-way', 'waiting', 'missing', 'found', 'collected', 'sealed'] as const
export type ParcelLineState = (typeof parcelLineStates)[number]

const parcelLineTransitions = {
  packed: ['under-way', 'sealed'],
  'under-way': ['waiting', 'missing', 'collected', 'sealed'],
  waiting: ['waiting', 'collected', 'sealed'],
  missing: ['found'],
  found: [],
  collected: [],
  sealed: [],
} as const satisfies Record<ParcelLineState, readonly ParcelLineState[]>

/** One card in the hands of distribution, from the packing table to its holder. */
export interface ParcelLine {
  readonly personId: string
  readonly parcelLineId: string
  /** Null for an instant card that was left lying: it never travelled. */
  readonly parcelId: string | null
  readonly cardId: string
  readonly cardNumber: string
  readonly applicationId: string
  readonly kind: ParcelKind
  readonly bankId: string
  /** Where the card waits: the outlet of the parcel, or the one that took it back from post or employer. */
  readonly officeId: string | null
  readonly employerId: string | null
  readonly position: number
  readonly state: ParcelLineState
  readonly waitingSince: Instant | null
  /** How many reminders went out. */
  readonly reminders: number
  /** Version of the duty notice that was shown when the card changed hands (M9.1), and the visit of the proof. */
  readonly dutyNoticeVersion: string | null
  readonly visitId: string | null
  readonly changedAt: Instant
}

export interface ParcelLineEventData {
  'card-packed': { readonly parcelId: string } & Pick<
    ParcelLine,
    'cardId' | 'cardNumber' | 'applicationId' | 'kind' | 'bankId' | 'officeId' | 'employerId' | 'position'
  >
  /** An instant card that was not collected in the visit. */
  'card-shelved': Pick<ParcelLine, 'cardId' | 'cardNumber' | 'applicationId' | 'bankId'> & {
    readonly officeId: string
    readonly waitingSince: Instant
  }
  'card-sent': object
  'card-waiting': object
  /** Undelivered mail, or a card the employer gives back: it waits at this outlet now. */
  'card-taken-back': { readonly officeId: string; readonly reason: string }
  'card-lost-on-way': object
  'lost-card-found': { readonly officeId: string }
  'collection-reminded': { readonly days: number }
  'card-handed-over': { readonly dutyNoticeVersion: string; readonly visitId: string | null; readonly by: string }
  'uncollected-card-sealed': object
  /** The card ended before its holder had it; null as long as it has not left the centre. */
  'ended-card-sealed': { readonly officeId: string | null }
}

export type ParcelLineEventName = keyof ParcelLineEventData
export type ParcelLineEvent = {
  readonly [Name in ParcelLineEventName]: {
    readonly stream: 'parcel-line'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: ParcelLineEventData[Name]
  }
}[ParcelLineEventName]

export function parcelLineEvent<Name extends ParcelLineEventName>(
  line: Pick<ParcelLine, 'parcelLineId' | 'personId'>,
  name: Name,
  data: ParcelLineEventData[Name],
): ParcelLineEvent {
  return { stream: 'parcel-line', id: line.parcelLineId, personId: line.personId, name, data } as ParcelLineEvent
}

export function evolveParcelLine(line: ParcelLine | undefined, event: ParcelLineEvent, at: Instant): ParcelLine {
  if (event.name === 'card-packed' || event.name === 'card-shelved') {
    const { personId, id: parcelLineId } = event
    const began = { personId, parcelLineId, reminders: 0, dutyNoticeVersion: null, visitId: null, changedAt: at }
    if (event.name === 'card-packed') return { ...began, ...event.data, state: 'packed', waitingSince: null }
    const travelled = { parcelId: null, kind: 'outlet', employerId: null, position: 1 } as const
    return { ...began, ...travelled, ...event.data, state: 'waiting' }
  }
  if (line === undefined) throw new Error(`${event.name} of a card that was never packed`)
  const next = (state: ParcelLineState, change: Partial<ParcelLine> = {}): ParcelLine => {
    if (!(parcelLineTransitions[line.state] as readonly ParcelLineState[]).includes(state))
      throw new Error(`parcel line ${line.parcelLineId}: ${event.name} is not allowed in ${line.state}`)
    return { ...line, ...change, state, changedAt: at }
  }
  switch (event.name) {
    case 'card-sent':
      return next('under-way')
    case 'card-waiting':
      return next('waiting', { waitingSince: at })
    case 'card-taken-back':
      return next('waiting', { kind: 'outlet', officeId: event.data.officeId, waitingSince: at, reminders: 0 })
    case 'card-lost-on-way':
      return next('missing')
    case 'lost-card-found':
      return next('found', { officeId: event.data.officeId })
    case 'collection-reminded':
      return next('waiting', { reminders: line.reminders + 1 })
    case 'card-handed-over': {
      const { dutyNoticeVersion, visitId } = event.data
      return next('collected', { dutyNoticeVersion, visitId })
    }
    case 'uncollected-card-sealed':
      return next('sealed')
    case 'ended-card-sealed':
      return next('sealed', event.data)
  }
}
