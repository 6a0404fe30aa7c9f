import { accept, type Decision } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, chipKeyEvent } from './chip-key.ts'
import { wrongChipKey } from './chip-key-refusal.ts'

/** Article 14: the key machine has made the keys; from now on new cards get them. */
export function recordChipKey(
  key: ChipKey | undefined,
  checkValues: Readonly<Record<string, string>>,
): Decision<ChipKeyEvent, { state: 'active' }> {
  if (key?.state !== 'confirmed') return wrongChipKey(key)
  return accept([chipKeyEvent(key.chipKeyId, 'chip-key-made', { checkValues })], { state: 'active' })
}
