import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type DataCorrection, type DataCorrectionEvent, dataCorrectionEvent, mayBecome } from './data-correction.ts'

/** Article 4: the record stays as it is, and the holder reads why in both languages (M4.7). */
export function refuseDataCorrection(
  request: DataCorrection | undefined,
  reason: { readonly zh: string; readonly en: string },
  context: Pick<DecisionContext, 'actor'>,
): Decision<DataCorrectionEvent, { status: 'refused' }> {
  if (request === undefined) return refuse('not-found')
  if (!mayBecome(request, 'refused')) return refuse('correction-decided')
  if (isSamePerson(context.actor, request.requestedBy)) return refuse('same-person-twice')
  const decidedBy = context.actor.id
  return accept([dataCorrectionEvent(request, 'correction-refused', { reason, decidedBy })], { status: 'refused' })
}
