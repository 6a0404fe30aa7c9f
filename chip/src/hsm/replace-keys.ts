import { encodeCommand } from '../apdu/command-apdu.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import { pad } from '../cipher/padding.ts'
import { cardKeys, directories } from '../key/card-key.ts'
import { writeHeader, writeKeyInstruction } from '../key/write-key.ts'

const { cla, ins, key: writeKey } = writeKeyInstruction
const newKeyBytes = 3 + 16

/**
 * The WRITE KEY commands of one card, as `encodeWriteKey` makes them one by one. All new keys are enciphered in one call of the cipher
 * and their MACs go forward together, because they stand under the same master key: five calls instead of five for each key.
 */
export function replaceKeysOfCard(
  suite: ChipSuite,
  present: Uint8Array,
  factor: Uint8Array,
  version: number,
  keys: readonly Uint8Array[],
): readonly Uint8Array[] {
  const plaintexts = cardKeys.map(({ directory, id }, index) =>
    pad(
      concat(Uint8Array.of(directories.indexOf(directory), id, version), keys[index] as Uint8Array),
      suite.blockBytes,
    ),
  )
  const each = pad(new Uint8Array(newKeyBytes), suite.blockBytes).length
  const plaintext = concat(...plaintexts)
  const ciphertext = suite.encryptBlocks(present, plaintext)
  plaintext.fill(0)
  for (const one of plaintexts) one.fill(0)
  const data = cardKeys.map((_, index) => ciphertext.subarray(index * each, (index + 1) * each))
  const header = writeHeader(writeKey, each)
  const macs = suite.macs(
    present,
    factor,
    data.map((one) => concat(header, one)),
  )
  return data.map((one, index) =>
    encodeCommand(cla, ins, writeKey, 0x00, { data: concat(one, macs[index] as Uint8Array) }),
  )
}
