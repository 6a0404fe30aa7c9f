import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: a second person agrees, and still no live card speaks under the version; then it is destroyed (M14.8). */
export function confirmChipKeyDestruction(
  key: ChipKey | undefined,
  carried: boolean,
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { state: 'destruction-confirmed' }> {
  if (key?.state !== 'destruction-proposed') return wrongChipKey(key)
  if (isSamePerson(context.actor, key.destructionProposedBy)) return refuse('same-person-twice')
  if (carried) return refuse('chip-key-carried')
  const { chipKeyId } = key
  return accept(
    [chipKeyEvent(chipKeyId, 'chip-key-destruction-confirmed', { destructionConfirmedBy: context.actor.id })],
    { state: 'destruction-confirmed' },
    [{ queue: 'destroy-chip-key', data: { chipKeyId } }],
  )
}
