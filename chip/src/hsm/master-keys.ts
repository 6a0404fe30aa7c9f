import type { ChipSuite } from '../cipher/chip-suite.ts'
import { cardKeys, directories } from '../key/card-key.ts'

const word = Uint8Array.from('master', (letter) => letter.charCodeAt(0))

/** Directory, identifier and the word `master`: eight bytes for each key of `cardKeys`. */
const labels = Uint8Array.from(cardKeys.flatMap(({ directory, id }) => [directories.indexOf(directory), id, ...word]))

/** The master key of every name, in the order of `cardKeys`: one step of diversification below the root, in one call of the cipher. */
export function masterKeys(suite: ChipSuite, root: Uint8Array): readonly Uint8Array[] {
  const keys = suite.diversify(root, labels)
  return cardKeys.map((_, index) => keys.subarray(index * 16, (index + 1) * 16))
}
