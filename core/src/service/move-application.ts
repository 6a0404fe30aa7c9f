import type { Role } from '../access/role.ts'
import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import {
  applicationMay,
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationEvent,
  type SuspensionReason,
} from './card-application.ts'
import { type ServiceOnCard, unentitled } from './load-service.ts'

type Moved = Decision<CardApplicationEvent, { state: CardApplication['state'] }>

const stateUnfit = (application: CardApplication | undefined) =>
  refuse('application-state-unfit', { state: application?.state ?? 'none' })

const keyOf = ({ facts, service }: ServiceOnCard) => ({
  personId: facts.person.personId,
  cardId: facts.card.cardId,
  serviceId: service.serviceId,
})

/** Article 5: what was loaded begins to be used, if its holder is still entitled. */
export function activateApplication(on: ServiceOnCard, context: Pick<DecisionContext, 'now' | 'today'>): Moved {
  const { application, service, facts } = on
  if (!applicationMay(application?.state, 'application-activated')) return stateUnfit(application)
  const refused = unentitled(service, facts, context)
  if (refused !== undefined) return refused
  return accept([cardApplicationEvent(keyOf(on), 'application-activated', {})], { state: 'active' })
}

/** Holders and those who serve them suspend for the holder; departments for what they answer for. A penalty has a way of its own. */
function mayMove(role: Role, reason: SuspensionReason): boolean {
  const forHolder = ['citizen', 'bank-clerk', 'bank-supervisor', 'district-officer'].includes(role)
  if (reason === 'sanction') return false
  return forHolder ? reason === 'holder-request' : true
}

/**
 * Article 5: a service on a card rests without the card. What only brings money to its holder is never stopped this way: benefits go on
 * whatever happens to a card (M1.3).
 */
export function suspendApplication(
  on: ServiceOnCard,
  {
    reason,
    reference,
    until,
  }: {
    readonly reason: SuspensionReason
    readonly reference: string
    readonly until: Day | null
  },
  { actor, today }: Pick<DecisionContext, 'actor' | 'today'>,
): Moved {
  const { application, service } = on
  if (!mayMove(actor.role, reason)) return refuse('suspension-of-others', { reason })
  if (service.actions.includes('receive')) return refuse('benefit-not-suspended')
  if (until !== null && until < today) return refuse('suspension-end-past')
  const none = application === undefined && service.loading === 'explicit'
  if (none || application?.state === 'suspended' || !applicationMay(application?.state, 'application-suspended')) {
    return stateUnfit(application)
  }
  const data = { reason, reference, until, from: service.from }
  return accept([cardApplicationEvent(keyOf(on), 'application-suspended', data)], { state: 'suspended' })
}

/** Article 5: whoever could suspend for a reason can take it back; a penalty ends by its own decision alone. */
export function resumeApplication(on: ServiceOnCard, { actor }: Pick<DecisionContext, 'actor'>): Moved {
  const { application } = on
  if (application?.suspension == null) return stateUnfit(application)
  const { reason } = application.suspension
  if (!mayMove(actor.role, reason)) return refuse('suspension-of-others', { reason })
  return accept([cardApplicationEvent(keyOf(on), 'application-resumed', {})], { state: 'active' })
}

/** Article 5: a holder gives a service back; the card stays what it is. */
export function removeApplication(on: ServiceOnCard, { reason }: { readonly reason: string }): Moved {
  const { application, service } = on
  if (service.loading === 'implicit') return refuse('service-needs-no-loading')
  if (!applicationMay(application?.state, 'application-removed')) return stateUnfit(application)
  return accept([cardApplicationEvent(keyOf(on), 'application-removed', { reason })], { state: 'removed' })
}

/** Article 5: what has run out ends, and what rested until a day is used again. */
export function expireApplication(
  application: CardApplication | undefined,
  { today }: Pick<DecisionContext, 'today'>,
): Moved {
  if (application === undefined) return refuse('not-found')
  const { state, until, suspension } = application
  if (until !== null && until < today && applicationMay(state, 'application-expired')) {
    return accept([cardApplicationEvent(application, 'application-expired', {})], { state: 'expired' })
  }
  const suspendedUntil = suspension?.until ?? null
  if (suspendedUntil !== null && suspendedUntil < today) {
    return accept([cardApplicationEvent(application, 'application-resumed', {})], { state: 'active' })
  }
  return refuse('application-not-due')
}
