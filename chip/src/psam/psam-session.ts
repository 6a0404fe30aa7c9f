import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import type { KeyUse } from '../key/card-key.ts'
import type { Psam } from './psam-memory.ts'

/** The key of one card, made for one challenge of it. */
export interface WorkingKey {
  readonly suite: ChipSuite
  readonly use: KeyUse
  readonly cardKey: Uint8Array
  readonly challenge: Uint8Array
}

/** A PSAM with power and all that it forgets without. */
export interface PsamSession {
  readonly psam: Psam
  readonly suites: Readonly<Record<ChipSuiteId, ChipSuite>>
  /** The application whose keys are meant. */
  application: ChipSuiteId
  /** The elementary file that was selected. */
  file: number | undefined
  working: WorkingKey | undefined
  /** Waits for GET RESPONSE. */
  pending: Uint8Array | undefined
}

/** Data, which means success, or a status word without data. */
export type PsamAnswer = Uint8Array | number

export function forgetWorkingKey(session: PsamSession): void {
  session.working?.cardKey.fill(0)
  session.working = undefined
}
