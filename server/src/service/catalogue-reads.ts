import { personalFieldWords } from '@yika/core/access/personal-field.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { type ServiceField, serviceFields } from '@yika/core/service/card-service.ts'
import { serviceInForce } from '@yika/core/service/catalogue-entry.ts'
import * as schema from '@yika/core/service/catalogue-schema.ts'
import type { Integration } from '@yika/core/service/integration.ts'
import * as integration from '@yika/core/service/integration-schema.ts'
import { carriersFor } from '@yika/core/service/publish-service.ts'
import { factWords } from '@yika/core/service/service-words.ts'
import type { Database } from '../kernel/database/database.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { allServices, organisationNames } from './catalogue-store.ts'
import { allIntegrations } from './integration-store.ts'
import { conditionOf, placesOf, publishedService, type ReadBeside } from './published-service.ts'

interface CatalogueReadParts {
  readonly cache: Pick<PolicyCache, 'book'>
  today(): Day
}

/** Everything that a public page about the catalogue is read beside: two statements. */
export async function readBeside(
  db: Database,
  { cache }: Pick<CatalogueReadParts, 'cache'>,
  on: Day,
): Promise<ReadBeside> {
  const catalogue = await allServices(db)
  const ids = [...catalogue.values()].map(({ organisationId }) => organisationId)
  return { catalogue, owners: await organisationNames(db, ids, on), book: cache.book(), on }
}

/** An integration with the names that belong to it. */
export function integrationLine(one: Integration, { catalogue, owners }: ReadBeside) {
  const { serviceId, oldCard, noOwnCardFrom, oldRightsUntil } = one
  const entry = catalogue.get(serviceId)
  const owner = owners.get(entry?.organisationId ?? '') ?? { zh: '', en: '' }
  const service = entry?.name ?? { zh: serviceId, en: serviceId }
  return { ...{ serviceId, oldCard, noOwnCardFrom, oldRightsUntil }, service, owner }
}

/** How people write the name of a card: without blanks, hyphens and capitals. */
const loose = (text: string) => text.toLowerCase().replaceAll(/[\s\-—·]/g, '')

/** A part of a name is enough, and so is more than the name; a single character is not. */
function isCalled({ oldCard, serviceId }: Integration, card: string): boolean {
  const asked = loose(card)
  if (asked.length < 2) return false
  const names = [loose(oldCard.zh), loose(oldCard.en)]
  return card === serviceId || names.some((name) => name.includes(asked) || asked.includes(name))
}

/** Articles 5, 12 and 16: what the card opens, what it costs, and which cards it has replaced. */
export function cataloguePublicReads(parts: CatalogueReadParts): readonly PublicRead[] {
  const { today } = parts
  return [
    publicRead({
      operation: schema.cardServices,
      async answer(db, input) {
        const on = (input.on ?? today()) as Day
        const beside = await readBeside(db, parts, on)
        const asked = Object.entries(serviceFields) as [ServiceField, (typeof serviceFields)[ServiceField]][]
        const fields = asked
          .filter(([field]) => input.field === undefined || input.field === field)
          .map(([field, name]) => ({
            ...{ field, name },
            services: carriersFor(beside.catalogue.values(), field, on).map((entry) => publishedService(entry, beside)),
          }))
        return { on, fields }
      },
    }),
    publicRead({
      operation: schema.cardService,
      async answer(db, input) {
        const on = (input.on ?? today()) as Day
        const beside = await readBeside(db, parts, on)
        const entry = beside.catalogue.get(input.serviceId)
        if (entry === undefined || !serviceInForce(entry, on)) {
          return refuse('service-not-in-catalogue', { service: input.serviceId })
        }
        const { ownCard } = entry
        return {
          on,
          service: publishedService(entry, beside),
          tells: {
            personal: entry.personal.map((field) => ({ field, ...personalFieldWords[field] })),
            facts: entry.facts.map((fact) => ({ fact, ...factWords[fact] })),
          },
          ownCard: ownCard === null ? null : { reason: ownCard.reason, considered: [...ownCard.considered] },
        }
      },
    }),
    publicRead({
      operation: schema.carriersFor,
      async answer(db, { field }) {
        const on = today()
        const beside = await readBeside(db, parts, on)
        const services = carriersFor(beside.catalogue.values(), field, on)
        return { on, services: services.map((entry) => publishedService(entry, beside)) }
      },
    }),
    publicRead({
      operation: integration.integratedServices,
      async answer(db) {
        const on = today()
        const [all, beside] = await Promise.all([allIntegrations(db), readBeside(db, parts, on)])
        const signed = all.filter(({ status }) => status === 'in-force')
        return { on, services: signed.map((one) => integrationLine(one, beside)) }
      },
    }),
    publicRead({
      operation: integration.endedCard,
      async answer(db, { card }) {
        const on = today()
        const [all, beside] = await Promise.all([allIntegrations(db), readBeside(db, parts, on)])
        const found = all.find((one) => one.status === 'in-force' && isCalled(one, card))
        const entry = beside.catalogue.get(found?.serviceId ?? '')
        if (found === undefined || entry === undefined) return refuse('ended-card-unknown', { card })
        const ended = found.noOwnCardFrom <= on
        return {
          on,
          ...integrationLine(found, beside),
          ended,
          answer: ended ? useTheCard(found) : stillIssued(found),
          load: {
            needed: entry.loading === 'explicit',
            places: placesOf(entry),
            condition: conditionOf(entry, beside.catalogue),
          },
        }
      },
    }),
  ]
}

function useTheCard({ oldCard, noOwnCardFrom, oldRightsUntil }: Integration) {
  return {
    zh: `请使用社会保障卡。自${noOwnCardFrom}起不再发放${oldCard.zh}；已发放的旧卡可用至${oldRightsUntil}。`,
    en: `Use the social security card. Since ${noOwnCardFrom} no ${oldCard.en} is issued; old ones work until ${oldRightsUntil}.`,
  }
}

function stillIssued({ oldCard, noOwnCardFrom }: Integration) {
  return {
    zh: `${oldCard.zh}自${noOwnCardFrom}起不再发放，届时请使用社会保障卡；建议现在就使用社会保障卡。`,
    en: `From ${noOwnCardFrom} on no ${oldCard.en} is issued and the social security card is used instead; it can be used today.`,
  }
}
