import { issuingArea } from '../holder/person.ts'

/** Why a chip that answers is none of ours; the reasons stand in lines of batches. */
export const chipNotGenuine = 'chip-not-genuine'

/**
 * Article 4: what a chip says of itself must fit together: thirteen historical bytes, and an identification code of the issuing
 * area that carries their serial. Null when it does.
 */
export function chipFault(chip: {
  readonly identificationCode: string
  readonly resetInformation: string
}): 'reset-information-wrong' | 'identification-code-wrong' | null {
  const { identificationCode, resetInformation } = chip
  if (!/^[0-9A-F]{26}$/.test(resetInformation)) return 'reset-information-wrong'
  const [area, serial] = [identificationCode.slice(0, 6), identificationCode.slice(16, 24)]
  const fits = /^[0-9A-F]{32}$/.test(identificationCode) && area === issuingArea
  return fits && serial === resetInformation.slice(-8) ? null : 'identification-code-wrong'
}
