import type { Instant } from '../calendar/instant.ts'
import type { RelationToLoss } from '../card/relation-to-loss.ts'
import type { Carrier } from '../service/card-service.ts'
import type { UseReason } from '../service/judge-use.ts'

/**
 * One answer to the question "may this card, now, for this service?", kept for good: what was asked, by whom, and what was said.
 * Settlement and fees name it; nothing is settled for somebody who did not show a card.
 */
export interface Use {
  readonly personId: string
  readonly useId: string
  readonly cardId: string
  readonly serviceId: string
  readonly institutionId: string
  /** Null when the institution's own system asked. */
  readonly terminalId: string | null
  readonly carrier: Carrier
  /** With `proofDigest` what presentation.ts says of a proof; a proof counts once for a card. */
  readonly proofKey: string
  readonly proofDigest: string
  readonly counter: number | null
  /** The member of staff of the institution who compared face and document; null for a chip or code. */
  readonly comparedBy: string | null
  /** By the terminal's clock, corrected where we know better. */
  readonly usedAt: Instant
  /** `late`: told after the fact by a terminal that was off line. */
  readonly told: 'online' | 'late'
  readonly allowed: boolean
  readonly reason: UseReason | null
  readonly relation: RelationToLoss
  readonly decidedAt: Instant
}

export interface UseEvent {
  readonly stream: 'use'
  readonly id: string
  readonly personId: string
  readonly name: 'use-decided'
  readonly data: Omit<Use, 'personId' | 'useId' | 'decidedAt'>
}

export function evolveUse(state: Use | undefined, event: UseEvent, at: Instant): Use {
  if (state !== undefined) throw new Error(`use ${event.id} was decided already`)
  return { personId: event.personId, useId: event.id, ...event.data, decidedAt: at }
}
