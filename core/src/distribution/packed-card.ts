import type { Application } from '../application/application.ts'
import type { Card } from '../card/card.ts'
import type { ParcelLine } from './parcel-line.ts'

/** A card in distribution with its application; the decisions move all three together. */
export interface PackedCard {
  readonly line: ParcelLine
  readonly card: Card
  readonly application: Application
}
