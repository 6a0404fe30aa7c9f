import type { Card } from '../card/card.ts'
import type { Person } from '../holder/person.ts'
import type { ECard } from './e-card.ts'
import type { ECardDevice } from './e-card-device.ts'

/** Everything that a command about the e-card of one person knows. */
export interface HeldECard {
  readonly person: Person
  /** All cards of the person: the e-card follows from them. */
  readonly cards: readonly Card[]
  readonly eCard: ECard | undefined
  /** Those that are bound now. */
  readonly devices: readonly ECardDevice[]
}
