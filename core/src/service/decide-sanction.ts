import { isSamePerson } from '../access/same-person.ts'
import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type CardApplication, type CardApplicationEvent, cardApplicationEvent } from './card-application.ts'
import { type Sanction, type SanctionEvent, sanctionEvent, sanctionedService } from './sanction.ts'

/** Articles 5 and 17: a penalty suspends settlement of the medical insurance by card, and nothing else, until a day; it names its decision. */
export function proposeSanction(
  { personId, open }: { readonly personId: string | undefined; readonly open: readonly Sanction[] },
  { reference, until }: { readonly reference: string; readonly until: Day },
  { actor, today, newId }: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<SanctionEvent, { sanctionId: string }> {
  if (personId === undefined) return refuse('person-unknown')
  if (open.some(({ status }) => status !== 'ended')) return refuse('sanction-exists')
  if (until <= today) return refuse('suspension-end-past')
  const sanctionId = newId()
  const data = { serviceId: sanctionedService, reference, until, proposedBy: actor.id } as const
  return accept([sanctionEvent({ personId, sanctionId }, 'sanction-proposed', data)], { sanctionId })
}

/** Articles 5 and 17: a second person puts it in force. It stands on the card of the day and follows the person onto every later one. */
export function approveSanction(
  sanction: Sanction | undefined,
  { cardId, serviceFrom }: { readonly cardId: string | undefined; readonly serviceFrom: Day },
  { actor, today }: Pick<DecisionContext, 'actor' | 'today'>,
): Decision<SanctionEvent | CardApplicationEvent, { cardId: string }> {
  if (sanction === undefined) return refuse('not-found')
  const { personId, serviceId, status, proposedBy, reference, until } = sanction
  if (status !== 'proposed') return refuse('sanction-not-proposed')
  if (isSamePerson(actor, proposedBy)) return refuse('same-person-twice')
  if (until < today) return refuse('suspension-end-past')
  if (cardId === undefined) return refuse('sanction-without-card')
  const suspension = { reason: 'sanction', reference, until, from: serviceFrom } as const
  return accept(
    [
      sanctionEvent(sanction, 'sanction-approved', { approvedBy: actor.id, cardId }),
      cardApplicationEvent({ personId, cardId, serviceId }, 'application-suspended', suspension),
    ],
    { cardId },
  )
}

/** Articles 5 and 17: a proposal is withdrawn, a penalty is lifted before its day, or its day has passed. */
export function endSanction(
  sanction: Sanction | undefined,
  application: CardApplication | undefined,
  { reason }: { readonly reason: string },
): Decision<SanctionEvent | CardApplicationEvent, { sanctionId: string }> {
  if (sanction === undefined) return refuse('not-found')
  if (sanction.status === 'ended') return refuse('sanction-ended')
  const { sanctionId } = sanction
  const ended = sanctionEvent(sanction, 'sanction-ended', { reason })
  const resumes = sanction.status === 'in-force' && application?.suspension?.reason === 'sanction'
  const resumed = resumes ? [cardApplicationEvent(application, 'application-resumed', {})] : []
  return accept([ended, ...resumed], { sanctionId })
}
