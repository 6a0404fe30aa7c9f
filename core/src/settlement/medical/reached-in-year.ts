import type { Accumulator } from './accumulator.ts'
import { stepsOf } from './split-bill.ts'
import { insuredWords, type SplitWords } from './split-words.ts'
import type { Terms } from './terms.ts'

/** Where a holder stands in the year: how the next bill of the same kind, at an institution of the same kind, would begin. */
export interface ReachedInYear {
  readonly insuredAs: SplitWords
  /** The version of the table, and whether an official text bears it out. */
  readonly source: string
  readonly verified: boolean
  readonly deductible: number
  /** What the holder still pays before anything is paid; of a stay in hospital, for the next stay. */
  readonly deductibleLeft: number
  /** The share that is paid once the deductible is reached. */
  readonly perMille: number
  /** Where another share begins: at this sum of the year's costs within scope. Null where none does. */
  readonly next: { readonly from: number; readonly left: number; readonly perMille: number } | null
}

/** Article 2: read from the terms of the latest bill and what has accumulated since; undefined where nothing is paid there. */
export function reachedInYear(terms: Terms, reached: Accumulator): ReachedInYear | undefined {
  const { row, read } = terms.fund
  if (row === null || (row.needsReferral && !terms.referred)) return undefined
  const outpatient = terms.treatment === 'outpatient'
  const { first, following } = row.deductible
  const deductible = outpatient || reached.admissions === 0 ? first : following
  const deductibleLeft = outpatient ? Math.max(0, deductible - reached.deductible) : deductible
  const at = reached.inScope + deductibleLeft
  const steps = stepsOf(terms)
  const step = steps.find(({ from, to }) => from <= at && (to === null || at < to))
  const higher = steps.find(({ from }) => from > at)
  const next = higher ?? (step?.to == null ? undefined : { from: step.to, perMille: 0 })
  return {
    insuredAs: insuredWords(terms),
    source: read.rule,
    verified: read.verified && (terms.largeAmount?.read.verified ?? true),
    ...{ deductible, deductibleLeft, perMille: step?.perMille ?? 0 },
    next: next === undefined ? null : { from: next.from, left: next.from - reached.inScope, perMille: next.perMille },
  }
}
