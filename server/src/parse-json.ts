import { isUtf8 } from 'node:buffer'

/** Why bytes are not the JSON that we take; the text never repeats any of them. */
export class JsonInvalid extends Error {}

/**
 * JSON as RFC 7493 (I-JSON) restricts it, so that every parser on the way understands the same (ASVS 1.5.2, 1.5.3): UTF-8, every name
 * of an object once. Nesting ends at `depthMost` before anything is built, and no name reaches a prototype.
 */
export function parseJson(bytes: Buffer, depthMost: number): unknown {
  if (!isUtf8(bytes)) throw new JsonInvalid('is not UTF-8')
  const text = bytes.toString('utf8')
  const written = measure(text)
  if (written.depth > depthMost) throw new JsonInvalid(`is nested deeper than ${depthMost}`)
  const value = parsed(text)
  const kept = membersOf(value)
  if (kept === undefined) throw new JsonInvalid('has a name that is reserved')
  // Of two members with one name the parser keeps the last: fewer members are left than colons were written.
  if (kept !== written.members) throw new JsonInvalid('has the same name twice in one object')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message repeats a piece of the text.
    throw new JsonInvalid('is not valid JSON')
  }
}

/** Members and depth as they stand in the text; strings are skipped. */
function measure(text: string): { readonly members: number; readonly depth: number } {
  let members = 0
  let open = 0
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at)
        break
      case ':':
        members += 1
        break
      case '{':
      case '[':
        open += 1
        if (open > depth) depth = open
        break
      case '}':
      case ']':
        open -= 1
    }
  }
  return { members, depth }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote
  while (text[first - 1] === '\\') first -= 1
  return (quote - first) % 2 === 1
}

function membersOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return 0
  if (Object.hasOwn(value, '__proto__')) return undefined
  const inside = Object.values(value)
  let members = Array.isArray(value) ? 0 : inside.length
  for (const one of inside) {
    const below = membersOf(one)
    if (below === undefined) return undefined
    members += below
  }
  return members
}
