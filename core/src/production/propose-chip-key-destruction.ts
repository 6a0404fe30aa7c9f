import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: the first of two persons who end a version for good; never while a live card speaks under it (M14.8). */
export function proposeChipKeyDestruction(
  key: ChipKey | undefined,
  carried: boolean,
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { state: 'destruction-proposed' }> {
  if (key?.state !== 'retired') return wrongChipKey(key)
  if (carried) return refuse('chip-key-carried')
  const proposed = { destructionProposedBy: context.actor.id }
  return accept([chipKeyEvent(key.chipKeyId, 'chip-key-destruction-proposed', proposed)], {
    state: 'destruction-proposed',
  })
}
