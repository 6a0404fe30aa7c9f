import { type ChipHsm, transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { identificationBody, identificationCode, noChallenge } from '@yika/chip/profile/identification-code.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { chipOf } from './chip-of.ts'

const serialBytes = 4

/**
 * 卡识别码 of each chip, by its reset information. Simulated: the check bytes are a MAC under the chip's own transport key, which whoever
 * makes blanks can compute as well.
 */
export async function identificationCodes(hsm: ChipHsm, resets: readonly string[]): Promise<readonly string[]> {
  const bodies = resets.map(
    (reset) => identificationBody(issuingArea, Uint8Array.fromHex(reset).slice(-serialBytes)) as Uint8Array,
  )
  const macs = await hsm.secureMessage(
    resets.map((reset, index) => ({
      ...chipOf(reset),
      ...{ version: transportVersion, key: 'SSSE/MK', challenge: noChallenge },
      ...{ header: bodies[index] as Uint8Array, plaintext: new Uint8Array(), encipher: false },
    })),
  )
  return macs.map(({ mac }, index) => identificationCode(bodies[index] as Uint8Array, mac))
}
