import { cardFactor } from '@yika/chip/key/factor.ts'
import type { Card } from '@yika/core/card/card.ts'
import { resetInformationOf } from '@yika/core/card/reset-information.ts'

/** What sets the keys of this card apart from those of all others. */
export function chipFactorOf(card: Card): Uint8Array | undefined {
  const reset = card.atr === null ? undefined : resetInformationOf(card.atr)
  return reset === undefined ? undefined : cardFactor(Uint8Array.fromHex(reset))
}
