import type { Instant } from '../calendar/instant.ts'
import type { RecordedItem } from './recorded-item.ts'

/**
 * - `requested`  waits for an officer
 * - `accepted`   the holder is right; whoever owns the item has to put it right
 * - `corrected`  the record says it now
 */
export const correctionStatuses = ['requested', 'accepted', 'corrected', 'refused'] as const
export type CorrectionStatus = (typeof correctionStatuses)[number]

/** The whole life of a request on one screen. */
export const correctionTransitions = {
  requested: ['accepted', 'corrected', 'refused'],
  accepted: ['corrected', 'refused'],
  corrected: [],
  refused: [],
} as const satisfies Record<CorrectionStatus, readonly CorrectionStatus[]>

export const correctionWords = {
  requested: { zh: '已提交，等待核实', en: 'sent, waiting to be checked' },
  accepted: { zh: '已核实，等待更正', en: 'found right, waiting to be put right' },
  corrected: { zh: '已更正', en: 'put right' },
  refused: { zh: '不予更正', en: 'not changed' },
} as const satisfies Record<CorrectionStatus, { zh: string; en: string }>

interface Words {
  readonly zh: string
  readonly en: string
}

export interface DataCorrection {
  readonly personId: string
  readonly correctionId: string
  readonly item: RecordedItem
  /** Sealed under the person's key, base64; so is `why`. */
  readonly wanted: string
  readonly why: string
  readonly status: CorrectionStatus
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  /** Which record of which register bears the holder out. */
  readonly source: string | null
  readonly refusal: Words | null
}

export interface DataCorrectionEventData {
  'correction-requested': {
    readonly item: RecordedItem
    readonly wanted: string
    readonly why: string
    readonly requestedBy: string
  }
  'correction-accepted': { readonly source: string; readonly decidedBy: string }
  'correction-carried-out': { readonly source: string; readonly decidedBy: string }
  'correction-refused': { readonly reason: Words; readonly decidedBy: string }
}

export type DataCorrectionEventName = keyof DataCorrectionEventData

export type DataCorrectionEvent<Name extends DataCorrectionEventName = DataCorrectionEventName> = {
  readonly [N in Name]: {
    readonly stream: 'data-correction'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: DataCorrectionEventData[N]
  }
}[Name]

export function dataCorrectionEvent<Name extends DataCorrectionEventName>(
  { correctionId, personId }: { readonly correctionId: string; readonly personId: string },
  name: Name,
  data: DataCorrectionEventData[Name],
): DataCorrectionEvent<Name> {
  return { stream: 'data-correction', id: correctionId, personId, name, data } as DataCorrectionEvent<Name>
}

export function evolveDataCorrection(
  state: DataCorrection | undefined,
  event: DataCorrectionEvent,
  at: Instant,
): DataCorrection {
  if (event.name === 'correction-requested') {
    if (state !== undefined) throw new Error(`correction ${event.id} exists already`)
    const undecided = { decidedBy: null, decidedAt: null, source: null, refusal: null }
    const { personId, id: correctionId, data } = event
    return { personId, correctionId, ...data, status: 'requested', requestedAt: at, ...undecided }
  }
  if (state === undefined) throw new Error(`correction ${event.id} does not exist: ${event.name}`)
  const decided = { decidedBy: event.data.decidedBy, decidedAt: at }
  switch (event.name) {
    case 'correction-accepted':
      return { ...state, ...decided, status: 'accepted', source: event.data.source }
    case 'correction-carried-out':
      return { ...state, ...decided, status: 'corrected', source: event.data.source }
    case 'correction-refused':
      return { ...state, ...decided, status: 'refused', source: null, refusal: event.data.reason }
  }
}

export function mayBecome(state: DataCorrection, status: CorrectionStatus): boolean {
  return (correctionTransitions[state.status] as readonly CorrectionStatus[]).includes(status)
}
