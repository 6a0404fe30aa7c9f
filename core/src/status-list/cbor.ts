/** What a status list token needs of CBOR (RFC 8949): definite lengths, whole numbers, no floats. */
export type CborValue = number | string | Uint8Array | readonly CborValue[] | CborMap | CborTagged
export type CborMap = ReadonlyMap<number | string, CborValue>

export interface CborTagged {
  readonly tag: number
  readonly value: CborValue
}

const majors = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6 } as const

/** Deterministic: shortest heads, keys in the order given. */
export function encodeCbor(value: CborValue): Uint8Array {
  const parts: Uint8Array[] = []
  write(value, parts)
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function write(value: CborValue, parts: Uint8Array[]): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`)
    parts.push(value < 0 ? head(majors.negative, -1 - value) : head(majors.unsigned, value))
  } else if (typeof value === 'string') {
    const bytes = asciiBytes(value)
    parts.push(head(majors.text, bytes.length), bytes)
  } else if (value instanceof Uint8Array) {
    parts.push(head(majors.bytes, value.length), value)
  } else if (value instanceof Map) {
    parts.push(head(majors.map, value.size))
    for (const [key, member] of value as CborMap) {
      write(key, parts)
      write(member, parts)
    }
  } else if (Array.isArray(value)) {
    parts.push(head(majors.list, value.length))
    for (const member of value as readonly CborValue[]) write(member, parts)
  } else {
    const { tag, value: tagged } = value as CborTagged
    parts.push(head(majors.tag, tag))
    write(tagged, parts)
  }
}

function head(major: number, argument: number): Uint8Array {
  if (argument < 24) return Uint8Array.of((major << 5) | argument)
  const [length, info] =
    argument < 2 ** 8 ? [1, 24] : argument < 2 ** 16 ? [2, 25] : argument < 2 ** 32 ? [4, 26] : [8, 27]
  const bytes = new Uint8Array(1 + length)
  bytes[0] = (major << 5) | info
  let rest = argument
  for (let at = length; at > 0; at -= 1, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
  return bytes
}

export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}

export function asciiText(bytes: Uint8Array): string {
  let text = ''
  const step = 0x2000
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
  return text
}

/** Deeper than any token goes. */
const deepest = 8

/** One value and nothing after it; undefined for everything else. Byte strings are views of `bytes`. */
export function decodeCbor(bytes: Uint8Array): CborValue | undefined {
  const place = { at: 0 }
  const value = read(bytes, place, 0)
  return place.at === bytes.length ? value : undefined
}

function read(bytes: Uint8Array, place: { at: number }, depth: number): CborValue | undefined {
  const first = bytes[place.at]
  const argument = readArgument(bytes, place)
  if (first === undefined || argument === undefined || depth > deepest) return undefined
  switch (first >> 5) {
    case majors.unsigned:
      return argument
    case majors.negative:
      return -1 - argument
    case majors.bytes:
      return take(bytes, place, argument)
    case majors.text: {
      const text = take(bytes, place, argument)
      return text === undefined ? undefined : asciiText(text)
    }
    case majors.list:
      return readList(bytes, place, argument, depth)
    case majors.map:
      return readMap(bytes, place, argument, depth)
    case majors.tag: {
      const value = read(bytes, place, depth + 1)
      return value === undefined ? undefined : { tag: argument, value }
    }
    default:
      return undefined
  }
}

function readArgument(bytes: Uint8Array, place: { at: number }): number | undefined {
  const info = (bytes[place.at] ?? 0xff) & 0x1f
  place.at += 1
  if (info < 24) return info
  if (info > 27) return undefined
  const part = take(bytes, place, 1 << (info - 24))
  const argument = part?.reduce((sum, byte) => sum * 256 + byte, 0)
  return argument !== undefined && Number.isSafeInteger(argument) ? argument : undefined
}

function take(bytes: Uint8Array, place: { at: number }, length: number): Uint8Array | undefined {
  if (length > bytes.length - place.at) return undefined
  place.at += length
  return bytes.subarray(place.at - length, place.at)
}

function readList(bytes: Uint8Array, place: { at: number }, length: number, depth: number): CborValue[] | undefined {
  const list: CborValue[] = []
  for (let count = 0; count < length; count += 1) {
    const member = read(bytes, place, depth + 1)
    if (member === undefined) return undefined
    list.push(member)
  }
  return list
}

function readMap(bytes: Uint8Array, place: { at: number }, length: number, depth: number): CborMap | undefined {
  const map = new Map<number | string, CborValue>()
  for (let count = 0; count < length; count += 1) {
    const key = read(bytes, place, depth + 1)
    const member = read(bytes, place, depth + 1)
    if ((typeof key !== 'number' && typeof key !== 'string') || member === undefined || map.has(key)) return undefined
    map.set(key, member)
  }
  return map
}
