import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import type { ChipHsm } from '../hsm/chip-hsm.ts'
import type { CardImage } from './card-image.ts'

/** One card to be made. */
export interface PersonalisationOrder {
  readonly image: CardImage
  readonly hsm: ChipHsm
  /** Six digits of the issuing area, from which the card's keys descend. */
  readonly area: string
  readonly suite: ChipSuiteId
  /** The version of the city's keys that the card gets, 1 or more. */
  readonly version: number
  /** The initial PIN, six digits. */
  readonly pin: string
  /** Chance for the challenges that the card has to answer. */
  readonly random: (length: number) => Uint8Array
}
