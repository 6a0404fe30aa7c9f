const historicalDigits = 26

/**
 * 卡复位信息, the thirteen historical bytes as 26 hexadecimal digits, of what the register holds: these digits themselves, or the whole
 * answer to reset (ISO/IEC 7816-3) that an older card was imported with. Undefined where it has no thirteen.
 */
export function resetInformationOf(registered: string): string | undefined {
  if (/^00[0-9A-F]{24}$/.test(registered)) return registered
  if (!/^3[BF]([0-9A-F]{2}){2,32}$/.test(registered)) return undefined
  const byte = (index: number): number => Number.parseInt(registered.slice(index * 2, index * 2 + 2), 16)
  let at = 1
  let present = byte(at) >> 4
  const historical = byte(at) & 0x0f
  at += 1
  // Each half byte announces up to four interface bytes; the last of them announces the next ones.
  while (present !== 0) {
    const count = [1, 2, 4, 8].filter((bit) => (present & bit) !== 0).length
    const last = (present & 8) === 0 ? 0 : byte(at + count - 1)
    at += count
    present = last >> 4
  }
  const rest = registered.slice(at * 2)
  // At most one check byte stands behind them.
  const whole = historical * 2 === historicalDigits && rest.length >= historicalDigits
  return whole && rest.length <= historicalDigits + 2 ? rest.slice(0, historicalDigits) : undefined
}
