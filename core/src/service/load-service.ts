import type { Actor } from '../access/actor.ts'
import { addDays, type Day } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { type Agreement, agreementHolds } from './agreement.ts'
import {
  applicationMay,
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationEvent,
} from './card-application.ts'
import type { CardService, Carrier, LoadingPlace } from './card-service.ts'
import { type CatalogueEntry, serviceInForce } from './catalogue-entry.ts'
import { cardBarred, firstUnmet, type UseFacts } from './judge-use.ts'
import { useReasonWords } from './use-reason-words.ts'

/** What a decision about a service on a card knows. */
export interface ServiceOnCard {
  readonly facts: UseFacts & {
    readonly person: { readonly personId: string }
    readonly card: Pick<Card, 'cardId' | 'bankId'>
  }
  readonly service: CatalogueEntry
  /** What stands on this card about this service. */
  readonly application: CardApplication | undefined
}

export interface LoadService {
  /** With what the service will be used: some do not open with a telephone (M5.4). */
  readonly medium: 'card' | 'e-card'
  /** The transfer that pays for it, made in the same decision by the chapter that sells it; nobody else can name one. */
  readonly paymentReference: string | null
  /** The member of staff of an institution who compared face and document; null where a visit or a sign-in proved who it was. */
  readonly faceToFaceBy: string | null
  /** Loaded now, used from a later activation on. */
  readonly activate: boolean
}

/** Where somebody sits who loads a service: the same outlet is "issuing bank" for one card and "bank outlet" for another. */
function loadingPlacesOf(actor: Actor, card: Pick<Card, 'bankId'>): readonly LoadingPlace[] {
  switch (actor.role) {
    case 'bank-clerk':
    case 'bank-supervisor':
      return actor.bankId !== undefined && actor.bankId === card.bankId
        ? ['issuing-bank', 'bank-outlet']
        : ['bank-outlet']
    case 'district-officer':
    case 'bureau-officer':
      return ['service-hall']
    case 'institution':
      return ['service-point']
    case 'citizen':
      return ['online']
    default:
      return []
  }
}

/** Articles 5 and 12: an entitlement comes onto the card where the catalogue says, for whom its condition says, and once (M5.3, M5.4). */
export function loadService(
  { facts, service, application }: ServiceOnCard,
  agreements: readonly Agreement[],
  command: LoadService,
  context: Pick<DecisionContext, 'actor' | 'now' | 'today' | 'policy'>,
): Decision<CardApplicationEvent, { until: Day | null }> {
  const { actor, today } = context
  const refused =
    notLoadable(service, today) ??
    placeUnfit(service, facts.card, actor) ??
    mediumUnfit(service, command.medium) ??
    notInContract(service, agreements, actor, today) ??
    unentitled(service, facts, context) ??
    feeUnpaid(service, command, context)
  if (refused !== undefined) return refused
  if (!applicationMay(application?.state, 'application-loaded')) {
    return refuse('application-state-unfit', { state: application?.state ?? 'none' })
  }
  const key = { personId: facts.person.personId, cardId: facts.card.cardId, serviceId: service.serviceId }
  const until = lastDay(service, today)
  const loadedBy = actor.officeId ?? actor.role
  const { paymentReference, faceToFaceBy } = command
  const loaded = cardApplicationEvent(key, 'application-loaded', {
    ...{ from: today, until, loadedBy, paymentReference, faceToFaceBy },
  })
  const activated = command.activate ? [cardApplicationEvent(key, 'application-activated', {})] : []
  return accept([loaded, ...activated], { until })
}

/** The day of loading is the first of the days that it holds. */
function lastDay({ holdsDays, until }: CardService, today: Day): Day | null {
  if (holdsDays === null) return until
  const last = addDays(today, holdsDays - 1)
  return until !== null && until < last ? until : last
}

function notLoadable(service: CatalogueEntry, today: Day): Refused | undefined {
  if (!serviceInForce(service, today)) return refuse('service-not-in-catalogue', { service: service.serviceId })
  return service.loading === 'explicit' ? undefined : refuse('service-needs-no-loading')
}

function placeUnfit({ loadedAt }: CardService, card: Pick<Card, 'bankId'>, actor: Actor): Refused | undefined {
  return loadingPlacesOf(actor, card).some((place) => loadedAt.includes(place))
    ? undefined
    : refuse('loading-place-unfit', { places: loadedAt.join(', ') })
}

const physical: readonly Carrier[] = ['contact-chip', 'contactless-chip']

function mediumUnfit({ carriers }: CardService, medium: LoadService['medium']): Refused | undefined {
  const fits =
    medium === 'e-card' ? carriers.includes('e-card') : carriers.some((carrier) => physical.includes(carrier))
  return fits ? undefined : refuse(medium === 'e-card' ? 'physical-card-only' : 'e-card-only')
}

function notInContract(
  { serviceId }: CardService,
  agreements: readonly Agreement[],
  actor: Actor,
  today: Day,
): Refused | undefined {
  if (actor.role !== 'institution') return undefined
  const holds = agreements.some(
    (agreement) =>
      agreement.serviceId === serviceId &&
      agreement.institutionId === actor.officeId &&
      agreementHolds(agreement, today),
  )
  return holds
    ? undefined
    : refuse('institution-out-of-contract', { institution: actor.officeId ?? '', service: serviceId })
}

/** Why this holder cannot have the service on this card: the card first, then the condition. */
export function unentitled(
  service: CatalogueEntry,
  facts: UseFacts,
  { now, today }: Pick<DecisionContext, 'now' | 'today'>,
): Refused | undefined {
  const barred = cardBarred(facts, now)
  if (barred !== undefined) return refuse('card-unfit-for-service', spoken(barred))
  const unmet = firstUnmet(service.condition, facts, today)
  return unmet === undefined ? undefined : refuse('not-entitled', spoken(`not-entitled-${unmet}`))
}

function spoken(reason: keyof typeof useReasonWords) {
  return { reason, ...useReasonWords[reason] }
}

function feeUnpaid(
  { feeKey }: CardService,
  { paymentReference }: LoadService,
  { policy, today }: Pick<DecisionContext, 'policy' | 'today'>,
): Refused | undefined {
  if (feeKey === null || paymentReference !== null) return undefined
  const fee = policy.number(feeKey, today)
  return fee === 0 ? undefined : refuse('service-fee-unpaid', { yuan: (fee / 100).toFixed(2) })
}
