import type { Instant } from '../../calendar/instant.ts'

/**
 * - `open`       lines arrive
 * - `closed`     count and total are those that were declared; waits for a second person
 * - `approved`   lines are being paid
 * - `released`   every line has been sent or has a result; returns and retries go on
 * - `cancelled`  given up before approval; nothing was paid
 */
export type BenefitBatchStatus = 'open' | 'closed' | 'approved' | 'released' | 'cancelled'

/** What a department pays of one programme for one month. */
export interface BenefitBatch {
  readonly batchId: string
  readonly programmeId: string
  readonly department: string
  /** `2026-11` */
  readonly period: string
  /** The department's own number, unique within it. */
  readonly reference: string
  readonly declaredCount: number
  readonly declaredFen: number
  readonly status: BenefitBatchStatus
  readonly openedBy: string
  readonly openedAt: Instant
  readonly closedBy: string | null
  readonly approvedBy: string | null
  /** Not before this instant money leaves. */
  readonly payFrom: Instant | null
}

export interface BatchEventData {
  'benefit-batch-opened': Pick<
    BenefitBatch,
    'programmeId' | 'department' | 'period' | 'reference' | 'declaredCount' | 'declaredFen' | 'openedBy'
  >
  'benefit-batch-closed': { readonly by: string }
  'benefit-batch-approved': { readonly by: string; readonly payFrom: Instant }
  'benefit-batch-released': Record<never, never>
  /** Lines wait again after a retry. */
  'benefit-batch-resumed': Record<never, never>
  'benefit-batch-cancelled': { readonly by: string }
}

export type BatchEvent = {
  readonly [Name in keyof BatchEventData]: {
    readonly stream: 'benefit-batch'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: BatchEventData[Name]
  }
}[keyof BatchEventData]

export function batchEvent<Name extends keyof BatchEventData>(
  id: string,
  name: Name,
  data: BatchEventData[Name],
): BatchEvent {
  return { stream: 'benefit-batch', id, personId: null, name, data } as BatchEvent
}

export function evolveBatch(state: BenefitBatch | undefined, event: BatchEvent, at: Instant): BenefitBatch {
  if (event.name === 'benefit-batch-opened')
    return {
      ...{ batchId: event.id, ...event.data, status: 'open', openedAt: at },
      ...{ closedBy: null, approvedBy: null, payFrom: null },
    }
  if (state === undefined) throw new Error(`${event.name} of a batch that does not exist`)
  switch (event.name) {
    case 'benefit-batch-closed':
      return { ...state, status: 'closed', closedBy: event.data.by }
    case 'benefit-batch-approved':
      return { ...state, status: 'approved', approvedBy: event.data.by, payFrom: event.data.payFrom }
    case 'benefit-batch-released':
      return { ...state, status: 'released' }
    case 'benefit-batch-resumed':
      return { ...state, status: 'approved' }
    case 'benefit-batch-cancelled':
      return { ...state, status: 'cancelled' }
  }
}

/** One piece of the file: what makes a repeated piece harmless. */
export interface BenefitChunk {
  readonly batchId: string
  readonly chunk: number
  readonly lines: number
  readonly fen: number
  /** Keyed digest of its content, base64. */
  readonly digest: string
}

export interface ChunkEvent {
  readonly stream: 'benefit-chunk'
  readonly id: string
  readonly personId: null
  readonly name: 'benefit-chunk-received'
  readonly data: BenefitChunk
}

export function chunkId(batchId: string, chunk: number): string {
  return `${batchId}/${chunk}`
}

export function evolveChunk(state: BenefitChunk | undefined, event: ChunkEvent): BenefitChunk {
  if (state !== undefined) throw new Error(`chunk ${event.id} exists already`)
  return event.data
}
