import type { ChipSuite } from '../cipher/chip-suite.ts'
import { factorPairs } from '../cipher/factor-pairs.ts'
import { cityFactor, provinceFactor } from '../key/factor.ts'
import { masterKeys } from './master-keys.ts'

/** Master key, province, city: the key from which the cards of an area are diversified. */
export function cityKey(suite: ChipSuite, master: Uint8Array, area: string): Uint8Array {
  const province = suite.diversify(master, provinceFactor(area))
  const city = suite.diversify(province, cityFactor(area))
  province.fill(0)
  return city
}

/**
 * All keys of many cards of an area: for each key of `cardKeys` the 16 bytes of every card, one behind the other in the order of the
 * factors. One call of the cipher for each key, whatever the number of cards.
 */
export function diversifyCards(
  suite: ChipSuite,
  root: Uint8Array,
  area: string,
  factors: Uint8Array,
): readonly Uint8Array[] {
  const pairs = factorPairs(factors)
  return masterKeys(suite, root).map((master) => {
    const city = cityKey(suite, master, area)
    master.fill(0)
    const keys = suite.encryptBlocks(city, pairs)
    city.fill(0)
    return keys
  })
}
