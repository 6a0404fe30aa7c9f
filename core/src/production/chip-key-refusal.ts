import { type Refused, refuse } from '../decision/decision.ts'
import type { ChipKey } from './chip-key.ts'

/** The refusal of a key that is unknown or not in the state that a step begins with. */
export function wrongChipKey(key: ChipKey | undefined): Refused {
  return key === undefined ? refuse('not-found') : refuse('chip-key-state-wrong', { state: key.state })
}
