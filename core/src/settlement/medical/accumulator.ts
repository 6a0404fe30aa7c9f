import type { Treatment } from './terms.ts'

/** What has accumulated for a person in a calendar year for one kind of treatment, in fen. */
export interface Accumulator {
  /** Costs within scope: where in the segments the next bill begins. */
  readonly inScope: number
  /** Paid below the deductible. */
  readonly deductible: number
  readonly fund: number
  readonly largeAmount: number
  /** Inpatient periods settled: the second has another deductible. */
  readonly admissions: number
}

export const emptyAccumulator: Accumulator = { inScope: 0, deductible: 0, fund: 0, largeAmount: 0, admissions: 0 }

export type Accumulators = Readonly<Record<Treatment, Accumulator>>

export const emptyAccumulators: Accumulators = { outpatient: emptyAccumulator, inpatient: emptyAccumulator }
