import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Interpretation, InterpretationEvent } from './interpretation.ts'
import { policyFigureOf } from './policy-figures.ts'

export type PublishInterpretation = Pick<Interpretation, 'article' | 'question' | 'answer' | 'policyKeys' | 'source'>

/** Article 17: the department answers a question on an article and names the rules that follow from the answer. */
export function publishInterpretation(
  input: PublishInterpretation,
  context: DecisionContext,
): Decision<InterpretationEvent, { readonly interpretationId: string }> {
  const unknown = input.policyKeys.find((key) => policyFigureOf(key) === undefined)
  if (unknown !== undefined) return refuse('policy-key-unknown', { key: unknown })
  const interpretationId = context.newId()
  const event: InterpretationEvent = {
    stream: 'interpretation',
    id: interpretationId,
    personId: null,
    name: 'interpretation-published',
    data: { ...input, publishedOn: context.today },
  }
  return accept([event], { interpretationId })
}
