import type { Subject } from '@yika/core/access/may.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { addGuardian } from '@yika/core/holder/add-guardian.ts'
import { changeContact } from '@yika/core/holder/change-contact.ts'
import { closeReview } from '@yika/core/holder/close-review.ts'
import { closeVisit } from '@yika/core/holder/close-visit.ts'
import { confirmDeath } from '@yika/core/holder/confirm-death.ts'
import { correctPerson } from '@yika/core/holder/correct-person.ts'
import { endGround } from '@yika/core/holder/end-ground.ts'
import { endRelation } from '@yika/core/holder/end-relation.ts'
import { grantProxy } from '@yika/core/holder/grant-proxy.ts'
import { type Ground, groundKinds } from '@yika/core/holder/ground.ts'
import { lapseRelation } from '@yika/core/holder/lapse-relation.ts'
import { moveAway } from '@yika/core/holder/move-away.ts'
import { moveBack } from '@yika/core/holder/move-back.ts'
import { openVisit } from '@yika/core/holder/open-visit.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { parseName } from '@yika/core/holder/person-name.ts'
import { recordGround } from '@yika/core/holder/record-ground.ts'
import { type Registration, registerPerson } from '@yika/core/holder/register-person.ts'
import { rejectDeath } from '@yika/core/holder/reject-death.ts'
import type { Relation } from '@yika/core/holder/relation.ts'
import { reportDeath } from '@yika/core/holder/report-death.ts'
import { revokeProxy } from '@yika/core/holder/revoke-proxy.ts'
import * as schema from '@yika/core/holder/schema.ts'
import { setChipName } from '@yika/core/holder/set-chip-name.ts'
import type { CounterVisit } from '@yika/core/holder/visit.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { documentKeys, nameIndexes, numberKeys, phoneIndex } from './blind-index.ts'
import { compareWithRegister } from './correction.ts'
import { correctionCommands } from './correction-commands.ts'
import { nameOnChip } from './name-on-chip.ts'
import { prepareRegistration } from './registration.ts'
import { openText, sealText } from './sealing.ts'
import {
  groundStream,
  groundsOfPersons,
  type IndexKey,
  indexKey,
  lockPersons,
  personStream,
  personsOfIndexes,
  relationStream,
  relationsOfHelpers,
  relationsOfPersons,
  unclosedVisits,
  visitStream,
} from './store.ts'

interface OfPerson {
  readonly person: Map<string, Stored<Person>>
}
interface OfRelations extends OfPerson {
  readonly relation: Map<string, Stored<Relation>>
}
interface OfGrounds extends OfPerson {
  readonly ground: Map<string, Stored<Ground>>
}
interface OfVisits extends OfPerson {
  readonly visit: Map<string, Stored<CounterVisit>>
}
/** Numbers that were asked for, and the persons they lead to. */
interface OfNumbers extends OfPerson {
  readonly known: Map<string, string>
}

type About = { readonly personId: string }

const idsOf = (requests: readonly Request<About>[]): string[] => requests.map(({ input }) => input.personId)

async function loadPerson(tx: Transaction, requests: readonly Request<About>[]): Promise<OfPerson> {
  return { person: await lockPersons(tx, idsOf(requests)) }
}

async function loadGrounds(tx: Transaction, requests: readonly Request<About>[]): Promise<OfGrounds> {
  const person = await lockPersons(tx, idsOf(requests))
  return { person, ground: await groundsOfPersons(tx, idsOf(requests)) }
}

async function loadRelations(tx: Transaction, requests: readonly Request<About>[]): Promise<OfRelations> {
  const person = await lockPersons(tx, idsOf(requests))
  return { person, relation: await relationsOfPersons(tx, idsOf(requests)) }
}

/** Where the person belongs; a person who does not exist belongs nowhere, and then only the whole city may ask. */
function subjectOf({ person }: OfPerson, { personId }: About): Subject {
  const district = person.get(personId)?.district
  return district === undefined ? { personId } : { personId, district }
}

function of<Item extends About>(items: ReadonlyMap<string, Item>, personId: string): Item[] {
  return [...items.values()].filter((item) => item.personId === personId)
}

/** An item is found only under the person it belongs to. */
function itemOf<Item extends About>(items: ReadonlyMap<string, Item>, id: string, personId: string): Item | undefined {
  const item = items.get(id)
  return item?.personId === personId ? item : undefined
}

/** Everything that changes the register of residents. */
export function holderCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    registerPersonCommand(custodian),
    correctPersonCommand(custodian),
    changeContactCommand(custodian),
    setChipNameCommand(custodian),
    reportDeathCommand,
    confirmDeathCommand,
    rejectDeathCommand,
    moveAwayCommand,
    moveBackCommand,
    addGuardianCommand(custodian),
    endRelationCommand,
    lapseRelationCommand,
    grantProxyCommand(custodian),
    revokeProxyCommand,
    recordGroundCommand,
    endGroundCommand,
    closeReviewCommand,
    openVisitCommand(custodian),
    closeVisitCommand,
    ...correctionCommands({ custodian }),
  ]
}

const numberTaken = { person_index_pkey: 'person-known' } as const

function keysOfRegistration(registration: Registration): readonly IndexKey[] {
  const { index } = registration
  return [
    ...index.numbers.map((idx): IndexKey => ({ kind: 'number', idx })),
    ...(index.document === null ? [] : [{ kind: 'document', idx: index.document } as const]),
  ]
}

function registerPersonCommand(custodian: Custodian): Command {
  return command<typeof schema.registerPersonOperation, OfNumbers, Registration>({
    operation: schema.registerPersonOperation,
    prepare: async (input) => prepareRegistration(custodian, input),
    async load(tx, requests) {
      const keys = requests.flatMap(({ input }) => keysOfRegistration(input))
      return { person: new Map(), known: await personsOfIndexes(tx, keys) }
    },
    subject: (_world, { personId, district }) => ({ personId, district }),
    decide({ known }, registration, context) {
      const keys = keysOfRegistration(registration).map(indexKey)
      const knownAs = keys.map((key) => known.get(key)).find((personId) => personId !== undefined)
      const decision = registerPerson(knownAs, registration, context)
      // The next line of the same batch must see the numbers of this one.
      if (decision.accepted) for (const key of keys) known.set(key, registration.personId)
      return decision
    },
    conflicts: numberTaken,
    streams: [personStream],
  })
}

function correctPersonCommand(custodian: Custodian): Command {
  type Input = InputOf<typeof schema.correctPersonOperation>
  const keysOf = ({ identityNumber, documentNumber }: Input): readonly IndexKey[] =>
    [identityNumber, documentNumber].flatMap((number) => (number === undefined ? [] : numberKeys(custodian, number)))
  return command<typeof schema.correctPersonOperation, OfNumbers>({
    operation: schema.correctPersonOperation,
    async load(tx, requests) {
      const { person } = await loadPerson(tx, requests)
      return {
        person,
        known: await personsOfIndexes(
          tx,
          requests.flatMap(({ input }) => keysOf(input)),
        ),
      }
    },
    subject: subjectOf,
    decide({ person, known }, input, context) {
      const state = person.get(input.personId)
      const correction =
        state === undefined
          ? { changes: {}, printed: [], source: input.source }
          : compareWithRegister(custodian, state, input)
      if ('accepted' in correction) return correction
      const owner = keysOf(input)
        .map((key) => known.get(indexKey(key)))
        .find((personId) => personId !== undefined && personId !== input.personId)
      return correctPerson(state, owner, correction, context)
    },
    conflicts: numberTaken,
    streams: [personStream],
  })
}

function changeContactCommand(custodian: Custodian): Command {
  return command<typeof schema.changeContactOperation, OfPerson>({
    operation: schema.changeContactOperation,
    load: loadPerson,
    subject: subjectOf,
    decide({ person }, input, context) {
      const state = person.get(input.personId)
      const differs = (column: 'phone' | 'address'): boolean => {
        const said = input[column]
        const sealed = state?.sealed[column] ?? null
        if (state === undefined || said === undefined) return false
        return sealed === null ? said !== null : openText(custodian, state, column, sealed) !== said
      }
      const seal = (column: 'phone' | 'address', text: string | null | undefined): string | null =>
        state === undefined || text === null || text === undefined ? null : sealText(custodian, state, column, text)
      return changeContact(
        state,
        {
          sealed: {
            ...(differs('phone') ? { phone: seal('phone', input.phone) } : {}),
            ...(differs('address') ? { address: seal('address', input.address) } : {}),
          },
          ...(differs('phone') ? { phoneIndex: phoneIndex(custodian, input.phone ?? null) } : {}),
          ...(input.district === undefined || input.district === state?.district ? {} : { district: input.district }),
        },
        context,
      )
    },
    streams: [personStream],
  })
}

function setChipNameCommand(custodian: Custodian): Command {
  return command<typeof schema.setChipNameOperation, OfPerson>({
    operation: schema.setChipNameOperation,
    load: loadPerson,
    subject: subjectOf,
    decide({ person }, input) {
      const state = person.get(input.personId)
      const chipName = parseName(input.chipName) ?? ''
      return setChipName(state, {
        sealed: state === undefined ? '' : sealText(custodian, state, 'name', chipName),
        ...nameOnChip(chipName),
      })
    },
    streams: [personStream],
  })
}

const reportDeathCommand = command<typeof schema.reportDeathOperation, OfPerson>({
  operation: schema.reportDeathOperation,
  load: loadPerson,
  subject: subjectOf,
  decide: ({ person }, { personId, deathOn, source }, context) =>
    reportDeath(person.get(personId), { deathOn: deathOn as Day | null, source }, context),
  streams: [personStream],
})

const confirmDeathCommand = command<typeof schema.confirmDeathOperation, OfRelations>({
  operation: schema.confirmDeathOperation,
  async load(tx, requests) {
    const personIds = idsOf(requests)
    const person = await lockPersons(tx, personIds)
    const [helped, helps] = await Promise.all([relationsOfPersons(tx, personIds), relationsOfHelpers(tx, personIds)])
    return { person, relation: new Map([...helped, ...helps]) }
  },
  subject: subjectOf,
  decide: ({ person, relation }, { personId }, context) =>
    confirmDeath(
      person.get(personId),
      [...relation.values()].filter((one) => one.personId === personId || one.helperId === personId),
      context,
    ),
  streams: [personStream, relationStream],
})

const rejectDeathCommand = command<typeof schema.rejectDeathOperation, OfPerson>({
  operation: schema.rejectDeathOperation,
  load: loadPerson,
  subject: subjectOf,
  decide: ({ person }, { personId, reason }, context) => rejectDeath(person.get(personId), reason, context),
  streams: [personStream],
})

const moveAwayCommand = command<typeof schema.moveAwayOperation, OfGrounds>({
  operation: schema.moveAwayOperation,
  load: loadGrounds,
  subject: subjectOf,
  decide: ({ person, ground }, { personId, movedOn, source }, context) =>
    moveAway(person.get(personId), of(ground, personId), { movedOn: movedOn as Day, source }, context),
  streams: [personStream, groundStream],
})

const moveBackCommand = command<typeof schema.moveBackOperation, OfPerson>({
  operation: schema.moveBackOperation,
  load: loadPerson,
  subject: subjectOf,
  decide: ({ person }, { personId, movedOn, source }, context) =>
    moveBack(person.get(personId), { movedOn: movedOn as Day, source }, context),
  streams: [personStream],
})

/** The wire's input with the helper's number and name as hashes: what is known before the books are asked. */
interface WithHelper<Input> {
  readonly said: Input
  readonly keys: readonly IndexKey[]
  readonly nameIndex: string
}

type HelperSaid = About & { readonly helperNumber: string; readonly helperName: string }

/** A helper of another name than the one said is not found: a number alone tells nothing about the register. */
function helperOf(
  { person, known }: OfNumbers,
  { keys, nameIndex }: Pick<WithHelper<unknown>, 'keys' | 'nameIndex'>,
): Stored<Person> | undefined {
  const personId = keys.map((key) => known.get(indexKey(key))).find((id) => id !== undefined)
  const helper = personId === undefined ? undefined : person.get(personId)
  return helper?.index.name === nameIndex ? helper : undefined
}

function prepareHelper<Input extends HelperSaid>(custodian: Custodian) {
  return async (said: Input): Promise<WithHelper<Input>> => ({
    said,
    keys: numberKeys(custodian, said.helperNumber),
    nameIndex: nameIndexes(custodian, parseName(said.helperName) ?? '').name,
  })
}

/** Both persons are locked, so that two holders who name the same helper at once see each other. */
async function loadHelpers(
  tx: Transaction,
  requests: readonly Request<WithHelper<HelperSaid>>[],
): Promise<OfNumbers & OfRelations> {
  const known = await personsOfIndexes(
    tx,
    requests.flatMap(({ input }) => input.keys),
  )
  const helperIds = [...known.values()]
  const personIds = requests.map(({ input }) => input.said.personId)
  const person = await lockPersons(tx, [...personIds, ...helperIds])
  const [helped, helps] = await Promise.all([relationsOfPersons(tx, personIds), relationsOfHelpers(tx, helperIds)])
  return { person, known, relation: new Map([...helped, ...helps]) }
}

const relationTaken = { relation_in_force: 'relation-known' } as const

function addGuardianCommand(custodian: Custodian): Command {
  type Said = InputOf<typeof schema.addGuardianOperation>
  return command<typeof schema.addGuardianOperation, OfNumbers & OfRelations, WithHelper<Said>>({
    operation: schema.addGuardianOperation,
    prepare: prepareHelper(custodian),
    load: loadHelpers,
    subject: (world, { said }) => subjectOf(world, said),
    decide: (world, input, context) =>
      addGuardian(
        {
          ward: world.person.get(input.said.personId),
          guardian: helperOf(world, input),
          relations: of(world.relation, input.said.personId),
        },
        input.said.consentVersion ?? null,
        context,
      ),
    conflicts: relationTaken,
    streams: [relationStream],
  })
}

function grantProxyCommand(custodian: Custodian): Command {
  type Said = InputOf<typeof schema.grantProxyOperation>
  return command<typeof schema.grantProxyOperation, OfNumbers & OfRelations, WithHelper<Said>>({
    operation: schema.grantProxyOperation,
    prepare: prepareHelper(custodian),
    load: loadHelpers,
    subject: (world, { said }) => subjectOf(world, said),
    decide(world, input, context) {
      const { personId, kinship, scope, endsOn } = input.said
      const proxy = helperOf(world, input)
      return grantProxy(
        {
          holder: world.person.get(personId),
          proxy,
          ofHolder: of(world.relation, personId),
          ofProxy: [...world.relation.values()].filter((one) => one.helperId === proxy?.personId),
        },
        { kinship, scope, endsOn: endsOn as Day },
        context,
      )
    },
    conflicts: relationTaken,
    streams: [relationStream],
  })
}

const endRelationCommand = command<typeof schema.endRelationOperation, OfRelations>({
  operation: schema.endRelationOperation,
  load: loadRelations,
  subject: subjectOf,
  decide: ({ relation }, { personId, relationId }) => endRelation(itemOf(relation, relationId, personId)),
  streams: [relationStream],
})

const lapseRelationCommand = command<typeof schema.lapseRelationOperation, OfRelations>({
  operation: schema.lapseRelationOperation,
  load: loadRelations,
  subject: subjectOf,
  decide: ({ relation }, { personId, relationId }, context) =>
    lapseRelation(itemOf(relation, relationId, personId), context),
  streams: [relationStream],
})

const revokeProxyCommand = command<typeof schema.revokeProxyOperation, OfRelations>({
  operation: schema.revokeProxyOperation,
  load: loadRelations,
  subject: subjectOf,
  decide: ({ relation }, { personId, relationId }, context) =>
    revokeProxy(itemOf(relation, relationId, personId), context),
  streams: [relationStream],
})

const recordGroundCommand = command<typeof schema.recordGroundOperation, OfGrounds>({
  operation: schema.recordGroundOperation,
  load: loadGrounds,
  subject: (world, input) => ({ ...subjectOf(world, input), organisationId: groundKinds[input.groundKind].department }),
  decide: ({ person, ground }, { personId, groundKind, since, evidence }, context) =>
    recordGround(
      person.get(personId),
      of(ground, personId),
      { kind: groundKind, since: since as Day, evidence },
      context,
    ),
  conflicts: { ground_once: 'ground-known' },
  streams: [groundStream],
})

function groundSubject(world: OfGrounds, input: About & { readonly groundId: string }): Subject {
  const ground = itemOf(world.ground, input.groundId, input.personId)
  return { ...subjectOf(world, input), ...(ground === undefined ? {} : { organisationId: ground.vouchedBy }) }
}

const endGroundCommand = command<typeof schema.endGroundOperation, OfGrounds>({
  operation: schema.endGroundOperation,
  load: loadGrounds,
  subject: groundSubject,
  decide: ({ ground }, { personId, groundId, endedOn, reason }, context) =>
    endGround(itemOf(ground, groundId, personId), of(ground, personId), { endedOn: endedOn as Day, reason }, context),
  streams: [groundStream],
})

const closeReviewCommand = command<typeof schema.closeReviewOperation, OfGrounds>({
  operation: schema.closeReviewOperation,
  load: loadGrounds,
  subject: groundSubject,
  decide: ({ person, ground }, { personId, groundId, outcome, reason }, context) =>
    closeReview(
      person.get(personId),
      itemOf(ground, groundId, personId),
      of(ground, personId),
      { outcome, reason },
      context,
    ),
  streams: [groundStream],
})

interface Arriving {
  readonly said: InputOf<typeof schema.openVisitOperation>
  readonly presenterKeys: readonly IndexKey[]
  /** The same as the presenter's, when the holder came. */
  readonly holderKeys: readonly IndexKey[]
}

function openVisitCommand(custodian: Custodian): Command {
  const find = ({ person, known }: OfNumbers, keys: readonly IndexKey[]): Stored<Person> | undefined => {
    const personId = keys.map((key) => known.get(indexKey(key))).find((id) => id !== undefined)
    return personId === undefined ? undefined : person.get(personId)
  }
  return command<typeof schema.openVisitOperation, OfNumbers & OfRelations & OfVisits, Arriving>({
    operation: schema.openVisitOperation,
    async prepare(said) {
      const presenterKeys = keysOfDocument(custodian, said)
      const holderKeys =
        said.presenter === 'holder' || said.holderNumber === undefined
          ? presenterKeys
          : numberKeys(custodian, said.holderNumber)
      return { said, presenterKeys, holderKeys }
    },
    async load(tx, requests) {
      const known = await personsOfIndexes(
        tx,
        requests.flatMap(({ input }) => [...input.presenterKeys, ...input.holderKeys]),
      )
      const personIds = [...known.values()]
      const person = await lockPersons(tx, personIds)
      const [relation, visit] = await Promise.all([relationsOfPersons(tx, personIds), unclosedVisits(tx, personIds)])
      return { person, known, relation, visit }
    },
    subject(world, { holderKeys }) {
      const holder = find(world, holderKeys)
      return holder === undefined ? {} : { personId: holder.personId, district: holder.district }
    },
    decide(world, { said, presenterKeys, holderKeys }, context) {
      const holder = find(world, holderKeys)
      const personId = holder?.personId ?? ''
      const { presenter, documentType } = said
      return openVisit(
        {
          holder,
          presenter: find(world, presenterKeys),
          relations: of(world.relation, personId),
          open: of(world.visit, personId),
        },
        { presenter, documentType },
        context,
      )
    },
    streams: [visitStream],
  })
}

/** A passport or a travel permit is found by its own number; every other document carries the person's number. */
function keysOfDocument(
  custodian: Custodian,
  { documentType, documentNumber, nationality }: InputOf<typeof schema.openVisitOperation>,
): readonly IndexKey[] {
  switch (documentType) {
    case 'passport':
      return documentKeys(custodian, nationality ?? '', documentNumber)
    case 'hong-kong-macao-travel-permit':
      return ['HKG', 'MAC'].flatMap((origin) => documentKeys(custodian, origin, documentNumber.slice(0, 9)))
    case 'taiwan-travel-permit':
      return documentKeys(custodian, 'TWN', documentNumber)
    default:
      return numberKeys(custodian, documentNumber)
  }
}

const closeVisitCommand = command<typeof schema.closeVisitOperation, OfVisits>({
  operation: schema.closeVisitOperation,
  async load(tx, requests) {
    const person = await lockPersons(tx, idsOf(requests))
    return { person, visit: await unclosedVisits(tx, idsOf(requests)) }
  },
  subject(world, { personId, visitId }) {
    const visit = itemOf(world.visit, visitId, personId)
    return { ...subjectOf(world, { personId }), ...(visit === undefined ? {} : { officeId: visit.officeId }) }
  },
  decide: ({ visit }, { personId, visitId }, context) => closeVisit(itemOf(visit, visitId, personId), context),
  streams: [visitStream],
})
