import { cardFactor } from '@yika/chip/key/factor.ts'
import { issuingArea } from '@yika/core/holder/person.ts'

/** How the key machine names a chip: new cards speak SM4, and the end of the reset information tells one from the other. */
export function chipOf(resetInformation: string) {
  return { suite: 'sm', area: issuingArea, factor: cardFactor(Uint8Array.fromHex(resetInformation)) } as const
}
