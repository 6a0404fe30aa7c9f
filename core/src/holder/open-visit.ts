import { addMilliseconds } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { DocumentType } from '../identifier/document-type.ts'
import type { Person } from './person.ts'
import { isInForce, type Relation } from './relation.ts'
import { type CounterVisit, isOpen, type VisitEvent, visitEvent } from './visit.ts'

/** The person for whom somebody came, who came, and what binds the two. */
export interface Arrival {
  readonly holder: Person | undefined
  /** The person who presented the document; the holder, when the holder came. */
  readonly presenter: Person | undefined
  readonly relations: readonly Relation[]
  /** Visits of the person at this office that have not been closed. */
  readonly open: readonly CounterVisit[]
}

export interface Presentation {
  readonly presenter: 'holder' | 'guardian' | 'proxy'
  readonly documentType: DocumentType
}

const msPerMinute = 60_000

/**
 * Articles 7 and 11: an office may act for a person only while the person, a guardian or a proxy is present and has shown
 * a document (M7.13, M9.2, M9.3). A second visit at the same office takes the place of the first.
 */
export function openVisit(
  { holder, presenter, relations, open }: Arrival,
  presentation: Presentation,
  context: DecisionContext,
): Decision<VisitEvent, { visitId: string; personId: string; until: string }> {
  const { officeId } = context.actor
  if (officeId === undefined) return refuse('office-required')
  if (presenter === undefined) return refuse('presenter-unknown')
  if (holder === undefined) return refuse('person-unknown')
  if (presenter.lifeStatus === 'deceased') return refuse('person-deceased')
  const relation = relations.find(
    (one) =>
      one.kind === presentation.presenter && one.helperId === presenter.personId && isInForce(one, context.today),
  )
  const fits = presentation.presenter === 'holder' ? presenter.personId === holder.personId : relation !== undefined
  if (!fits) return refuse('presenter-not-related')
  const visitId = context.newId()
  const { personId } = holder
  const until = addMilliseconds(context.now, context.policy.number('visit.duration') * msPerMinute)
  return accept(
    [
      ...open
        .filter((visit) => visit.officeId === officeId && isOpen(visit, context.now))
        .map((visit) => visitEvent(visit, 'visit-closed', { closedBy: context.actor.id })),
      visitEvent({ visitId, personId }, 'visit-opened', {
        ...presentation,
        officeId,
        presenterId: presenter.personId,
        scope: presentation.presenter === 'proxy' ? (relation?.scope ?? []) : null,
        openedBy: context.actor.id,
        until,
      }),
    ],
    { visitId, personId, until },
  )
}
