import type { TSchema } from 'typebox'

type Node = Readonly<Record<string, unknown>>

/** An input that fits the schema, drawn from a seed: the same seed gives the same input. Optional fields come and go. */
export function drawInput(schema: TSchema, seed: number): unknown {
  const random = randomOf(seed)
  return draw(schema as Node, random)
}

function draw(node: Node, random: () => number): unknown {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item
  if ('const' in node) return node['const']
  if (Array.isArray(node['enum'])) return pick(node['enum'])
  if (Array.isArray(node['anyOf'])) return draw(pick(node['anyOf'] as Node[]), random)
  switch (node['type']) {
    case 'null':
      return null
    case 'boolean':
      return random() < 0.5
    case 'integer':
    case 'number':
      return wholeBetween((node['minimum'] as number) ?? 0, (node['maximum'] as number) ?? 1000, random)
    case 'string':
      return drawText(node, random)
    case 'array':
      return drawList(node, random)
    case 'object':
      return drawObject(node, random)
  }
  throw new Error(`cannot draw ${JSON.stringify(node)}`)
}

function drawObject(node: Node, random: () => number): object {
  const required = new Set((node['required'] as readonly string[] | undefined) ?? [])
  const properties = Object.entries((node['properties'] ?? {}) as Readonly<Record<string, Node>>)
  return Object.fromEntries(
    properties
      .filter(([name]) => required.has(name) || random() < 0.5)
      .map(([name, property]) => [name, draw(property, random)]),
  )
}

function drawList(node: Node, random: () => number): unknown[] {
  const least = (node['minItems'] as number) ?? 0
  const most = Math.max(least, Math.min((node['maxItems'] as number) ?? 3, 3))
  const list = Array.from({ length: wholeBetween(least, most, random) }, () => draw(node['items'] as Node, random))
  return node['uniqueItems'] === true ? [...new Set(list)] : list
}

function drawText(node: Node, random: () => number): string {
  const { format, pattern, minLength = 0, maxLength = 20 } = node as { [name: string]: string & number }
  if (format === 'uuid') return `01890000-0000-7000-8000-${digits(12, random)}`
  if (format === 'date')
    return `20${wholeBetween(10, 35, random)}-0${wholeBetween(1, 9, random)}-1${wholeBetween(0, 9, random)}`
  if (format === 'date-time') return `20${wholeBetween(10, 35, random)}-05-1${wholeBetween(0, 9, random)}T01:02:03.000Z`
  if (format !== undefined) throw new Error(`cannot draw the format ${format}`)
  if (pattern !== undefined) return drawPattern(pattern, minLength, random)
  const length = wholeBetween(Math.max(minLength, 1), Math.min(maxLength, Math.max(minLength, 20)), random)
  return Array.from({ length }, () => '张王Aé9 -𠮷'.at(Math.floor(random() * 7))).join('')
}

/** Enough of regular expressions for the patterns of the schemas: groups, alternatives, classes and counts. */
function drawPattern(pattern: string, longEnough: number, random: () => number): string {
  let at = 0
  const alternatives = (): string => {
    const drawn = [sequence()]
    while (pattern[at] === '|') {
      at += 1
      drawn.push(sequence())
    }
    return drawn[Math.floor(random() * drawn.length)] as string
  }
  const sequence = (): string => {
    let text = ''
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') text += repeated()
    return text
  }
  const repeated = (): string => {
    const start = at
    const first = atom()
    const [counted = '', least, comma, most] = /^(?:\{(\d+)(,)?(\d+)?\}|[?*+])/.exec(pattern.slice(at)) ?? []
    if (counted === '') return first
    const [from, to] =
      least === undefined
        ? ({ '?': [0, 1], '*': [longEnough, longEnough + 3], '+': [longEnough + 1, longEnough + 3] }[counted] as [
            number,
            number,
          ])
        : [Number(least), comma === undefined ? Number(least) : Number(most ?? Number(least) + 3)]
    const after = at + counted.length
    const drawn = Array.from({ length: wholeBetween(from, to, random) }, () => {
      at = start
      return atom()
    })
    at = after
    return drawn.join('')
  }
  const atom = (): string => {
    const character = pattern[at] as string
    at += 1
    if (character === '^' || character === '$') return ''
    if (character === '(') {
      if (pattern.startsWith('?:', at)) at += 2
      // What must not follow: the letters that are drawn for a class of everything else never do.
      const never = /^\?!(?:\[[^\]]*\]|[^()])*\)/.exec(pattern.slice(at))
      if (never !== null) {
        at += never[0].length
        return ''
      }
      if (pattern[at] === '?') throw new Error(`cannot draw ${pattern}`)
      const text = alternatives()
      at += 1
      return text
    }
    if (character === '[') {
      const end = pattern.indexOf(']', at)
      const members = pattern.slice(at, end)
      at = end + 1
      return fromClass(members, random)
    }
    if (character === '.') return 'x'
    if (character !== '\\') return character
    at += 1
    const escaped = pattern[at - 1] as string
    return escaped === 'd' ? digits(1, random) : escaped === 'w' ? 'w' : escaped === 'S' ? 's' : escaped
  }
  return alternatives()
}

function fromClass(members: string, random: () => number): string {
  if (members.startsWith('^')) return 'xyz'.at(Math.floor(random() * 3)) as string
  const ranges = [...members.replaceAll('\\d', '0-9').matchAll(/\\?(.)(?:-(.))?/gu)].map(([, from = '', to = from]) => [
    from.codePointAt(0) as number,
    to.codePointAt(0) as number,
  ])
  const [from = 0, to = 0] = ranges[Math.floor(random() * ranges.length)] ?? []
  return String.fromCodePoint(wholeBetween(from, to, random))
}

function digits(count: number, random: () => number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
}

function wholeBetween(least: number, most: number, random: () => number): number {
  return least + Math.floor(random() * (Math.min(most, least + 1_000_000) - least + 1))
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
