import { addMilliseconds, epochMs, type Instant } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'

const dayMs = 86_400_000

/** How a use is told: while the card is there, or after the fact by a terminal that was off line. */
export type Told = 'online' | 'late'

/**
 * Article 9: when the card was used, as the books take it. On line it is now: a terminal whose clock runs behind must not reach back before
 * a loss. What is told late happened by the terminal's clock, less what that clock is known to be off, and never in the future.
 */
export function timeOfUse(
  said: { readonly at: Instant; readonly told: Told; readonly clockOffMs: number | null },
  { now, policy }: Pick<DecisionContext, 'now' | 'policy'>,
): { readonly accepted: true; readonly usedAt: Instant } | Refused {
  const skewMs = policy.number('use.clock-skew') * 1000
  const { at, told } = said
  const offMs = epochMs(at) - epochMs(now)
  if (told === 'online')
    return Math.abs(offMs) <= skewMs ? { accepted: true, usedAt: now } : refuse('clock-off', { at, now })
  const corrected = addMilliseconds(at, -(said.clockOffMs ?? 0))
  if (epochMs(corrected) - epochMs(now) > skewMs) return refuse('clock-off', { at, now })
  const days = policy.number('use.late-days')
  if (epochMs(now) - epochMs(corrected) > days * dayMs) return refuse('use-too-late', { at, days })
  return { accepted: true, usedAt: corrected < now ? corrected : now }
}
