import type { CardView } from '@yika/core/card/card-view.ts'
import type { CardFunction } from '@yika/core/card/report-loss.ts'
import { type Axes, nextAxes } from '@yika/core/card/transitions.ts'

export type ReportedFunctions = CardFunction | 'both'

/** Asked of the table of transitions in core, as the server does: what is stopped already is not offered. */
export function reportableFunctions(card: CardView, fact: 'reported' | 'confirmed'): readonly ReportedFunctions[] {
  const { physical, social, finance, pinState: pin } = card
  const axes = { physical, social, finance, pin } as Axes
  const open = (['social', 'finance'] as const).filter((one) => nextAxes(axes, `${one}-loss-${fact}`) !== undefined)
  return open.length === 2 ? ['both', ...open] : open
}
