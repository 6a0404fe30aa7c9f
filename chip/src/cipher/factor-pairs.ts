const factorBytes = 8

/** Each factor followed by its complement: what both suites encrypt to come one key further down. */
export function factorPairs(factors: Uint8Array): Uint8Array<ArrayBuffer> {
  const pairs = new Uint8Array(factors.length * 2)
  for (let from = 0, to = 0; from < factors.length; from += factorBytes, to += factorBytes * 2)
    for (let index = 0; index < factorBytes; index += 1) {
      const byte = factors[from + index] as number
      pairs[to + index] = byte
      pairs[to + factorBytes + index] = byte ^ 0xff
    }
  return pairs
}
