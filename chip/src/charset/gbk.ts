/** Part of every runtime that the chip runs in (browser and server), though not of the language library. */
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }

/**
 * The two-byte part of GB 18030 (GBK) is what the chip's text items are written in. The decoder of the runtime is the
 * one table of it; the way back is that table turned round, built at the first use. Code points that GBK leaves to
 * private agreement are left out: another reader would show another sign, or none.
 */
let bytesOf: Map<string, number> | undefined

function table(): Map<string, number> {
  if (bytesOf !== undefined) return bytesOf
  const decoder = new TextDecoder('gbk', { fatal: true })
  const built = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const character = decodeOrNothing(decoder, Uint8Array.of(lead, trail))
      if (character !== undefined && !isPrivateUse(character) && !built.has(character))
        built.set(character, lead * 0x100 + trail)
    }
  bytesOf = built
  return built
}

function decodeOrNothing(decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function isPrivateUse(character: string): boolean {
  const code = character.codePointAt(0) as number
  return code >= 0xe000 && code <= 0xf8ff
}

/** Bytes of one character, or undefined if the chip's character set has none for it. */
function codeOf(character: string): number | undefined {
  const code = character.codePointAt(0) as number
  return code < 0x80 ? (code < 0x20 || code === 0x7f ? undefined : code) : table().get(character)
}

/** The text as the chip stores it, or undefined if a character cannot be written; nothing is ever replaced by `?`. */
export function encodeGbk(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const code = codeOf(character)
    if (code === undefined) return undefined
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** The characters that stand in the way, each once, in order, so that a clerk can be shown which to replace (M4.3). */
export function charactersOutsideGbk(text: string): readonly string[] {
  return [...new Set(text)].filter((character) => codeOf(character) === undefined)
}

/** Text read from a chip; undefined if the bytes are not GBK. */
export function decodeGbk(bytes: Uint8Array): string | undefined {
  return decodeOrNothing(new TextDecoder('gbk', { fatal: true }), bytes)
}
