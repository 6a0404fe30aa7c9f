import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: a second person agrees; only then does the key machine make the keys (M14.8). */
export function confirmChipKey(
  key: ChipKey | undefined,
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { state: 'confirmed' }> {
  if (key?.state !== 'proposed') return wrongChipKey(key)
  if (isSamePerson(context.actor, key.proposedBy)) return refuse('same-person-twice')
  const { chipKeyId } = key
  return accept(
    [chipKeyEvent(chipKeyId, 'chip-key-confirmed', { confirmedBy: context.actor.id })],
    { state: 'confirmed' },
    [{ queue: 'make-chip-key', data: { chipKeyId } }],
  )
}
