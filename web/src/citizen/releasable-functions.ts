import type { CardView } from '@yika/core/card/card-view.ts'
import type { CardFunction } from '@yika/core/card/report-loss.ts'

/** Article 7: what a provisional report has stopped can be released; a formal one is final. */
export function releasableFunctions(card: CardView): readonly CardFunction[] {
  if (!card.actions.includes('release-loss')) return []
  return (['social', 'finance'] as const).filter((one) => card[one] === 'suspended-provisional')
}
