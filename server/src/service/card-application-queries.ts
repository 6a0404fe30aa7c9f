import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { CardApplication } from '@yika/core/service/card-application.ts'
import * as schema from '@yika/core/service/card-application-schema.ts'
import { serviceFields } from '@yika/core/service/card-service.ts'
import { type CatalogueEntry, serviceInForce } from '@yika/core/service/catalogue-entry.ts'
import { firstUnmet, judgeUse, type UseFacts, type UseReason } from '@yika/core/service/judge-use.ts'
import type { Sanction } from '@yika/core/service/sanction.ts'
import { applicationStateWords, suspensionReasonWords, useReasonWords } from '@yika/core/service/use-reason-words.ts'
import { cardsOfPersons } from '../card/store.ts'
import { groundsOfPersons, personsByIds } from '../holder/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import { type Query, query, type Read } from '../kernel/query.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { applicationsOfPersons } from './application-store.ts'
import { allServices } from './catalogue-store.ts'
import { conditionOf, feeOf, placesOf } from './published-service.ts'
import { proposedSanctions } from './sanction-store.ts'

export interface CardApplicationQueryParts {
  readonly cache: Pick<PolicyCache, 'book'>
  clock(): Instant
}

interface Holder {
  readonly person: Person
  readonly cards: readonly Card[]
  readonly grounds: readonly Ground[]
  readonly applications: readonly CardApplication[]
  readonly catalogue: ReadonlyMap<string, CatalogueEntry>
}

type Answer = AnswerOf<typeof schema.myServices>
type Line = Answer['services'][number]

const pageDefault = 50

async function holdersOf(
  db: Database,
  reads: readonly Read<{ readonly personId: string }>[],
): Promise<readonly (Holder | undefined)[]> {
  const personIds = reads.map(({ input }) => input.personId)
  const [persons, cards, grounds, applications, catalogue] = await Promise.all([
    personsByIds(db, personIds),
    cardsOfPersons(db, personIds),
    groundsOfPersons(db, personIds),
    applicationsOfPersons(db, personIds),
    allServices(db),
  ])
  const his = <Row extends { readonly personId: string }>(rows: ReadonlyMap<string, Row>, personId: string) =>
    [...rows.values()].filter((row) => row.personId === personId)
  return personIds.map((personId) => {
    const person = persons.get(personId)
    if (person === undefined) return undefined
    return {
      ...{ person, catalogue },
      cards: his(cards, personId),
      grounds: his(grounds, personId),
      applications: his(applications, personId),
    }
  })
}

/** The card that works; without one the newest that has not ended; then the newest at all. */
function chosenCard(cards: readonly Card[]): Card | undefined {
  const newest = [...cards].sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1))
  return (
    newest.find(({ social }) => social === 'enabled') ??
    newest.find(({ social }) => social !== 'cancelled') ??
    newest[0]
  )
}

/** What the holder can do from home, as the table of transitions and the places allow. */
function actionsOf(
  { loading, loadedAt, actions }: CatalogueEntry,
  application: CardApplication | undefined,
  missing: UseReason | undefined,
): Line['actions'] {
  const state = application?.state
  const online = loadedAt.includes('online')
  const loadable = missing === 'application-not-loaded' || missing === 'application-expired'
  const found: Line['actions'] = []
  if (loading === 'explicit' && online && loadable && state !== 'loaded') found.push('load')
  if (state === 'loaded') found.push('activate')
  const running = state === 'active' || (state === undefined && loading === 'implicit')
  if (running && !actions.includes('receive')) found.push('suspend')
  if (application?.suspension?.reason === 'holder-request') found.push('resume')
  if (loading === 'explicit' && (state === 'loaded' || state === 'active')) found.push('remove')
  return found
}

interface Moment {
  readonly now: Instant
  readonly book: ReturnType<PolicyCache['book']>
}

function lineOf(entry: CatalogueEntry, holder: Holder, card: Card | undefined, { now, book }: Moment): Line {
  const { serviceId, field, name, carriers, loading } = entry
  const on = dayOf(now)
  const missing = missingOf(entry, holder, card, now)
  const application = holder.applications.find((one) => one.cardId === card?.cardId && one.serviceId === serviceId)
  // A penalty may stand on an earlier card.
  const suspension =
    application?.suspension ??
    holder.applications.find((one) => one.serviceId === serviceId && one.suspension?.reason === 'sanction')?.suspension
  return {
    ...{ serviceId, field, name },
    fieldName: serviceFields[field],
    usable: missing === undefined,
    missing: missing === undefined ? null : { reason: missing, ...useReasonWords[missing] },
    condition: conditionOf(entry, holder.catalogue),
    state:
      application === undefined
        ? null
        : { state: application.state, ...applicationStateWords[application.state], since: application.stateSince },
    from: application?.from ?? null,
    until: application?.until ?? null,
    suspension:
      suspension == null
        ? null
        : { reason: suspension.reason, ...suspensionReasonWords[suspension.reason], until: suspension.until },
    loadedAt: placesOf(entry),
    fee: feeOf(entry, { book, on }),
    physicalCardOnly: loading === 'explicit' && !carriers.includes('e-card'),
    actions: card === undefined ? [] : actionsOf(entry, application, missing),
  }
}

/** Judged like a use of this moment, with the first way of using it that the service knows. */
function missingOf(
  entry: CatalogueEntry,
  { person, grounds, applications }: Holder,
  card: Card | undefined,
  now: Instant,
): UseReason | undefined {
  const [carrier] = entry.carriers
  if (card === undefined || carrier === undefined) return 'card-not-enabled'
  const facts: UseFacts = { person, card, grounds, applications }
  const judged = judgeUse(entry, facts, carrier, now)
  if (judged.usable) return undefined
  // Whoever is not entitled is told so at once: loading it would be refused.
  const unmet = judged.reason === 'application-not-loaded' ? firstUnmet(entry.condition, facts, dayOf(now)) : undefined
  return unmet === undefined ? judged.reason : `not-entitled-${unmet}`
}

function servicesOf(holder: Holder, moment: Moment): Answer {
  const on: Day = dayOf(moment.now)
  const card = chosenCard(holder.cards)
  const entries = [...holder.catalogue.values()].filter((entry) => serviceInForce(entry, on))
  return {
    on,
    cardId: card?.cardId ?? null,
    services: entries.map((entry) => lineOf(entry, holder, card, moment)),
  }
}

interface Waiting {
  readonly sanction: Sanction
  readonly person: Person
}

/** Articles 5 and 12: which services a card opens, what is missing for the others and where to get it. */
export function cardApplicationQueries({ cache, clock }: CardApplicationQueryParts): readonly Query[] {
  const ofHolder = {
    load: holdersOf,
    subjects: (holder: Holder | undefined) =>
      holder === undefined ? undefined : [{ personId: holder.person.personId, district: holder.person.district }],
    fields: [],
    answer: (holder: Holder | undefined) => servicesOf(holder as Holder, { now: clock(), book: cache.book() }),
  }
  return [
    query<typeof schema.myServices, Holder | undefined>({ ...ofHolder, operation: schema.myServices }),
    query<typeof schema.servicesOfCard, Holder | undefined>({ ...ofHolder, operation: schema.servicesOfCard }),
    query<typeof schema.sanctionsProposed, readonly Waiting[]>({
      operation: schema.sanctionsProposed,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { after = nobody, limit = pageDefault } }) => {
            const sanctions = await proposedSanctions(db, after, limit + 1)
            const persons = await personsByIds(
              db,
              sanctions.map(({ personId }) => personId),
            )
            return sanctions.flatMap((sanction) => {
              const person = persons.get(sanction.personId)
              return person === undefined ? [] : [{ sanction, person }]
            })
          }),
        ),
      subjects: (waiting, { limit = pageDefault }) =>
        waiting.slice(0, limit).map(({ sanction: { personId, sanctionId } }) => ({
          ...{ personId, organisationId: 'medical-security' },
          caseId: sanctionId,
        })),
      fields: ['name'],
      answer(waiting, { limit = pageDefault }, reader) {
        const shown = waiting.slice(0, limit)
        return {
          sanctions: shown.map(({ sanction, person }) => {
            const { personId, sanctionId, reference, until, proposedBy, proposedAt } = sanction
            const name = reader.show('name', person, person.sealed.name)
            return { personId, sanctionId, name, reference, until, proposedBy, proposedAt }
          }),
          next: waiting.length > limit ? (shown.at(-1)?.sanction.sanctionId ?? null) : null,
        }
      },
    }),
  ]
}
