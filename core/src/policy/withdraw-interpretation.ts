import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Interpretation, InterpretationEvent } from './interpretation.ts'

/** Article 17: an answer that holds no more is withdrawn with a reason; it stays readable for the cases it decided. */
export function withdrawInterpretation(
  interpretation: Interpretation | undefined,
  reason: string,
  context: DecisionContext,
): Decision<InterpretationEvent, Record<never, never>> {
  if (interpretation === undefined) return refuse('not-found')
  if (interpretation.withdrawnOn !== null) {
    return refuse('interpretation-withdrawn', { day: interpretation.withdrawnOn })
  }
  const event: InterpretationEvent = {
    stream: 'interpretation',
    id: interpretation.interpretationId,
    personId: null,
    name: 'interpretation-withdrawn',
    data: { withdrawnOn: context.today, reason },
  }
  return accept([event], {})
}
