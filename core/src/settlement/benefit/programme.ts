import type { Day, Instant } from '../../calendar/instant.ts'
import type { Condition } from '../../service/condition.ts'

/** What is paid, to whom, on which basis: the part of a programme that two people agree on. */
export interface ProgrammeTerms {
  readonly name: { readonly zh: string; readonly en: string }
  readonly legalBasis: string
  readonly from: Day
  readonly until: Day | null
  /** Day of the month on which money may leave; a batch that is approved later is paid at once. */
  readonly payday: number
  /** Who is entitled; null when the department alone judges that. Tickets have no place here. */
  readonly condition: Condition | null
  /** The most that one line may pay, in fen. */
  readonly mostFen: number
  /** False: no official text confirms the figures. */
  readonly verified: boolean
}

/** A benefit that a department pays month by month (Articles 2, 5): dated data, changed by two people. */
export interface BenefitProgramme extends ProgrammeTerms {
  readonly programmeId: string
  /** Organisation that pays. */
  readonly department: string
  readonly status: 'proposed' | 'in-force'
  /** What waits for a second person: new terms, or an end. */
  readonly proposal: ({ readonly by: string; readonly at: Instant } & ProgrammeChange) | null
}

export type ProgrammeChange =
  | { readonly change: 'terms'; readonly terms: ProgrammeTerms }
  | { readonly change: 'end'; readonly until: Day }

export interface ProgrammeEventData {
  /** Came with the platform. */
  'programme-adopted': ProgrammeTerms & { readonly department: string }
  'programme-proposed': { readonly department: string; readonly by: string } & ProgrammeChange
  'programme-approved': { readonly by: string }
}

export type ProgrammeEvent = {
  readonly [Name in keyof ProgrammeEventData]: {
    readonly stream: 'benefit-programme'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: ProgrammeEventData[Name]
  }
}[keyof ProgrammeEventData]

export function programmeEvent<Name extends keyof ProgrammeEventData>(
  id: string,
  name: Name,
  data: ProgrammeEventData[Name],
): ProgrammeEvent {
  return { stream: 'benefit-programme', id, personId: null, name, data } as ProgrammeEvent
}

export function evolveProgramme(
  state: BenefitProgramme | undefined,
  event: ProgrammeEvent,
  at: Instant,
): BenefitProgramme {
  const { id: programmeId } = event
  if (event.name === 'programme-adopted') return { programmeId, ...event.data, status: 'in-force', proposal: null }
  if (event.name === 'programme-proposed') {
    const { department, ...rest } = event.data
    const proposal = { ...rest, at }
    if (state !== undefined) return { ...state, proposal }
    if (rest.change !== 'terms') throw new Error(`an end of the programme ${programmeId}, which does not exist`)
    return { programmeId, department, ...rest.terms, status: 'proposed', proposal }
  }
  if (state?.proposal == null) throw new Error(`nothing waits for approval in ${programmeId}`)
  const { proposal } = state
  const agreed = proposal.change === 'terms' ? proposal.terms : { until: proposal.until }
  return { ...state, ...agreed, status: 'in-force', proposal: null }
}

/** Whether any day of the month is covered. */
export function coversPeriod({ status, from, until }: BenefitProgramme, period: string): boolean {
  return status === 'in-force' && from.slice(0, 7) <= period && (until === null || period <= until.slice(0, 7))
}
