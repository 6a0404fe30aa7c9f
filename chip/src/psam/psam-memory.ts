import { toBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { checksum } from '../memory/checksum.ts'
import type { Memory } from '../memory/memory.ts'
import { type PsamKey, stepsToCard, useOfPsamKey } from './psam-key.ts'

export interface PsamContents {
  /** Twenty digits. */
  readonly serial: string
  /** Twelve digits: 终端机编号, the tenth item of what a reader tells of a card. */
  readonly terminal: string
  /** A PSAM without RKSSSE or without SM4 is one whose keys of that name or suite are left out. */
  readonly keys: readonly PsamKey[]
}

/** A PSAM that was read from its memory. */
export interface Psam {
  readonly serial: Uint8Array
  readonly terminal: Uint8Array
  readonly keys: readonly PsamKey[]
}

/** "PSAM" and the number of this way of laying out. */
const magic = Uint8Array.fromHex('5053414D01')
const [serialBytes, terminalBytes, keyBytes, checksumBytes] = [10, 6, 16, 4]
const headBytes = magic.length + serialBytes + terminalBytes + 1
const slotBytes = 4 + keyBytes

/** The algorithm of a key as driver data name it; also the application of the PSAM that holds it. */
const algorithms = { des: 0x01, sm: 0x03 } as const satisfies Record<ChipSuiteId, number>
export const suiteOfAlgorithm = (algorithm: number): ChipSuiteId | undefined =>
  (Object.keys(algorithms) as ChipSuiteId[]).find((suite) => algorithms[suite] === algorithm)

/** The memory of a PSAM as its issuer hands it out: nothing in it changes afterwards. */
export function manufacturePsam({ serial, terminal, keys }: PsamContents): Uint8Array {
  const [serialNumber, terminalNumber] = [toBcd(serial, serialBytes), toBcd(terminal, terminalBytes)]
  if (serialNumber === undefined || terminalNumber === undefined)
    throw new RangeError('the numbers of a PSAM are digits')
  if (keys.length > 0xff) throw new RangeError('a PSAM has at most 255 keys')
  const slots = keys.map(({ suite, version, usage, index, key }) => {
    if (stepsToCard(usage) === undefined || useOfPsamKey(usage, index) === undefined)
      throw new RangeError(`no key of a PSAM is ${usage.toString(16)}/${index.toString(16)}`)
    if (key.length !== keyBytes) throw new RangeError('a key has sixteen bytes')
    return concat(Uint8Array.of(algorithms[suite], version, usage, index), key)
  })
  const contents = concat(magic, serialNumber, terminalNumber, Uint8Array.of(keys.length), ...slots)
  const memory = concat(contents, new Uint8Array(checksumBytes))
  new DataView(memory.buffer).setUint32(contents.length, checksum(contents))
  return memory
}

/** Undefined if the memory is not that of a PSAM or has decayed. */
export function readPsam(memory: Memory): Psam | undefined {
  const bytes = memory.read(0, memory.size)
  const count = bytes[headBytes - 1] ?? 0
  const end = headBytes + count * slotBytes
  if (bytes.length !== end + checksumBytes || magic.some((byte, index) => bytes[index] !== byte)) return undefined
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(end) !== checksum(bytes.subarray(0, end))) return undefined
  const keys: PsamKey[] = []
  for (let at = headBytes; at < end; at += slotBytes) {
    const [algorithm, version, usage, index] = bytes.subarray(at) as unknown as [number, number, number, number]
    const suite = suiteOfAlgorithm(algorithm)
    if (suite === undefined) return undefined
    keys.push({ suite, version, usage, index, key: bytes.slice(at + 4, at + slotBytes) })
  }
  const terminalAt = magic.length + serialBytes
  return {
    serial: bytes.slice(magic.length, terminalAt),
    terminal: bytes.slice(terminalAt, terminalAt + terminalBytes),
    keys,
  }
}
