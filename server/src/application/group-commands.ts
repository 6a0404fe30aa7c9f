import { applyForEmployee } from '@yika/core/application/apply-for-employee.ts'
import { type Group, type GroupLine, groupLineId } from '@yika/core/application/group.ts'
import { noteLineRefusal } from '@yika/core/application/note-line-refusal.ts'
import { openGroup } from '@yika/core/application/open-group.ts'
import { optOutOfGroup } from '@yika/core/application/opt-out-of-group.ts'
import { type ReceivedLine, receiveGroupLines } from '@yika/core/application/receive-group-lines.ts'
import * as operations from '@yika/core/application/schema.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { nameSearchForm } from '@yika/core/holder/person-name.ts'
import type { RefusalCode, RefusalDetail } from '@yika/core/refusal/catalogue.ts'
import { loadBanks, loadOutlets } from '../bank/store.ts'
import { numberKeys, shortIndexes } from '../holder/blind-index.ts'
import { type IndexKey, indexKey, lockPersons, personsOfIndexes } from '../holder/store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { oneOpenApplication } from './apply-commands.ts'
import { groupLineStream, groupStream, groupsByIds, type LineKey, linesByKeys } from './group-store.ts'
import { loadPersons, openOf } from './loaded-case.ts'
import { newestPhotos } from './photo-store.ts'
import { applicationStream, openApplications } from './store.ts'

/** A line whose number and name have become blind indexes; nothing readable goes further. */
interface HiddenLine extends Omit<ReceivedLine, 'personId'> {
  readonly numberKeys: readonly IndexKey[]
  readonly nameIndexes: readonly string[]
}

interface LinesInput {
  readonly groupId: string
  readonly lines: readonly HiddenLine[]
}

interface LinesWorld {
  readonly group: Map<string, Stored<Group>>
  readonly 'group-line': Map<string, Stored<GroupLine>>
  /** Index key of a number → the person, where the register has one. */
  readonly numbers: ReadonlyMap<string, string>
  /** Person → blind index of the registered name. */
  readonly names: ReadonlyMap<string, string>
}

export function groupCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    command({
      operation: operations.openGroup,
      async load(tx, requests) {
        const banks = await loadBanks(
          tx,
          requests.flatMap(({ input }) => input.bankIds),
        )
        return { group: new Map<string, Stored<Group>>(), banks }
      },
      subject: (_world, { employerId }) => ({ employerId }),
      decide: (world, input, context) => openGroup(world.banks, { ...input, closesOn: input.closesOn as Day }, context),
      streams: [groupStream],
    }),
    command<typeof operations.sendGroupLines, LinesWorld, LinesInput>({
      operation: operations.sendGroupLines,
      async prepare({ groupId, lines }) {
        return {
          groupId,
          lines: lines.map(({ position, identityNumber, name, bankId, outletId }) => ({
            position,
            bankId,
            outletId: outletId ?? null,
            numberKeys: numberKeys(custodian, identityNumber),
            nameIndexes: shortIndexes(custodian, 'name', nameSearchForm(name)),
          })),
        }
      },
      load: loadLines,
      subject(world, { groupId }) {
        const employerId = world.group.get(groupId)?.employerId
        return employerId === undefined ? {} : { employerId }
      },
      decide(world, { groupId, lines }, context) {
        const known = new Map(
          world['group-line']
            .values()
            .filter((line) => line.groupId === groupId)
            .map((line) => [line.personId, line]),
        )
        const received = lines.map(({ position, bankId, outletId, ...hidden }) => ({
          position,
          bankId,
          outletId,
          personId: personOf(world, hidden),
        }))
        return receiveGroupLines(world.group.get(groupId), known, received, context)
      },
      streams: [groupStream, groupLineStream],
    }),
    command({
      operation: operations.applyForEmployee,
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const personIds = inputs.map(({ personId }) => personId)
        const loaded = await loadPersons(tx, personIds)
        const [lines, groups, newest] = await Promise.all([
          linesByKeys(tx, inputs),
          groupsByIds(
            tx,
            inputs.map(({ groupId }) => groupId),
          ),
          newestPhotos(tx, personIds),
        ])
        const [banks, outlets] = await Promise.all([
          loadBanks(
            tx,
            [...lines.values()].flatMap(({ bankId }) => bankId ?? []),
          ),
          loadOutlets(
            tx,
            [...lines.values()].flatMap(({ outletId }) => outletId ?? []),
          ),
        ])
        return { ...loaded, 'group-line': lines, groups, newest, banks, outlets }
      },
      subject(world, { personId, groupId }) {
        const employerId = world.groups.get(groupId)?.employerId
        const hasLine = world['group-line'].has(groupLineId(groupId, personId))
        return { personId, ...(employerId === undefined || !hasLine ? {} : { employerId }) }
      },
      decide(world, { personId, groupId }, context) {
        const line = world['group-line'].get(groupLineId(groupId, personId))
        return applyForEmployee(
          {
            person: world.persons.get(personId),
            grounds: world.grounds.get(personId) ?? [],
            cards: world.cards.get(personId) ?? [],
            open: openOf(world.application, personId),
            photo: world.newest.get(personId),
            bank: world.banks.get(line?.bankId ?? ''),
            outlet: world.outlets.get(line?.outletId ?? ''),
            instantOutlet: undefined,
            group: world.groups.get(groupId),
            line,
          },
          context,
        )
      },
      conflicts: oneOpenApplication,
      streams: [applicationStream, groupLineStream],
    }),
    command({
      operation: operations.noteLineRefusal,
      load: (tx, requests) => loadPersonLines(tx, requests),
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, { personId, groupId, code, detail }) =>
        noteLineRefusal(world['group-line'].get(groupLineId(groupId, personId)), {
          code: code as RefusalCode,
          detail: detail as RefusalDetail,
        }),
      streams: [groupLineStream],
    }),
    command({
      operation: operations.optOutOfGroup,
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const lines = await loadPersonLines(tx, requests)
        const [groups, application] = await Promise.all([
          groupsByIds(
            tx,
            inputs.map(({ groupId }) => groupId),
          ),
          openApplications(
            tx,
            inputs.map(({ personId }) => personId),
          ),
        ])
        return { ...lines, groups, application }
      },
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, { personId, groupId }) =>
        optOutOfGroup(
          {
            group: world.groups.get(groupId),
            line: world['group-line'].get(groupLineId(groupId, personId)),
            open: openOf(world.application, personId),
          },
          personId,
        ),
      streams: [applicationStream, groupLineStream],
    }),
  ]
}

/** The register is asked first who is meant; then the person rows are locked, then the group whose counters change. */
async function loadLines(tx: Transaction, requests: readonly { readonly input: LinesInput }[]): Promise<LinesWorld> {
  const lines = requests.flatMap(({ input }) => input.lines.map((line) => ({ ...line, groupId: input.groupId })))
  const numbers = await personsOfIndexes(
    tx,
    lines.flatMap((line) => line.numberKeys),
  )
  const persons = await lockPersons(tx, [...numbers.values()])
  const keys = lines.flatMap(({ groupId, ...line }): LineKey[] => {
    const personId = numberOwner(numbers, line.numberKeys)
    return personId === undefined ? [] : [{ personId, groupId }]
  })
  const group = await groupsByIds(
    tx,
    requests.map(({ input }) => input.groupId),
    'lock',
  )
  return {
    group,
    'group-line': await linesByKeys(tx, keys),
    numbers,
    names: new Map(persons.values().map(({ personId, index }) => [personId, index.name])),
  }
}

async function loadPersonLines(
  tx: Transaction,
  requests: readonly { readonly input: LineKey }[],
): Promise<{ readonly 'group-line': Map<string, Stored<GroupLine>> }> {
  const keys = requests.map(({ input }) => input)
  await lockPersons(
    tx,
    keys.map(({ personId }) => personId),
  )
  return { 'group-line': await linesByKeys(tx, keys) }
}

function numberOwner(numbers: ReadonlyMap<string, string>, keys: readonly IndexKey[]): string | undefined {
  for (const key of keys) {
    const personId = numbers.get(indexKey(key))
    if (personId !== undefined) return personId
  }
  return undefined
}

/** Number and name must belong together, and the answer is the same for a wrong number and a wrong name. */
function personOf(world: LinesWorld, line: Pick<HiddenLine, 'numberKeys' | 'nameIndexes'>): string | null {
  const personId = numberOwner(world.numbers, line.numberKeys)
  if (personId === undefined) return null
  return line.nameIndexes.includes(world.names.get(personId) ?? '') ? personId : null
}
