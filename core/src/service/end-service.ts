import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type CatalogueEntry, type CatalogueEvent, catalogueEvent, serviceInForce } from './catalogue-entry.ts'

/** Article 5: an entry ends on a day that lies ahead; what was used under it stays explained by it. */
export function endService(
  entry: CatalogueEntry | undefined,
  { until, reason }: { readonly until: Day; readonly reason: string },
  { today }: Pick<DecisionContext, 'today'>,
): Decision<CatalogueEvent, { serviceId: string }> {
  if (entry === undefined) return refuse('not-found')
  if (!serviceInForce(entry, today) && entry.from <= today) return refuse('service-ended', { until: entry.until ?? '' })
  if (until < today || until < entry.from) return refuse('service-end-past')
  const { serviceId } = entry
  return accept([catalogueEvent(serviceId, 'service-ended', { until, reason })], { serviceId })
}
