import type { ChipSuite } from '../card/chip-suite.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent, chipKeyIdOf } from './chip-key.ts'

/** The version is one byte on the card, and 0 is the transport key. */
const keyVersionMax = 255

/** Article 14: the first of the two persons without whom no master key is made (M14.8). */
export function proposeChipKey(
  keys: Iterable<ChipKey>,
  { suite, reason }: { readonly suite: ChipSuite; readonly reason: string },
  context: Pick<DecisionContext, 'actor'>,
): Decision<ChipKeyEvent, { chipKeyId: string; keyVersion: number; state: 'proposed' }> {
  const ofSuite = [...keys].filter((key) => key.suite === suite)
  const open = ofSuite.find(({ state }) => state === 'proposed' || state === 'confirmed')
  if (open !== undefined) return refuse('chip-key-open', { version: open.keyVersion })
  const keyVersion = 1 + Math.max(0, ...ofSuite.map((key) => key.keyVersion))
  if (keyVersion > keyVersionMax) return refuse('chip-key-versions-used-up')
  const chipKeyId = chipKeyIdOf(suite, keyVersion)
  const proposed = { suite, keyVersion, reason, proposedBy: context.actor.id }
  return accept([chipKeyEvent(chipKeyId, 'chip-key-proposed', proposed)], { chipKeyId, keyVersion, state: 'proposed' })
}
