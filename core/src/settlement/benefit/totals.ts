import type { BenefitResult, LineState } from './line.ts'

/** How many lines of a batch stand where. */
export interface LineCount {
  readonly state: LineState
  readonly result: BenefitResult | null
  readonly lines: number
  readonly fen: number
}

interface Sum {
  readonly lines: number
  readonly fen: number
}

export interface BatchTotals {
  readonly declared: Sum
  readonly paid: Sum
  readonly returned: Sum
  readonly open: Sum
  /** Whether paid + returned + open = declared, in lines and in fen. */
  readonly agree: boolean
}

/** Article 13: three numbers that always agree; each is counted from the lines, none is the rest of the others. */
export function batchTotals(
  declared: { readonly declaredCount: number; readonly declaredFen: number },
  counts: readonly LineCount[],
): BatchTotals {
  const sum = (states: readonly LineState[]): Sum =>
    counts
      .filter(({ state }) => states.includes(state))
      .reduce((total, { lines, fen }) => ({ lines: total.lines + lines, fen: total.fen + fen }), { lines: 0, fen: 0 })
  const [paid, returned, open] = [sum(['paid']), sum(['returned']), sum(['received', 'sent', 'failed'])]
  const { declaredCount, declaredFen } = declared
  return {
    declared: { lines: declaredCount, fen: declaredFen },
    ...{ paid, returned, open },
    agree:
      paid.lines + returned.lines + open.lines === declaredCount && paid.fen + returned.fen + open.fen === declaredFen,
  }
}
