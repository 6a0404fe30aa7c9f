import type { Day } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { SignedAgreement } from '@yika/core/service/agreement.ts'
import { type CardApplication, cardApplicationId } from '@yika/core/service/card-application.ts'
import * as schema from '@yika/core/service/card-application-schema.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import { approveSanction, endSanction, proposeSanction } from '@yika/core/service/decide-sanction.ts'
import { loadService, type ServiceOnCard } from '@yika/core/service/load-service.ts'
import {
  activateApplication,
  expireApplication,
  removeApplication,
  resumeApplication,
  suspendApplication,
} from '@yika/core/service/move-application.ts'
import { type Sanction, sanctionedService } from '@yika/core/service/sanction.ts'
import { cardsOfNumbers, cardsOfPersons } from '../card/store.ts'
import { groundsOfPersons, lockPersons } from '../holder/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { applicationsOfPersons, cardApplicationStream } from './application-store.ts'
import { agreementsOf, serviceById } from './catalogue-store.ts'
import { sanctionStream, sanctionsOfPersons } from './sanction-store.ts'

interface OnCard {
  readonly personId: string
  readonly cardId: string
  readonly serviceId: string
}

export interface HolderWorld {
  readonly persons: ReadonlyMap<string, Person>
  readonly cards: ReadonlyMap<string, Card>
  readonly grounds: ReadonlyMap<string, Ground>
  readonly 'card-application': Map<string, Stored<CardApplication>>
  readonly services: ReadonlyMap<string, CatalogueEntry>
}

interface World extends HolderWorld {
  readonly agreements: ReadonlyMap<string, readonly SignedAgreement[]>
}

/** The persons first: their rows are the lock of everything on their cards. */
export async function loadHolders(
  tx: Transaction,
  personIds: readonly string[],
  serviceIds: readonly string[],
): Promise<HolderWorld> {
  const persons = await lockPersons(tx, personIds)
  const [cards, grounds, applications, services] = await Promise.all([
    cardsOfPersons(tx, personIds),
    groundsOfPersons(tx, personIds),
    applicationsOfPersons(tx, personIds),
    serviceById(tx, serviceIds),
  ])
  return { persons, cards, grounds, 'card-application': applications, services }
}

async function load(tx: Transaction, requests: readonly Request<OnCard>[]): Promise<World> {
  const inputs = requests.map(({ input }) => input)
  const holders = await loadHolders(
    tx,
    inputs.map(({ personId }) => personId),
    inputs.map(({ serviceId }) => serviceId),
  )
  const institutions = requests.flatMap(({ actor }) => (actor.role === 'institution' ? (actor.officeId ?? []) : []))
  return { ...holders, agreements: await agreementsOf(tx, institutions) }
}

const ofPerson = <Row extends { readonly personId: string }>(rows: ReadonlyMap<string, Row>, personId: string) =>
  [...rows.values()].filter((row) => row.personId === personId)

/** The case of a command: refused where there is no such person, card or service. */
function caseOf(world: HolderWorld, { personId, cardId, serviceId }: OnCard): ServiceOnCard | Refused {
  const person = world.persons.get(personId)
  if (person === undefined) return refuse('person-unknown')
  const card = world.cards.get(cardId)
  if (card?.personId !== personId) return refuse('card-foreign')
  const service = world.services.get(serviceId)
  if (service === undefined) return refuse('service-not-in-catalogue', { service: serviceId })
  const facts = {
    ...{ person, card },
    grounds: ofPerson(world.grounds, personId),
    applications: ofPerson(world['card-application'], personId),
  }
  return { facts, service, application: world['card-application'].get(cardApplicationId({ cardId, serviceId })) }
}

/** Holders and counters are judged by the person, departments by the service that they own. */
function subject(world: HolderWorld, { personId, serviceId }: OnCard) {
  const district = world.persons.get(personId)?.district
  const organisationId = world.services.get(serviceId)?.organisationId
  return {
    personId,
    ...(district === undefined ? {} : { district }),
    ...(organisationId === undefined ? {} : { organisationId }),
  }
}

const onCard = { load, subject, streams: [cardApplicationStream] }

type AtPoint = OnCard & Omit<InputOf<typeof schema.loadServiceAtPoint>, 'cardNumber'>

/** Nothing is sold here: what costs money comes onto the card where it is paid. */
function loadingOf({ medium, activate }: Pick<AtPoint, 'medium' | 'activate'>, faceToFaceBy: string | null) {
  return { medium, paymentReference: null, activate: activate ?? true, faceToFaceBy }
}

interface SanctionWorld extends HolderWorld {
  readonly sanction: Map<string, Stored<Sanction>>
}

async function loadSanctions(
  tx: Transaction,
  requests: readonly Request<{ readonly personId: string }>[],
): Promise<SanctionWorld> {
  const personIds = requests.map(({ input }) => input.personId)
  const holders = await loadHolders(tx, personIds, [sanctionedService])
  return { ...holders, sanction: await sanctionsOfPersons(tx, personIds) }
}

const ofSanction = {
  load: loadSanctions,
  subject: (world: SanctionWorld, { personId }: { readonly personId: string }) =>
    subject(world, { personId, cardId: '', serviceId: sanctionedService }),
  streams: [sanctionStream, cardApplicationStream],
  conflicts: { sanction_open: 'sanction-exists' },
} as const

/** A penalty that is not of the named person is no penalty. */
function sanctionOf(world: SanctionWorld, { personId, sanctionId }: { personId: string; sanctionId: string }) {
  const sanction = world.sanction.get(sanctionId)
  return sanction?.personId === personId ? sanction : undefined
}

/** Articles 1 and 5: how a service stands on a card, beside the card itself. */
export function cardApplicationCommands({ db }: { readonly db: Database }): readonly Command[] {
  return [
    command<typeof schema.loadService, World>({
      ...onCard,
      operation: schema.loadService,
      decide(world, input, context) {
        const found = caseOf(world, input)
        return 'accepted' in found ? found : loadService(found, [], loadingOf(input, null), context)
      },
    }),
    command<typeof schema.loadServiceAtPoint, World, AtPoint>({
      ...onCard,
      operation: schema.loadServiceAtPoint,
      async prepare({ cardNumber, ...rest }) {
        const found = (await cardsOfNumbers(db, [cardNumber])).get(cardNumber)
        return found === undefined ? refuse('card-unknown') : { ...rest, ...found }
      },
      decide(world, input, context) {
        const found = caseOf(world, input)
        if ('accepted' in found) return found
        const agreements = world.agreements.get(context.actor.officeId ?? '') ?? []
        return loadService(found, agreements, loadingOf(input, input.faceToFaceBy), context)
      },
    }),
    command<typeof schema.activateApplication, World>({
      ...onCard,
      operation: schema.activateApplication,
      decide(world, input, context) {
        const found = caseOf(world, input)
        return 'accepted' in found ? found : activateApplication(found, context)
      },
    }),
    command<typeof schema.suspendApplication, World>({
      ...onCard,
      operation: schema.suspendApplication,
      decide(world, input, context) {
        const { reason, reference } = input
        const found = caseOf(world, input)
        if ('accepted' in found) return found
        return suspendApplication(found, { reason, reference, until: input.until as Day | null }, context)
      },
    }),
    command<typeof schema.resumeApplication, World>({
      ...onCard,
      operation: schema.resumeApplication,
      decide(world, input, context) {
        const found = caseOf(world, input)
        return 'accepted' in found ? found : resumeApplication(found, context)
      },
    }),
    command<typeof schema.removeApplication, World>({
      ...onCard,
      operation: schema.removeApplication,
      decide(world, input) {
        const found = caseOf(world, input)
        return 'accepted' in found ? found : removeApplication(found, input)
      },
    }),
    command<typeof schema.expireApplication, World>({
      ...onCard,
      operation: schema.expireApplication,
      decide: (world, input, context) =>
        expireApplication(world['card-application'].get(cardApplicationId(input)), context),
    }),
    command<typeof schema.proposeSanction, SanctionWorld>({
      ...ofSanction,
      operation: schema.proposeSanction,
      decide(world, { personId, reference, until }, context) {
        const known = world.persons.has(personId) ? personId : undefined
        const open = ofPerson(world.sanction, personId)
        return proposeSanction({ personId: known, open }, { reference, until: until as Day }, context)
      },
    }),
    command<typeof schema.approveSanction, SanctionWorld>({
      ...ofSanction,
      operation: schema.approveSanction,
      decide(world, input, context) {
        const service = world.services.get(sanctionedService)
        if (service === undefined) return refuse('service-not-in-catalogue', { service: sanctionedService })
        const card = ofPerson(world.cards, input.personId).find(({ social }) => social === 'enabled')
        return approveSanction(sanctionOf(world, input), { cardId: card?.cardId, serviceFrom: service.from }, context)
      },
    }),
    command<typeof schema.endSanction, SanctionWorld>({
      ...ofSanction,
      operation: schema.endSanction,
      decide(world, input) {
        const sanction = sanctionOf(world, input)
        const cardId = sanction?.cardId ?? ''
        const application = world['card-application'].get(cardApplicationId({ cardId, serviceId: sanctionedService }))
        return endSanction(sanction, application, input)
      },
    }),
  ]
}
