import { type Decision, type DecisionContext, type DomainEvent, refuse } from '@yika/core/decision/decision.ts'
import { collectCard } from '@yika/core/distribution/collect-card.ts'
import { confirmDelivery } from '@yika/core/distribution/confirm-delivery.ts'
import { confirmCardDestruction, proposeCardDestruction } from '@yika/core/distribution/destroy-card.ts'
import { dispatchParcel } from '@yika/core/distribution/dispatch-parcel.ts'
import { findMissingCard } from '@yika/core/distribution/find-missing-card.ts'
import { formParcel } from '@yika/core/distribution/form-parcel.ts'
import { receiveParcel } from '@yika/core/distribution/receive-parcel.ts'
import { remindCollection } from '@yika/core/distribution/remind-collection.ts'
import * as operation from '@yika/core/distribution/schema.ts'
import { sealUncollected } from '@yika/core/distribution/seal-uncollected.ts'
import { takeBackCard } from '@yika/core/distribution/take-back-card.ts'
import { applicationStream, applicationsByKeys } from '../application/store.ts'
import { receiptToken, withVerification } from '../card/receipt-token.ts'
import { type CardKey, cardStream, cardsByKeys } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { bankTellingCommand } from '../production/bank-telling-command.ts'
import {
  type CardWorld,
  cardOf,
  lineOf,
  loadCardWorld,
  loadParcelWorld,
  lyingCard,
  type ParcelWorld,
  packedCard,
  packedCards,
} from './parcel-world.ts'
import { cardDestructionStream, cardsToPack, type PackingPlace, parcelLineStream, parcelStream } from './store.ts'

/** The most that one box takes. */
const packedMost = 500

/** Of the two places the one that fits the kind; a parcel for the post has neither. */
function placeOfInput(input: {
  readonly kind: PackingPlace['kind']
  readonly bankId: string
  readonly officeId?: string
  readonly employerId?: string
}): PackingPlace {
  return {
    kind: input.kind,
    bankId: input.bankId,
    officeId: input.kind === 'outlet' ? (input.officeId ?? null) : null,
    employerId: input.kind === 'employer' ? (input.employerId ?? null) : null,
  }
}

const formParcelCommand = command({
  operation: operation.formParcel,
  async load(tx, requests) {
    const places = requests.map(({ input }) => placeOfInput(input))
    const found = await cardsToPack(tx, places, packedMost)
    const person = await lockPersons(
      tx,
      found.map(({ personId }) => personId),
    )
    const card = await cardsByKeys(tx, found)
    const application = await applicationsByKeys(tx, found)
    // Two packers at one table: what the other has packed meanwhile is seen once the persons are locked.
    const still = await cardsToPack(tx, places, packedMost)
    const taken = new Set<string>()
    return { parcel: new Map(), 'parcel-line': new Map(), person, card, application, places, still, taken }
  },
  subject: (_world, input) => ({ bankId: input.bankId }),
  decide(world, input, context) {
    const place = placeOfInput(input)
    if (input.kind === 'outlet' && place.officeId === null)
      return refuse('input-invalid', { path: '/officeId', reason: 'is needed for an outlet' })
    if (input.kind === 'employer' && place.employerId === null)
      return refuse('input-invalid', { path: '/employerId', reason: 'is needed for an employer' })
    const same = ({ kind, bankId, officeId, employerId }: PackingPlace) =>
      kind === place.kind && bankId === place.bankId && officeId === place.officeId && employerId === place.employerId
    const positions = new Set(world.places.flatMap((one, index) => (same(one) ? [index + 1] : [])))
    const unpacked = world.still.flatMap(({ cardId, applicationId, place: position }) => {
      const card = world.card.get(cardId)
      const application = world.application.get(applicationId)
      if (!positions.has(position) || card === undefined || application === undefined) return []
      return world.taken.has(cardId) ? [] : [{ card, application }]
    })
    const once = [...new Map(unpacked.map((one) => [one.card.cardId, one])).values()]
    const decision = formParcel(place, once, context)
    if (decision.accepted) for (const { card } of once) world.taken.add(card.cardId)
    return decision
  },
  streams: [parcelStream, cardStream, applicationStream, parcelLineStream],
})

const parcelSubject = (world: ParcelWorld, parcelId: string) => {
  const parcel = world.parcel.get(parcelId)
  return parcel === undefined
    ? {}
    : {
        bankId: parcel.bankId,
        ...(parcel.officeId === null ? {} : { officeId: parcel.officeId }),
        ...(parcel.employerId === null ? {} : { employerId: parcel.employerId }),
      }
}

const parcelIdsOf = (requests: readonly Request<{ readonly parcelId: string }>[]) =>
  requests.map(({ input }) => input.parcelId)
const parcelStreams = [parcelStream, cardStream, applicationStream, parcelLineStream]

const dispatchParcelCommand = command({
  operation: operation.dispatchParcel,
  load: (tx, requests) => loadParcelWorld(tx, parcelIdsOf(requests)),
  subject: (world: ParcelWorld, { parcelId }) => parcelSubject(world, parcelId),
  decide: (world, input, context) =>
    dispatchParcel(world.parcel.get(input.parcelId), packedCards(world, input.parcelId), input, context),
  streams: parcelStreams,
})

const receiveParcelCommand = bankTellingCommand({
  operation: operation.receiveParcel,
  load: (tx, requests) => loadParcelWorld(tx, parcelIdsOf(requests)),
  subject: (world: ParcelWorld, { parcelId }) => parcelSubject(world, parcelId),
  decide: (world, input, context) =>
    receiveParcel(world.parcel.get(input.parcelId), packedCards(world, input.parcelId), input, context),
  streams: parcelStreams,
})

/** Bank, outlet and employer of a single card, as far as they are known. */
function cardSubject(world: CardWorld, key: CardKey) {
  const line = lineOf(world, key)
  const card = cardOf(world, key)
  const bankId = line?.bankId ?? card?.bankId ?? null
  const officeId = line?.officeId ?? null
  const employerId = line?.employerId ?? null
  return {
    personId: key.personId,
    ...(bankId === null ? {} : { bankId }),
    ...(officeId === null ? {} : { officeId }),
    ...(employerId === null ? {} : { employerId }),
  }
}

const keysOf = (requests: readonly Request<CardKey>[]) => requests.map(({ input }) => input)
const cardStreams = [cardStream, applicationStream, parcelLineStream, cardDestructionStream]

const cardCommands: readonly Command[] = [
  command({
    operation: operation.findMissingCard,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input) => findMissingCard(lineOf(world, input), cardOf(world, input), input.officeId),
    streams: cardStreams,
  }),
  command({
    operation: operation.takeBackCard,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input, context) => takeBackCard(packedCard(world, input), input.reason, context),
    streams: cardStreams,
  }),
  command({
    operation: operation.remindCollection,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input, context) => remindCollection(lyingCard(world, input), context),
    streams: cardStreams,
  }),
  bankTellingCommand({
    operation: operation.sealUncollected,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input, context) => sealUncollected(lyingCard(world, input), context),
    streams: cardStreams,
  }),
  command({
    operation: operation.proposeCardDestruction,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input, context) =>
      proposeCardDestruction(cardOf(world, input), world['card-destruction'].get(input.cardId), input.reason, context),
    streams: cardStreams,
  }),
  command({
    operation: operation.confirmCardDestruction,
    load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
    subject: (world: CardWorld, input) => cardSubject(world, input),
    decide: (world, input, context) =>
      confirmCardDestruction(cardOf(world, input), world['card-destruction'].get(input.cardId), context),
    streams: cardStreams,
  }),
]

/** The card goes over the counter or comes by post: the holder gets a paper that can be verified. */
function handOverCommands(custodian: Custodian): readonly Command[] {
  const withPaper = <Event extends DomainEvent, Answer extends object>(
    decision: Decision<Event, Answer>,
    { personId, cardId: id }: CardKey,
    { now: at }: DecisionContext,
  ) => withVerification(decision, () => receiptToken(custodian, { kind: 'collection', personId, id, at }))
  return [
    command({
      operation: operation.collectCard,
      load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
      subject: (world: CardWorld, input) => cardSubject(world, input),
      decide(world, input, context) {
        const desk = { ...lyingCard(world, input), person: world.person.get(input.personId) }
        return withPaper(collectCard(desk, input, context), input, context)
      },
      streams: cardStreams,
    }),
    command({
      operation: operation.confirmDelivery,
      load: (tx, requests) => loadCardWorld(tx, keysOf(requests)),
      subject: (world: CardWorld, input) => cardSubject(world, input),
      decide: (world, input, context) =>
        withPaper(
          confirmDelivery(packedCard(world, input), world.person.get(input.personId), input, context),
          input,
          context,
        ),
      streams: cardStreams,
    }),
  ]
}

export function distributionCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    formParcelCommand,
    dispatchParcelCommand,
    receiveParcelCommand,
    ...cardCommands,
    ...handOverCommands(custodian),
  ]
}
