/** A command as ISO/IEC 7816-3 frames it. */
export interface CommandApdu {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  /** Empty in cases 1 and 2. */
  readonly data: Uint8Array
  /** How many bytes the answer may have, 1 … 65,536; undefined in cases 1 and 3. */
  readonly le: number | undefined
  readonly extended: boolean
}

const none = new Uint8Array()

/** Reads cases 1 to 4, short and extended; undefined if the lengths contradict each other. */
export function parseCommand(bytes: Uint8Array): CommandApdu | undefined {
  if (bytes.length < 4) return undefined
  const [cla, ins, p1, p2] = bytes as unknown as [number, number, number, number]
  const framed = (data: Uint8Array, le: number | undefined, extended = false): CommandApdu => ({
    ...{ cla, ins, p1, p2, data, le, extended },
  })
  const body = bytes.subarray(4)
  const first = body[0]
  if (first === undefined) return framed(none, undefined)
  if (body.length === 1) return framed(none, first === 0 ? 256 : first)
  if (first !== 0) {
    const data = body.subarray(1, 1 + first)
    if (body.length === 1 + first) return framed(data, undefined)
    const le = body[1 + first] as number
    return body.length === 2 + first ? framed(data, le === 0 ? 256 : le) : undefined
  }
  if (body.length < 3) return undefined
  const two = (offset: number) => ((body[offset] as number) << 8) | (body[offset + 1] as number)
  const length = two(1)
  if (body.length === 3) return framed(none, length === 0 ? 65_536 : length, true)
  if (length === 0) return undefined
  const data = body.subarray(3, 3 + length)
  if (body.length === 3 + length) return framed(data, undefined, true)
  if (body.length !== 5 + length) return undefined
  const le = two(3 + length)
  return framed(data, le === 0 ? 65_536 : le, true)
}

interface Body {
  readonly data?: Uint8Array
  readonly le?: number
}

/** Writes a command, short where the lengths allow it. `data` at most 65,535 bytes, `le` 1 … 65,536. */
export function encodeCommand(cla: number, ins: number, p1: number, p2: number, body: Body = {}): Uint8Array {
  const data = body.data ?? none
  const { le } = body
  const header = [cla, ins, p1, p2]
  if (data.length <= 255 && (le === undefined || le <= 256)) {
    const lc = data.length === 0 ? [] : [data.length]
    return Uint8Array.from([...header, ...lc, ...data, ...(le === undefined ? [] : [le & 0xff])])
  }
  const two = (value: number) => [(value >> 8) & 0xff, value & 0xff]
  const lc = data.length === 0 ? [] : [0, ...two(data.length)]
  const end = le === undefined ? [] : data.length === 0 ? [0, ...two(le)] : two(le)
  return Uint8Array.from([...header, ...lc, ...data, ...end])
}
