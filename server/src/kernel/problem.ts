import { refusals, refusalText } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import type { Outcome } from './outcome.ts'

/** RFC 9457 problem details with what a person needs: code, article where a rule refused, words and a way on. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly article?: number
  readonly detail: Readonly<Record<string, string | number>>
  readonly text: { readonly zh: string; readonly en: string }
  readonly remedy: { readonly zh: string; readonly en: string }
  readonly incident?: string
}

export function problemOf(refused: Extract<Outcome, { status: 'refused' }>): Problem {
  const entry: RefusalEntry = refusals[refused.code]
  const text = {
    zh: refusalText(refused.code, refused.detail, 'zh'),
    en: refusalText(refused.code, refused.detail, 'en'),
  }
  return {
    type: `urn:yika:refusal:${refused.code}`,
    title: text.en,
    status: entry.status,
    code: refused.code,
    ...(entry.article === undefined ? {} : { article: entry.article }),
    detail: refused.detail,
    text,
    remedy: entry.remedy,
  }
}

/** A bug or an outage: the log has the cause under the incident's number, the answer has only the number. */
export function incidentProblem(incident: string): Problem {
  return { ...problemOf({ status: 'refused', code: 'incident', detail: { incident } }), incident }
}
