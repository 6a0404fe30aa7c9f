import { concat } from '../bytes/concat.ts'

const headerBytes = 2

/** What vpcd says in a frame of one byte. Only `atr` is answered. */
export const vpcdControl = { powerOff: 0, powerOn: 1, reset: 2, atr: 4 } as const

/** Two bytes of length, high byte first, and the body: written in one call, because pcscd dies of a card that leaves between them. */
export function encodeFrame(body: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(body.length >> 8, body.length & 0xff), body)
}

/** Cuts a stream into frames: give it chunks as they come, it gives the bodies that became whole. */
export function frameCutter(): (chunk: Uint8Array) => readonly Uint8Array[] {
  let rest: Uint8Array = new Uint8Array()
  return (chunk) => {
    rest = rest.length === 0 ? chunk : concat(rest, chunk)
    const bodies: Uint8Array[] = []
    while (rest.length >= headerBytes) {
      const end = headerBytes + (((rest[0] as number) << 8) | (rest[1] as number))
      if (rest.length < end) break
      bodies.push(rest.slice(headerBytes, end))
      rest = rest.subarray(end)
    }
    rest = rest.slice()
    return bodies
  }
}
