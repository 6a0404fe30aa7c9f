import { checksum } from '../memory/checksum.ts'
import type { Protocol } from '../profile/answer-to-reset.ts'
import { type SpecificationVersion, specificationVersions } from '../profile/card-file.ts'
import { headerBytes } from './card-layout.ts'

const protocols: readonly Protocol[] = ['T=0', 'T=1']

/** What may be known of a memory image without any key. */
export interface MemoryHeader {
  readonly version: SpecificationVersion
  readonly historicalBytes: Uint8Array
  readonly protocol: Protocol
}

/** "YIKA" and the number of this way of laying out. */
const magic = Uint8Array.fromHex('59494B4101')
export const historicalLength = 13
const [versionAt, protocolAt, historicalAt] = [magic.length, magic.length + 1, magic.length + 2]
const fingerprintAt = historicalAt + historicalLength
const checksumAt = headerBytes - 4

export function encodeMemoryHeader(header: MemoryHeader, fingerprint: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  bytes[versionAt] = specificationVersions.indexOf(header.version)
  bytes[protocolAt] = protocols.indexOf(header.protocol)
  bytes.set(header.historicalBytes, historicalAt)
  view.setUint32(fingerprintAt, fingerprint)
  view.setUint32(checksumAt, checksum(bytes.subarray(0, checksumAt)))
  return bytes
}

/** Undefined if the bytes do not begin like the memory of a card. */
export function readMemoryHeader(bytes: Uint8Array): MemoryHeader | undefined {
  if (bytes.length < headerBytes || magic.some((byte, index) => bytes[index] !== byte)) return undefined
  if (viewOf(bytes).getUint32(checksumAt) !== checksum(bytes.subarray(0, checksumAt))) return undefined
  const version = specificationVersions[bytes[versionAt] as number]
  const protocol = protocols[bytes[protocolAt] as number]
  if (version === undefined || protocol === undefined) return undefined
  return { version, protocol, historicalBytes: bytes.slice(historicalAt, historicalAt + historicalLength) }
}

/** Which table the memory was laid out by. */
export const fingerprintIn = (bytes: Uint8Array): number => viewOf(bytes).getUint32(fingerprintAt)

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
