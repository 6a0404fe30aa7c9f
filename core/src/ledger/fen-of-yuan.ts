/** 1234.5, 1,234.50 or ￥1234.50: never more than two decimals, because a fen is the least there is. Undefined for what is no amount. */
export function fenOfYuan(text: string): number | undefined {
  const plain = text.replaceAll(/[,，￥¥元\s]/g, '')
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}
