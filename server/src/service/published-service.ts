import type { Day } from '@yika/core/calendar/instant.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { type PolicyBook, policyInForce } from '@yika/core/policy/policy-reader.ts'
import { serviceFields } from '@yika/core/service/card-service.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import type { cardService } from '@yika/core/service/catalogue-schema.ts'
import { conditionWords } from '@yika/core/service/condition-words.ts'
import { actionWords, carrierWords, placeWords } from '@yika/core/service/service-words.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** What an entry is read beside: the rest of the catalogue, the names of its owners, the rules of the day. */
export interface ReadBeside {
  readonly catalogue: ReadonlyMap<string, CatalogueEntry>
  readonly owners: ReadonlyMap<string, Words>
  readonly book: PolicyBook
  readonly on: Day
}

export type PublishedService = AnswerOf<typeof cardService>['service']

/** What a service costs on the day; null when it is free or the rules have no value then. */
export function feeOf({ feeKey }: Pick<CatalogueEntry, 'feeKey'>, { book, on }: Pick<ReadBeside, 'book' | 'on'>) {
  const version = feeKey === null ? undefined : policyInForce(book, feeKey, on)
  if (version === undefined || version.value === 0) return null
  return { fen: Number(version.value), verified: version.verified, source: version.source }
}

/** The condition in words; a ticket is called as the service that it is. */
export function conditionOf(
  { condition }: Pick<CatalogueEntry, 'condition'>,
  catalogue: ReadBeside['catalogue'],
): Words {
  return conditionWords(condition, (id) => catalogue.get(id)?.name ?? { zh: id, en: id })
}

export function placesOf({ loadedAt }: Pick<CatalogueEntry, 'loadedAt'>) {
  return loadedAt.map((place) => ({ place, ...placeWords[place] }))
}

/** Article 12: an entry of the catalogue as everybody may read it. */
export function publishedService(entry: CatalogueEntry, beside: ReadBeside): PublishedService {
  const { serviceId, field, name, organisationId, loading, holdsDays, replacesCard, from, until } = entry
  return {
    ...{ serviceId, field, name, loading, holdsDays, replacesCard, from, until },
    fieldName: serviceFields[field],
    owner: beside.owners.get(organisationId) ?? { zh: organisationId, en: organisationId },
    ownerId: organisationId,
    carriers: entry.carriers.map((carrier) => ({ carrier, ...carrierWords[carrier] })),
    actions: entry.actions.map((action) => ({ action, ...actionWords[action] })),
    loadedAt: placesOf(entry),
    condition: conditionOf(entry, beside.catalogue),
    fee: feeOf(entry, beside),
  }
}
