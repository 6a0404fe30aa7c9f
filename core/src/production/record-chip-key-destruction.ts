import { accept, type Decision } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: the key machine has destroyed the keys of the version; its history stays. */
export function recordChipKeyDestruction(key: ChipKey | undefined): Decision<ChipKeyEvent, { state: 'destroyed' }> {
  if (key?.state !== 'destruction-confirmed') return wrongChipKey(key)
  return accept([chipKeyEvent(key.chipKeyId, 'chip-key-destroyed', {})], { state: 'destroyed' })
}
