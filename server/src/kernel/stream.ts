import type { Instant } from '@yika/core/calendar/instant.ts'
import type { DomainEvent } from '@yika/core/decision/decision.ts'
import type { Transaction } from './database/database.ts'

/** A state as it lies in its row: the kernel counts its events in `version`. */
export type Stored<State> = State & { readonly version: number }

/**
 * One kind of aggregate: how its events fold into its state (pure, from core) and the one statement that writes
 * the rows of many states at once. The row is the truth; `evolve` over its events gives the same value.
 */
export interface Stream<State extends object, Event extends DomainEvent> {
  readonly name: Event['stream']
  evolve(state: State | undefined, event: Event, at: Instant): State
  save(tx: Transaction, states: readonly Stored<State>[]): Promise<void>
  /** What else of the loaded world moves with this state (balances with a transfer), so that the next request of the batch sees it. */
  follow?(world: object, after: State, before: State | undefined): void
}
