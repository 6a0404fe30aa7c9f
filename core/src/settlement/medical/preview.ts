import { epochMs, type Instant } from '../../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../../decision/decision.ts'

/** What a preview was made of; closed by the custodian and given to the institution as a token. */
export interface Preview {
  readonly personId: string
  /** Digest of the bill and the institution. */
  readonly bill: string
  /** Version of the year; 0 before its first bill. */
  readonly yearVersion: number
  readonly accountHolds: number
  readonly at: Instant
}

/** Article 13: what was shown to the holder is what is settled, or the institution previews again. */
export function previewBarred(
  preview: Preview,
  now: Omit<Preview, 'at'>,
  context: Pick<DecisionContext, 'now' | 'policy'>,
): Refused | undefined {
  const minutes = context.policy.number('medical.preview-minutes')
  if (preview.personId !== now.personId || preview.bill !== now.bill) return refuse('preview-of-other-bill')
  if (epochMs(context.now) - epochMs(preview.at) > minutes * 60_000) return refuse('preview-expired', { minutes })
  const moved = preview.yearVersion !== now.yearVersion || preview.accountHolds !== now.accountHolds
  return moved ? refuse('preview-stale') : undefined
}
