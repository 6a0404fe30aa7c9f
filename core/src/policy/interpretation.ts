import type { Day } from '../calendar/instant.ts'
import type { DomainEvent } from '../decision/decision.ts'
import type { ArticleNumber } from '../refusal/article.ts'

interface BothLanguages {
  readonly zh: string
  readonly en: string
}

/** How the department reads an article: a question, its answer, and the rules that follow from it (M17.3). */
export interface Interpretation {
  readonly interpretationId: string
  readonly article: ArticleNumber
  readonly question: BothLanguages
  readonly answer: BothLanguages
  /** The rules in which the answer takes effect; empty where it only explains. */
  readonly policyKeys: readonly string[]
  readonly source: string
  readonly publishedOn: Day
  /** From this day on it counts no more; it stays readable. */
  readonly withdrawnOn: Day | null
  readonly withdrawnBecause: string | null
}

export type InterpretationEvent =
  | (InterpretationEventBase & {
      readonly name: 'interpretation-published'
      readonly data: Omit<Interpretation, 'interpretationId' | 'withdrawnOn' | 'withdrawnBecause'>
    })
  | (InterpretationEventBase & {
      readonly name: 'interpretation-withdrawn'
      readonly data: { readonly withdrawnOn: Day; readonly reason: string }
    })

interface InterpretationEventBase extends DomainEvent {
  readonly stream: 'interpretation'
  readonly personId: null
}

export function evolveInterpretation(state: Interpretation | undefined, event: InterpretationEvent): Interpretation {
  if (event.name === 'interpretation-published') {
    return { ...event.data, interpretationId: event.id, withdrawnOn: null, withdrawnBecause: null }
  }
  if (state === undefined) throw new Error(`${event.name} of an interpretation that was not published`)
  return { ...state, withdrawnOn: event.data.withdrawnOn, withdrawnBecause: event.data.reason }
}
