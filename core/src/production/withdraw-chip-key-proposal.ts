import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, type ChipKeyState, chipKeyEvent } from './chip-key.ts'

/** Article 14: what waits for a second person, to be made or destroyed, ends by either hand: to stop needs one. */
export function withdrawChipKeyProposal(
  key: ChipKey | undefined,
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { state: ChipKeyState }> {
  if (key === undefined) return refuse('not-found')
  const by = { withdrawnBy: context.actor.id }
  switch (key.state) {
    case 'proposed':
      return accept([chipKeyEvent(key.chipKeyId, 'chip-key-withdrawn', by)], { state: 'withdrawn' })
    case 'destruction-proposed':
      return accept([chipKeyEvent(key.chipKeyId, 'chip-key-destruction-withdrawn', by)], { state: 'retired' })
    default:
      return refuse('chip-key-state-wrong', { state: key.state })
  }
}
