import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('told', {
  zh: { fewer: '少于 {{least}}', heldBack: '为保护个人，少于 {{least}} 的数字不显示。' },
  en: { fewer: 'fewer than {{least}}', heldBack: 'To protect persons, numbers below {{least}} are not shown.' },
})

export interface Told {
  /** A count as it stands in a table. */
  cell(count: number | null): number | string
  /** The sum of what is told. */
  sum(counts: readonly (number | null)[]): number
  /** The sentence about what is held back, where anything is. */
  readonly note: string
}

/** Counts of which the small ones are held back. */
export function useTold(least: number | null): Told {
  const say = useSay(words)
  return {
    cell: (count) => count ?? say('fewer', { least: least ?? 0 }),
    sum: (counts) => counts.reduce<number>((all, count) => all + (count ?? 0), 0),
    note: least === null ? '' : say('heldBack', { least }),
  }
}
