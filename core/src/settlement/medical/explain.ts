import type { Accumulator } from './accumulator.ts'
import { type Shares, type Split, type SplitLine, totalOf } from './split-bill.ts'
import { assumptionWords, insuredWords, lineWords, type SplitWords } from './split-words.ts'
import type { Terms } from './terms.ts'

/** A split for people: every fen with its rule, its table and a sentence. */
export interface Explanation {
  readonly amount: number
  readonly shares: Shares
  readonly lines: readonly (SplitLine & SplitWords)[]
  /** As whom, and where, the holder was settled; `assumed` are facts that no register gave. */
  readonly insuredAs: SplitWords
  readonly assumed: readonly SplitWords[]
  readonly before: Accumulator
  readonly after: Accumulator
  /** False: at least one figure is provisional, no official text of this city was read for it. */
  readonly verified: boolean
}

export function explain(split: Split, terms: Terms, before: Accumulator, after: Accumulator): Explanation {
  return { ...explainSplit(split, terms), before, after }
}

export function explainSplit(split: Split, terms: Terms): Omit<Explanation, 'before' | 'after'> {
  const { shares, lines } = split
  return {
    amount: totalOf(shares),
    shares,
    lines: lines.map((line) => ({ ...line, ...lineWords(line) })),
    insuredAs: insuredWords(terms),
    assumed: terms.assumed.map(assumptionWords),
    verified: lines.every(({ verified }) => verified) && terms.accountInScopeOnly.read.verified,
  }
}
