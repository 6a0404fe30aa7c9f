import { encodeCommand } from '../apdu/command-apdu.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import { type CardKey, directories } from './card-key.ts'

/** Simulated: class and instruction of WRITE KEY (P1 = 01) and WRITE PIN (P1 = 02), after PBOC. */
export const writeKeyInstruction = { cla: 0x84, ins: 0xd4, key: 0x01, pin: 0x02 } as const

const macBytes = 4
const keyBytes = 16

/** What the enciphered part of WRITE KEY says. */
export interface NewKey {
  /** Index in `directories`. */
  readonly directory: number
  readonly id: number
  readonly version: number
  readonly key: Uint8Array
}

/**
 * WRITE KEY: directory, identifier, version and key enciphered under the card's present master key, with a MAC that is bound to the card's
 * factor, so that the script of one card fits no other. Played twice it is refused, because a version only grows.
 */
export function encodeWriteKey(
  suite: ChipSuite,
  masterKey: Uint8Array,
  factor: Uint8Array,
  { directory, id }: Pick<CardKey, 'directory' | 'id'>,
  version: number,
  key: Uint8Array,
): Uint8Array {
  const plaintext = concat(Uint8Array.of(directories.indexOf(directory), id, version), key)
  return securedWrite(suite, masterKey, factor, writeKeyInstruction.key, plaintext)
}

/** WRITE PIN: the PIN block under the card's present master key. */
export function encodeWritePin(
  suite: ChipSuite,
  masterKey: Uint8Array,
  factor: Uint8Array,
  pinBlock: Uint8Array,
): Uint8Array {
  return securedWrite(suite, masterKey, factor, writeKeyInstruction.pin, pinBlock)
}

/** CLA, INS, P1, P2 and Lc: what the MAC covers in front of the data. */
export function writeHeader(p1: number, cipherBytes: number): Uint8Array {
  return Uint8Array.of(writeKeyInstruction.cla, writeKeyInstruction.ins, p1, 0x00, cipherBytes + macBytes)
}

function securedWrite(suite: ChipSuite, masterKey: Uint8Array, factor: Uint8Array, p1: number, plaintext: Uint8Array) {
  const data = suite.encipher(masterKey, plaintext)
  const mac = suite.mac(masterKey, factor, concat(writeHeader(p1, data.length), data))
  const { cla, ins } = writeKeyInstruction
  return encodeCommand(cla, ins, p1, 0x00, { data: concat(data, mac) })
}

/** The other side: what a card does with the data of WRITE KEY or WRITE PIN; undefined if the MAC is wrong. */
export function openWrite(
  suite: ChipSuite,
  masterKey: Uint8Array,
  factor: Uint8Array,
  p1: number,
  data: Uint8Array,
): { readonly ok: true; readonly plaintext: Uint8Array } | { readonly ok: false; readonly fault: 'mac' | 'data' } {
  const [cipher, mac] = [data.subarray(0, -macBytes), data.subarray(-macBytes)]
  const expected = suite.mac(masterKey, factor, concat(writeHeader(p1, cipher.length), cipher))
  if (data.length <= macBytes || !equalBytes(expected, mac)) return { ok: false, fault: 'mac' }
  const plaintext = suite.decipher(masterKey, cipher)
  return plaintext === undefined ? { ok: false, fault: 'data' } : { ok: true, plaintext }
}

export function parseNewKey(plaintext: Uint8Array): NewKey | undefined {
  if (plaintext.length !== 3 + keyBytes) return undefined
  const [directory, id, version] = plaintext as unknown as [number, number, number]
  return { directory, id, version, key: plaintext.slice(3) }
}
