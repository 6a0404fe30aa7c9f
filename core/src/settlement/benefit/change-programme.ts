import { isSamePerson } from '../../access/same-person.ts'
import type { Day } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import type { Condition } from '../../service/condition.ts'
import { type BenefitProgramme, type ProgrammeEvent, type ProgrammeTerms, programmeEvent } from './programme.ts'

type Changed = Decision<ProgrammeEvent, { programmeId: string }>

/** Articles 2 and 5: a department says what it pays; nothing is in force before a second person of it agrees. */
export function publishProgramme(
  state: BenefitProgramme | undefined,
  { programmeId, department, ...terms }: ProgrammeTerms & { readonly programmeId: string; readonly department: string },
  { actor }: Pick<DecisionContext, 'actor'>,
): Changed {
  if (state !== undefined && state.department !== department) return refuse('benefit-programme-taken', { programmeId })
  if (terms.until !== null && terms.until < terms.from) return refuse('benefit-programme-dates')
  if (terms.condition !== null && asksTicket(terms.condition)) return refuse('benefit-condition-ticket')
  const proposal = { department, by: actor.id, change: 'terms', terms } as const
  return accept([programmeEvent(programmeId, 'programme-proposed', proposal)], { programmeId })
}

/** Article 17: a benefit ends on a day that two people name; what was paid before stands. */
export function endProgramme(
  state: BenefitProgramme | undefined,
  { until }: { readonly until: Day },
  { actor }: Pick<DecisionContext, 'actor'>,
): Changed {
  if (state === undefined || state.status === 'proposed') return refuse('benefit-programme-unknown')
  if (until < state.from) return refuse('benefit-programme-dates')
  const { programmeId, department } = state
  const proposal = { department, by: actor.id, change: 'end', until } as const
  return accept([programmeEvent(programmeId, 'programme-proposed', proposal)], { programmeId })
}

/** Article 17: the second person is another natural person, and agrees to what it has seen: a newer proposal is read first. */
export function approveProgramme(
  state: (BenefitProgramme & { readonly version: number }) | undefined,
  seen: { readonly version: number },
  { actor }: Pick<DecisionContext, 'actor'>,
): Changed {
  if (state === undefined) return refuse('benefit-programme-unknown')
  if (state.proposal === null) return refuse('benefit-nothing-proposed')
  if (isSamePerson(actor, state.proposal.by)) return refuse('benefit-second-person')
  if (state.version !== seen.version) return refuse('changed-meanwhile')
  const { programmeId } = state
  return accept([programmeEvent(programmeId, 'programme-approved', { by: actor.id })], { programmeId })
}

/** A benefit does not hang on what is loaded on a card: the card may be lost (M1.3). */
function asksTicket(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksTicket)
  if ('any' in condition) return condition.any.some(asksTicket)
  if ('not' in condition) return asksTicket(condition.not)
  return 'ticket' in condition
}
