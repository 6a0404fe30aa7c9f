import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { policyFigureOf } from '../policy/policy-figures.ts'
import type { CardService } from './card-service.ts'
import { type CatalogueEntry, type CatalogueEvent, catalogueEvent, serviceInForce } from './catalogue-entry.ts'
import { conditionProblem } from './check-condition.ts'

export interface PublishService extends CardService {
  readonly ownCard?: { readonly reason?: string; readonly considered?: readonly string[] }
}

/**
 * Articles 5 and 16: a new application of the card is an entry, not a program. A service that wants a card of its own is held against the
 * services that its field has already, and says why none of them will do (M5.2, M16.4).
 */
export function publishService(
  catalogue: ReadonlyMap<string, CatalogueEntry>,
  organisationKnown: boolean,
  { ownCard, ...entry }: PublishService,
  context: Pick<DecisionContext, 'actor' | 'today'>,
): Decision<CatalogueEvent, { serviceId: string }> {
  const { serviceId, organisationId, from, until, loading, loadedAt, holdsDays, feeKey } = entry
  if (catalogue.has(serviceId)) return refuse('service-exists', { service: serviceId })
  if (!organisationKnown) return refuse('organisation-unknown', { organisationId })
  if (until !== null && until < from) return refuse('period-reversed', { from })
  const unfit = loading === 'explicit' ? loadedAt.length === 0 : loadedAt.length > 0 || holdsDays !== null
  if (unfit) return refuse('service-loading-unfit')
  if (feeKey !== null && policyFigureOf(feeKey)?.kind !== 'number')
    return refuse('service-fee-unknown', { key: feeKey })
  const problem = conditionProblem(entry.condition, (ticket) => ticket !== serviceId && catalogue.has(ticket))
  if (problem !== undefined) return refuse('condition-invalid', { part: problem })
  const own = ownCardOf(catalogue, entry, ownCard, context)
  if (own !== null && 'accepted' in own) return own
  const { serviceId: _, ...data } = entry
  const event = catalogueEvent(serviceId, 'service-published', { ...data, ownCard: own, publishedBy: context.actor.id })
  return accept([event], { serviceId })
}

function ownCardOf(
  catalogue: ReadonlyMap<string, CatalogueEntry>,
  { field }: CardService,
  ownCard: PublishService['ownCard'],
  { today }: Pick<DecisionContext, 'today'>,
) {
  if (ownCard === undefined) return null
  const { considered = [], reason = '' } = ownCard
  const passedOver = carriersFor(catalogue.values(), field, today)
    .map(({ serviceId }) => serviceId)
    .filter((serviceId) => !considered.includes(serviceId))
  if (passedOver.length > 0) return refuse('carriers-not-considered', { services: passedOver.join(', ') })
  if (reason.trim() === '') return refuse('own-card-reason-missing')
  return { reason: reason.trim(), considered }
}

/** M16.4: what the social security card opens in this field already. */
export function carriersFor(
  catalogue: Iterable<CatalogueEntry>,
  field: CardService['field'],
  on: DecisionContext['today'],
): readonly CatalogueEntry[] {
  return [...catalogue].filter((entry) => entry.field === field && serviceInForce(entry, on))
}
