/** What is drawn; null where a small number is held back or nothing was counted. */
export interface BarPlot {
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly data: readonly (number | null)[] }[]
  /** What the numbers count. */
  readonly unit: string
  readonly stacked?: boolean
  /** Bars that lie, for long names. */
  readonly lying?: boolean
  /** False where halves are possible. */
  readonly whole?: boolean
}
