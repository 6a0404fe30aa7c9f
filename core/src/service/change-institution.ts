import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Institution, type InstitutionEvent, institutionEvent } from './institution.ts'
import { institutionUnfit } from './register-institution.ts'

type Change = Partial<Pick<Institution, 'name' | 'district' | 'grade' | 'community'>>

/** Article 5: what is on record about an institution follows what it is. */
export function changeInstitution(
  institution: Institution | undefined,
  change: Change,
): Decision<InstitutionEvent, { institutionId: string }> {
  if (institution === undefined) return refuse('not-found')
  const same = Object.entries(change).every(
    ([name, value]) => JSON.stringify(institution[name as keyof Change]) === JSON.stringify(value),
  )
  if (same) return refuse('nothing-changed')
  const unfit = institutionUnfit({ ...institution, ...change })
  if (unfit !== undefined) return unfit
  const { institutionId } = institution
  return accept([institutionEvent(institutionId, 'institution-changed', change)], { institutionId })
}

/** Article 5: an institution ends on a day that lies ahead; its agreements hold no longer than it. */
export function endInstitution(
  institution: Institution | undefined,
  { validUntil }: { readonly validUntil: Day },
  { today }: Pick<DecisionContext, 'today'>,
): Decision<InstitutionEvent, { institutionId: string }> {
  if (institution === undefined) return refuse('not-found')
  if (validUntil < today || validUntil < institution.validFrom) return refuse('service-end-past')
  const { institutionId } = institution
  return accept([institutionEvent(institutionId, 'institution-ended', { validUntil })], { institutionId })
}
