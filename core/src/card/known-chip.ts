import { type Refused, refuse } from '../decision/decision.ts'
import type { Card } from './card.ts'
import { resetInformationOf } from './reset-information.ts'

/** Article 14: only a chip whose keys are the city's can be spoken to; older cards carry keys that are not known here. */
export function chipBarred(card: Card): Refused | undefined {
  return card.chipKeyVersion === null ? refuse('chip-unknown') : undefined
}

/** What a chip says of itself, against the register: a chip that says something else is not this card's. */
export function chipDiffers(
  card: Card,
  said: { readonly identificationCode: string; readonly resetInformation: string },
): boolean {
  const registered = card.atr === null ? undefined : resetInformationOf(card.atr)
  return said.identificationCode !== card.chipIdentificationCode || said.resetInformation !== registered
}
