import type { Refused } from '@yika/core/decision/decision.ts'

/** What a command answers: kept under its idempotency key and given again, word for word, to a repetition. */
export type Outcome =
  | { readonly status: 'accepted'; readonly answer: unknown }
  | { readonly status: 'refused'; readonly code: Refused['code']; readonly detail: NonNullable<Refused['detail']> }

export function refusedOutcome(refused: Refused): Outcome {
  return { status: 'refused', code: refused.code, detail: refused.detail ?? {} }
}
