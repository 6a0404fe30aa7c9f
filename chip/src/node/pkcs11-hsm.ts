import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { factorPairs } from '../cipher/factor-pairs.ts'
import { cardServices, type UpperKeys } from '../hsm/card-services.ts'
import { type ChipHsm, HsmError, transportVersion } from '../hsm/chip-hsm.ts'
import { cardKeys } from '../key/card-key.ts'
import { cityFactor, provinceFactor } from '../key/factor.ts'
import { chipParts } from './chip-parts.ts'
import { openPkcs11Token, type TokenLocation } from './pkcs11-token.ts'

const transportName = 'transport'
const labelOf = (version: number, key: string) => `des/${version}/${version === transportVersion ? transportName : key}`

/**
 * The key machine over a PKCS#11 module, for the suite `des`: SM4 and SM2 are not mechanisms of the standard, and SoftHSM2 has neither.
 * Master keys are born in the token, can do nothing but derive, and the keys of province and city are derived there as well; what
 * comes out is the keys of cards. The calls are synchronous: a module far away would hold up the process.
 */
export async function openPkcs11Hsm(location: TokenLocation): Promise<ChipHsm> {
  const token = await openPkcs11Token(location)
  /** Keys of the city, or the transport master, by label and area. */
  const above = new Map<string, ReturnType<typeof token.diversify>>()

  const heldOnly = (suite: ChipSuiteId) => {
    if (suite !== 'des') throw new HsmError('suite-not-held', 'the device has no SM algorithms')
  }

  const master = (version: number, key: string) => {
    const held = token.find(labelOf(version, key))
    if (held === undefined) throw new HsmError('version-unknown', `des has no master keys of version ${version}`)
    return held
  }

  const keyAbove = (version: number, key: string, area: string) => {
    if (version === transportVersion) return master(version, key)
    const name = `${labelOf(version, key)} ${area}`
    const known = above.get(name)
    if (known !== undefined) return known
    const province = token.diversify(master(version, key), provinceFactor(area), 'derive')
    const city = token.diversify(province, cityFactor(area), 'encrypt')
    token.destroy(province)
    above.set(name, city)
    return city
  }

  const upper: UpperKeys = {
    cardKeys({ suite, version, key, area }, factors) {
      heldOnly(suite)
      return token.encrypt(keyAbove(version, key, area), factorPairs(factors))
    },
    allCardKeys({ suite, version, area }, factors) {
      heldOnly(suite)
      const pairs = factorPairs(factors)
      return cardKeys.map(({ name }) => token.encrypt(keyAbove(version, name, area), pairs))
    },
  }

  const names = (version: number) => (version === transportVersion ? [transportName] : cardKeys.map(({ name }) => name))

  return {
    ...cardServices(chipParts.suites, upper),
    async transportKeyFor() {
      throw new HsmError('suite-not-held', 'the device has no SM2 and lets no key out otherwise')
    },
    async psamKeys() {
      throw new HsmError('suite-not-held', 'the keys of the device are not for leaving it, not even for a PSAM')
    },
    async generate(suite, version) {
      heldOnly(suite)
      const purpose = version === transportVersion ? 'encrypt' : 'derive'
      const missing = names(version).filter((name) => token.find(labelOf(version, name)) === undefined)
      for (const name of missing) token.generate(labelOf(version, name), purpose)
    },
    async checkValues(suite, version) {
      heldOnly(suite)
      const check = (name: string) => token.checkValue(master(version, name)).toHex().toUpperCase()
      return Object.fromEntries(names(version).map((name) => [name, check(name)]))
    },
    async destroy(suite, version) {
      heldOnly(suite)
      for (const [name, key] of above)
        if (name.startsWith(`des/${version}/`)) {
          token.destroy(key)
          above.delete(name)
        }
      for (const name of names(version)) {
        const held = token.find(labelOf(version, name))
        if (held !== undefined) token.destroy(held)
      }
    },
    async close() {
      above.clear()
      token.close()
    },
  }
}
