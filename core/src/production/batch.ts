import type { Instant } from '../calendar/instant.ts'

/** `central`: through bank, certificate system and factory; `instant`: one card at a counter, out of its own blanks. */
export type BatchKind = 'central' | 'instant'

export const batchStates = [
  'open',
  'released',
  'exported-to-bank',
  'bank-returned',
  'certified',
  'exported-to-factory',
  'factory-returned',
  'keys-replaced',
  'shipped',
  'reconciled',
  'cancelled',
] as const
export type BatchState = (typeof batchStates)[number]

/** The way of a batch on one screen. A batch whose lines are all settled can be reconciled before it is shipped. */
export const batchTransitions = {
  open: ['released', 'cancelled', 'reconciled'],
  released: ['exported-to-bank', 'cancelled'],
  'exported-to-bank': ['bank-returned', 'cancelled'],
  'bank-returned': ['certified', 'cancelled', 'reconciled'],
  certified: ['bank-returned', 'exported-to-factory', 'cancelled', 'reconciled'],
  'exported-to-factory': ['factory-returned'],
  'factory-returned': ['keys-replaced', 'reconciled'],
  'keys-replaced': ['shipped', 'reconciled'],
  shipped: ['reconciled'],
  reconciled: [],
  cancelled: [],
} as const satisfies Record<BatchState, readonly BatchState[]>

/** What a party returned: the fingerprint of the file, so that the same file gives the same answer again. */
export interface StageResult {
  readonly fingerprint: string
  readonly good: number
  readonly failed: number
}

/** Cards of one bank and one district that are made together; the batch itself concerns nobody in particular. */
export interface Batch {
  readonly batchId: string
  /** What stands in the first line of every file: day, district, five characters; at most 19 characters. */
  readonly batchNumber: string
  readonly kind: BatchKind
  readonly bankId: string
  readonly district: string
  /** The counter of an instant batch; null for the central way. */
  readonly officeId: string | null
  readonly state: BatchState
  readonly ordered: number
  readonly formedBy: string
  readonly formedAt: Instant
  readonly releasedBy: string | null
  /** The organisations that were given the batch: nobody else may read its files or answer for it. */
  readonly certifierId: string | null
  readonly makerId: string | null
  readonly bankReturn: StageResult | null
  readonly certificateResult: StageResult | null
  readonly factoryReturn: StageResult | null
  readonly keyResult: StageResult | null
  readonly changedAt: Instant
}

export interface BatchEventData {
  'batch-formed': Pick<Batch, 'batchNumber' | 'kind' | 'bankId' | 'district' | 'officeId' | 'ordered' | 'formedBy'>
  'batch-released': { readonly releasedBy: string }
  'batch-exported-to-bank': object
  'bank-returned': StageResult
  'certificates-requested': { readonly certifierId: string }
  'certificates-taken': StageResult
  'batch-exported-to-factory': { readonly makerId: string }
  'factory-returned': StageResult
  'batch-keys-replaced': StageResult
  'batch-shipped': object
  /** ordered = good + reworked + given up; nothing is open. */
  'batch-reconciled': { readonly good: number; readonly reworked: number; readonly givenUp: number }
  'batch-cancelled': { readonly reason: string }
}

export type BatchEventName = keyof BatchEventData
export type BatchEvent = {
  readonly [Name in BatchEventName]: {
    readonly stream: 'batch'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: BatchEventData[Name]
  }
}[BatchEventName]

export function batchEvent<Name extends BatchEventName>(
  batch: Pick<Batch, 'batchId'>,
  name: Name,
  data: BatchEventData[Name],
): BatchEvent {
  return { stream: 'batch', id: batch.batchId, personId: null, name, data } as BatchEvent
}

export function evolveBatch(batch: Batch | undefined, event: BatchEvent, at: Instant): Batch {
  if (event.name === 'batch-formed')
    return {
      batchId: event.id,
      ...event.data,
      state: 'open',
      formedAt: at,
      releasedBy: null,
      certifierId: null,
      makerId: null,
      bankReturn: null,
      certificateResult: null,
      factoryReturn: null,
      keyResult: null,
      changedAt: at,
    }
  if (batch === undefined) throw new Error(`${event.name} of a batch that was never formed`)
  const next = (state: BatchState, change: Partial<Batch> = {}): Batch => {
    if (state !== batch.state && !(batchTransitions[batch.state] as readonly BatchState[]).includes(state))
      throw new Error(`batch ${batch.batchId}: ${event.name} is not allowed in ${batch.state}`)
    return { ...batch, ...change, state, changedAt: at }
  }
  switch (event.name) {
    case 'batch-released':
      return next('released', event.data)
    case 'batch-exported-to-bank':
      return next('exported-to-bank')
    case 'bank-returned':
      return next('bank-returned', { bankReturn: event.data })
    case 'certificates-requested':
      return next('bank-returned', { certifierId: event.data.certifierId, certificateResult: null })
    case 'certificates-taken':
      return next('certified', { certificateResult: event.data })
    case 'batch-exported-to-factory':
      return next('exported-to-factory', event.data)
    case 'factory-returned':
      return next('factory-returned', { factoryReturn: event.data })
    case 'batch-keys-replaced':
      return next('keys-replaced', { keyResult: event.data })
    case 'batch-shipped':
      return next('shipped')
    case 'batch-reconciled':
      return next('reconciled')
    case 'batch-cancelled':
      return next('cancelled')
  }
}

/** Day, district and the end of the identifier, in an alphabet that cannot be misread: 8 + 6 + 5 characters. */
export function batchNumberOf(batchId: string, day: string, district: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const tail = Number.parseInt(batchId.slice(-7), 16)
  const suffix = Array.from({ length: 5 }, (_, place) => alphabet[Math.floor(tail / 32 ** place) % 32]).join('')
  return `${day.replaceAll('-', '')}${district.padStart(6, '0').slice(0, 6)}${suffix}`.toUpperCase()
}
