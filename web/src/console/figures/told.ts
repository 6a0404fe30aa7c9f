import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('told', {
  zh: { atLeast: '至少 {{count}}', fewer: '少于 {{least}}', heldBack: '为保护个人，少于 {{least}} 的数字不显示。' },
  en: {
    atLeast: 'at least {{count}}',
    fewer: 'fewer than {{least}}',
    heldBack: 'To protect persons, numbers below {{least}} are not shown.',
  },
})

export interface Told {
  /** A count as it stands in a table. */
  cell(count: number | null): number | string
  /** The sum, as far as it can be told: what is held back is one at least. */
  sum(counts: readonly (number | null)[]): number | string
  /** The sentence about what is held back, where anything is. */
  readonly note: string
}

/** Counts of which the small ones are held back. */
export function useTold(least: number | null): Told {
  const say = useSay(words)
  return {
    cell: (count) => count ?? say('fewer', { least: least ?? 0 }),
    sum(counts) {
      const count = leastSum(counts)
      return counts.includes(null) ? say('atLeast', { count }) : count
    },
    note: least === null ? '' : say('heldBack', { least }),
  }
}

/** A count that is held back is one at least. */
export function leastSum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((all, count) => all + (count ?? 1), 0)
}
