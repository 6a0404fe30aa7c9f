import { addDaysToInstant } from '../calendar/instant.ts'
import { type Card, type CardEvent, cardEvent } from '../card/card.ts'
import type { DecisionContext } from '../decision/decision.ts'

/** A chip that reads back as the register says and has answered a challenge with the key of the city. */
export interface ProvenChip {
  readonly keyVersion: number
  /** The transaction counter that it proved. */
  readonly counter: number
  /** Of the initial PIN that the order gave for chip and envelope; drawn anew from the custody, never kept in the clear. */
  readonly pinVerifier: string
}

/** What came of comparing a chip with the register and challenging it. */
export type ChipCheck = ({ readonly good: true } & ProvenChip) | { readonly good: false; readonly reason: string }

/** Article 14: chip and books agree from here on, about keys, counter and initial PIN. */
export function chipProved(
  card: Card,
  { keyVersion, counter, pinVerifier }: ProvenChip,
  context: Pick<DecisionContext, 'now' | 'policy'>,
): readonly CardEvent[] {
  const expiresAt = addDaysToInstant(context.now, context.policy.number('pin.initial-lifetime'))
  const tries = context.policy.number('pin.server-tries')
  return [
    cardEvent(card, 'keys-replaced', { keyVersion, counter }),
    cardEvent(card, 'initial-pin-set', { verifier: pinVerifier, expiresAt, tries }),
  ]
}
