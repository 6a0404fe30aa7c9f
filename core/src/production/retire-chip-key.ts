import { accept, type Decision, type DecisionContext } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: no card is given this version any more; one person may stop it, because cards in use work on. */
export function retireChipKey(
  key: ChipKey | undefined,
  reason: string,
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { state: 'retired' }> {
  if (key?.state !== 'active') return wrongChipKey(key)
  const retired = { reason, retiredBy: context.actor.id }
  return accept([chipKeyEvent(key.chipKeyId, 'chip-key-retired', retired)], { state: 'retired' })
}
