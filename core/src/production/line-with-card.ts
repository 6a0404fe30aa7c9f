import type { Application } from '../application/application.ts'
import type { Card } from '../card/card.ts'
import type { Line } from './line.ts'

/** A line of a batch together with the card it makes; the decisions about a batch move both. */
export interface LineWithCard {
  readonly line: Line
  readonly card: Card
}

/** The same, with the application that waits for the card. */
export interface LineWithApplication extends LineWithCard {
  readonly application: Application
}
