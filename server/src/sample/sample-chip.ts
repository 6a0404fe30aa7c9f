import { identificationBody, identificationCode } from '@yika/chip/profile/identification-code.ts'
import { encodeResetInformation } from '@yika/chip/profile/reset-information.ts'
import { issuingArea } from '@yika/core/holder/person.ts'

/** What the register holds of a chip. */
export interface SampleChip {
  readonly chipIdentificationCode: string
  readonly atr: string
  readonly chipKeyVersion: number
}

/** Two letters that no maker has, apart from the cards that the simulated factory makes. */
const maker = { level: 0x96, maker: 'YS', variant: 0x02, city: '1100' } as const

/** The chip of a third-generation card that the sample city brings along; its keys are those of the first ceremony. */
export function sampleChip(index: number): SampleChip {
  const reset = encodeResetInformation({ ...maker, serial: index })
  const body = identificationBody(issuingArea, reset.slice(-4)) as Uint8Array
  // Simulated: who made these cards is nobody, so nobody's key has checked the code.
  const check = Uint8Array.of(0x59, 0x4b, index & 0xff, (index >>> 8) & 0xff)
  return {
    chipIdentificationCode: identificationCode(body, check),
    atr: reset.toHex().toUpperCase(),
    chipKeyVersion: 1,
  }
}

/** Whether a card of the register says that it is one of these. */
export function isSampleChip(atr: string): boolean {
  return atr.startsWith(
    encodeResetInformation({ ...maker, serial: 0 })
      .subarray(0, 9)
      .toHex()
      .toUpperCase(),
  )
}
