/**
 * The thirteen historical bytes of the answer to reset (卡复位信息): `00`, level of the operating system, two letters of the maker, one
 * byte, a fixed part, and eight bytes that no other card has, of which the end is the serial. The split follows published samples.
 */
export interface ResetInformation {
  readonly level: number
  /** Two letters. */
  readonly maker: string
  readonly variant: number
  /** Four digits. */
  readonly city: string
  readonly serial: number
}

const length = 13
const levels = [0x81, 0x96, 0x8c]
/** `86 84` on cards, `86 97` on the specification's specimen. */
const fixedParts = [0x8684, 0x8697]

export function encodeResetInformation(information: ResetInformation): Uint8Array {
  const { level, maker, variant, city, serial } = information
  const bytes = new Uint8Array(length)
  bytes.set([0x00, level, maker.charCodeAt(0), maker.charCodeAt(1), variant, 0x86, 0x84])
  bytes.set(Uint8Array.fromHex(city), 7)
  new DataView(bytes.buffer).setUint32(9, serial)
  return bytes
}

/** Undefined if the bytes do not follow the pattern. */
export function parseResetInformation(bytes: Uint8Array): ResetInformation | undefined {
  if (bytes.length !== length) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  const [first, level, variant] = [view.getUint8(0), view.getUint8(1), view.getUint8(4)]
  const maker = String.fromCharCode(view.getUint8(2), view.getUint8(3))
  const city = bytes.subarray(7, 9).toHex()
  if (first !== 0 || !levels.includes(level) || !fixedParts.includes(view.getUint16(5))) return undefined
  if (!/^[A-Z]{2}$/.test(maker) || !/^\d{4}$/.test(city)) return undefined
  return { level, maker, variant, city, serial: view.getUint32(9) }
}
