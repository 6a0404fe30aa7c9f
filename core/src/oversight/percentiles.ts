export interface Percentiles {
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

/** Nearest rank over values that stand for several each; null where there is none. */
export function percentilesOf(
  values: readonly { readonly value: number; readonly count: number }[],
): Percentiles | null {
  const sorted = values.toSorted((one, other) => one.value - other.value)
  const all = sorted.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return null
  const at = (share: number): number => {
    const rank = Math.ceil(all * share)
    let passed = 0
    for (const { value, count } of sorted) {
      passed += count
      if (passed >= rank) return value
    }
    return 0
  }
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}
