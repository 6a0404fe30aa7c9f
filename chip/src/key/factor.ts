const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Level 1: the province of a six-digit area code, `pp0000` and `sh`. */
export function provinceFactor(area: string): Uint8Array {
  return ascii(`${area.slice(0, 2)}0000sh`)
}

/** Level 2: the issuing area, six digits and `sx`. */
export function cityFactor(area: string): Uint8Array {
  return ascii(`${area}sx`)
}

/** Level 3: the last eight of the thirteen historical bytes, `86 84 cc cc ss ss ss ss`. */
export function cardFactor(historicalBytes: Uint8Array): Uint8Array {
  return historicalBytes.slice(-8)
}
