import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import { cardKeys } from '../key/card-key.ts'
import { provinceFactor } from '../key/factor.ts'
import { cityKey } from './diversify-cards.ts'
import { masterKeys } from './master-keys.ts'

/** One key for a PSAM: at the level that its usage says. */
interface KeyOfPsam {
  readonly suite: ChipSuiteId
  readonly version: number
  readonly usage: number
  readonly index: number
  readonly key: Uint8Array
}

/** The keys that the issuer of PSAMs puts into one for terminals of an area: all that the published table names, from the root of a version. */
export function psamKeys(suite: ChipSuite, root: Uint8Array, version: number, area: string): readonly KeyOfPsam[] {
  const masters = masterKeys(suite, root)
  return cardKeys.flatMap(({ psam }, place) => {
    if (psam === null) return []
    const master = masters[place] as Uint8Array
    return [{ suite: suite.id, version, ...psam, key: keyOfLevel(suite, master, psam.usage, area) }]
  })
}

function keyOfLevel(suite: ChipSuite, master: Uint8Array, usage: number, area: string): Uint8Array {
  if (usage >> 4 === 6) return master.slice()
  if (usage >> 4 === 4) return suite.diversify(master, provinceFactor(area))
  return cityKey(suite, master, area)
}
