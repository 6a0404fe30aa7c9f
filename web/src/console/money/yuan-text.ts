const format = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Fen as the books write them: yuan with two decimals, groups of three, a real minus. */
export function yuanText(fen: number): string {
  return format.format(fen / 100).replace('-', '−')
}

/** Fen as a spreadsheet takes them. */
export function yuanNumber(fen: number): number {
  return fen / 100
}
