import type { Subject } from '@yika/core/access/may.ts'
import { type Decision, type DecisionContext, type Refused, refuse } from '@yika/core/decision/decision.ts'
import { acceptDataCorrection } from '@yika/core/holder/accept-data-correction.ts'
import { type Corrected, correctPerson } from '@yika/core/holder/correct-person.ts'
import type { DataCorrection } from '@yika/core/holder/data-correction.ts'
import type { Person, PersonEvent } from '@yika/core/holder/person.ts'
import { entryOf, isRegisterItem, type RecordedItem, registerItems } from '@yika/core/holder/recorded-item.ts'
import { refuseDataCorrection } from '@yika/core/holder/refuse-data-correction.ts'
import { requestDataCorrection } from '@yika/core/holder/request-data-correction.ts'
import * as schema from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { Value } from 'typebox/value'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { numberKeys } from './blind-index.ts'
import { compareWithRegister } from './correction.ts'
import { correctionsOfPersons, dataCorrectionStream } from './correction-store.ts'
import { openText, sealText } from './sealing.ts'
import { type IndexKey, indexKey, lockPersons, personStream, personsOfIndexes } from './store.ts'

interface World {
  readonly person: Map<string, Stored<Person>>
  readonly 'data-correction': Map<string, Stored<DataCorrection>>
}
/** The numbers that were asked for, and the persons they lead to. */
interface WithNumbers extends World {
  readonly known: ReadonlyMap<string, string>
}

type OfRequest = { readonly personId: string; readonly correctionId: string }
type CorrectPerson = InputOf<typeof schema.correctPersonOperation>
type Accepting = InputOf<typeof schema.acceptDataCorrectionOperation>

/** M4.7: what holders ask to be put right, and what becomes of it. */
export function correctionCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [requestCommand(custodian), acceptCommand(custodian), refuseCommand]
}

async function load(tx: Transaction, requests: readonly Request<{ readonly personId: string }>[]): Promise<World> {
  const personIds = requests.map(({ input }) => input.personId)
  const person = await lockPersons(tx, personIds)
  return { person, 'data-correction': await correctionsOfPersons(tx, personIds) }
}

function subject({ person }: World, { personId }: { readonly personId: string }): Subject {
  const district = person.get(personId)?.district
  return district === undefined ? { personId } : { personId, district }
}

/** A request is found only under the person it is about. */
function requestOf(world: World, { personId, correctionId }: OfRequest): Stored<DataCorrection> | undefined {
  const found = world['data-correction'].get(correctionId)
  return found?.personId === personId ? found : undefined
}

/** A value that correct-person would not take is told at once, not when an officer has read it. */
function unfit(item: RecordedItem, value: string): Refused | undefined {
  if (!isRegisterItem(item)) return undefined
  const fits = Value.Check(schema.correctPersonOperation.input.properties[registerItems[item]], value)
  const { zh, format } = entryOf(item)
  return fits ? undefined : refuse('correction-value-unfit', { item: zh, format })
}

function requestCommand(custodian: Custodian): Command {
  return command<typeof schema.requestCorrectionOfDataOperation, World>({
    operation: schema.requestCorrectionOfDataOperation,
    prepare: async (input) => unfit(input.item, input.wanted) ?? input,
    load,
    subject,
    decide(world, { personId, item, wanted, why }, context) {
      const person = world.person.get(personId)
      const earlier = [...world['data-correction'].values()].filter((one) => one.personId === personId)
      const seal = (column: 'correction' | 'words', text: string): string =>
        person === undefined ? '' : sealText(custodian, person, column, text)
      return requestDataCorrection(
        person,
        earlier,
        { item, wanted: seal('correction', wanted), why: seal('words', why) },
        context,
      )
    },
    conflicts: { data_correction_open: 'correction-asked-already' },
    streams: [dataCorrectionStream],
  })
}

function acceptCommand(custodian: Custodian): Command {
  /** As the officer found it in the register, or as the holder says it. */
  const saidValue = (person: Person, request: DataCorrection, { value }: Accepting): string =>
    value ?? openText(custodian, person, 'correction', request.wanted)
  const keysOf = (item: RecordedItem, value: string): readonly IndexKey[] =>
    item === 'ssn' || item === 'identityNumber' || item === 'documentNumber' ? numberKeys(custodian, value) : []

  function correct(world: WithNumbers, input: Accepting, context: DecisionContext): Decision<PersonEvent, Corrected> {
    const person = world.person.get(input.personId)
    const request = requestOf(world, input)
    if (person === undefined || request === undefined || !isRegisterItem(request.item)) return refuse('not-found')
    const value = saidValue(person, request, input)
    const barred = unfit(request.item, value)
    if (barred !== undefined) return barred
    const { personId, source } = input
    const said = { personId, source, [registerItems[request.item]]: value } as CorrectPerson
    const correction = compareWithRegister(custodian, person, said)
    if ('accepted' in correction) return correction
    const owner = keysOf(request.item, value)
      .map((key) => world.known.get(indexKey(key)))
      .find((id) => id !== undefined && id !== personId)
    return correctPerson(person, owner, correction, context)
  }

  return command<typeof schema.acceptDataCorrectionOperation, WithNumbers>({
    operation: schema.acceptDataCorrectionOperation,
    async load(tx, requests) {
      const world = await load(tx, requests)
      const keys = requests.flatMap(({ input }) => {
        const person = world.person.get(input.personId)
        const request = requestOf(world, input)
        return person === undefined || request === undefined
          ? []
          : keysOf(request.item, saidValue(person, request, input))
      })
      return { ...world, known: await personsOfIndexes(tx, keys) }
    },
    subject,
    decide: (world, input, context) =>
      acceptDataCorrection(requestOf(world, input), input.source, () => correct(world, input, context), context),
    conflicts: { person_index_pkey: 'person-known' },
    streams: [personStream, dataCorrectionStream],
  })
}

const refuseCommand = command<typeof schema.refuseDataCorrectionOperation, World>({
  operation: schema.refuseDataCorrectionOperation,
  load,
  subject,
  decide: (world, input, context) => refuseDataCorrection(requestOf(world, input), input.reason, context),
  streams: [dataCorrectionStream],
})
