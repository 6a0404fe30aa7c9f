import { refuse } from '@yika/core/decision/decision.ts'
import { cancelBatch } from '@yika/core/production/cancel-batch.ts'
import { exportToBank } from '@yika/core/production/export-to-bank.ts'
import { exportToFactory } from '@yika/core/production/export-to-factory.ts'
import { formBatches } from '@yika/core/production/form-batches.ts'
import { reconcileBatch } from '@yika/core/production/reconcile-batch.ts'
import { releaseBatch } from '@yika/core/production/release-batch.ts'
import { replaceKeys } from '@yika/core/production/replace-keys.ts'
import { requestCertificates } from '@yika/core/production/request-certificates.ts'
import { reworkLine } from '@yika/core/production/rework-line.ts'
import * as operation from '@yika/core/production/schema.ts'
import { shipToOutlet } from '@yika/core/production/ship-to-outlet.ts'
import { spoilCard } from '@yika/core/production/spoil-card.ts'
import { takeBankReturn } from '@yika/core/production/take-bank-return.ts'
import { takeCertificates } from '@yika/core/production/take-certificates.ts'
import { takeFactoryReturn } from '@yika/core/production/take-factory-return.ts'
import { applicationStream, applicationsByKeys } from '../application/store.ts'
import { cardStream, freeCardNumbers } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import { bankTellingCommand } from './bank-telling-command.ts'
import { type BatchWorld, loadBatchWorld, memberOf, membersOf } from './batch-world.ts'
import { activeChipKey } from './chip-key-store.ts'
import type { ChipParts } from './chip-parts.ts'
import { lockFactoryKeys } from './factory-key-store.ts'
import { readKeyResults } from './key-results.ts'
import { fingerprintOf, type ReturnedFile, readReturnedFile } from './returned-file.ts'
import { applicationsToMake, batchStream, blankStockStream, lineStream, linesOfPersons } from './store.ts'

/** The most that one wish to form batches takes; the rest is for the next one. */
const formedMost = 5000

/** In the order of the foreign keys: a line names its batch, card and application. */
const streams = [batchStream, cardStream, applicationStream, lineStream, blankStockStream]

/** Where a batch belongs for the rights: its bank and district, and the organisation that works on it. */
function placeOf(world: BatchWorld, batchId: string | null, at?: 'certifierId' | 'makerId') {
  const batch = batchId === null ? undefined : world.batch.get(batchId)
  const organisationId = at === undefined ? null : (batch?.[at] ?? null)
  return {
    ...(batch === undefined ? {} : { bankId: batch.bankId, district: batch.district }),
    ...(organisationId === null ? {} : { organisationId }),
  }
}

const batchIdsOf = (requests: readonly Request<{ readonly batchId: string }>[]): readonly string[] =>
  requests.map(({ input }) => input.batchId)

const formBatchesCommand = command({
  operation: operation.formBatches,
  async load(tx, requests) {
    const places = new Map(requests.map(({ input }) => [`${input.bankId} ${input.district}`, input]))
    const waiting = await applicationsToMake(tx, [...places.values()], formedMost)
    const person = await lockPersons(
      tx,
      waiting.map(({ personId }) => personId),
    )
    const application = await applicationsByKeys(tx, waiting)
    const queue = waiting.map(({ applicationId }) => applicationId)
    const numbers = await freeCardNumbers(tx, queue.length)
    return { batch: new Map(), line: new Map(), card: new Map(), application, person, queue, numbers }
  },
  subject: (_world, input) => ({ bankId: input.bankId, district: input.district }),
  decide({ application, person, queue, numbers }, input, context) {
    const waiting = queue.flatMap((applicationId) => {
      const one = application.get(applicationId)
      const holder = one === undefined ? undefined : person.get(one.personId)
      return one === undefined || holder === undefined ? [] : [{ application: one, person: holder }]
    })
    return formBatches(input, waiting, () => numbers.shift(), context)
  },
  streams: [batchStream, cardStream, applicationStream, lineStream],
})

const releaseBatchCommand = command({
  operation: operation.releaseBatch,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId }, context) => releaseBatch(world.batch.get(batchId), context),
  streams,
})

const exportToBankCommand = command({
  operation: operation.exportToBank,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId }) => exportToBank(world.batch.get(batchId), membersOf(world, batchId)),
  streams,
})

const requestCertificatesCommand = command({
  operation: operation.requestCertificates,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId, certifierId }) =>
    requestCertificates(world.batch.get(batchId), membersOf(world, batchId), certifierId),
  streams,
})

const exportToFactoryCommand = command({
  operation: operation.exportToFactory,
  async load(tx, requests) {
    const makerIds = requests.map(({ input }) => input.makerId)
    const world = await loadBatchWorld(tx, batchIdsOf(requests), makerIds)
    const keyVersion = await activeChipKey(tx, 'sm')
    return { ...world, 'factory-key': await lockFactoryKeys(tx, makerIds), keyVersion }
  },
  subject: (world, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId, makerId }) =>
    exportToFactory(world.batch.get(batchId), membersOf(world, batchId), {
      makerId,
      stock: world['blank-stock'].get(makerId),
      key: world['factory-key'].get(makerId),
      keyVersion: world.keyVersion,
    }),
  streams,
})

const shipToOutletCommand = command({
  operation: operation.shipToOutlet,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide(world, { batchId }) {
    const batch = world.batch.get(batchId)
    return shipToOutlet(batch, membersOf(world, batchId), world['blank-stock'].get(batch?.makerId ?? ''))
  },
  streams,
})

const reworkLineCommand = bankTellingCommand({
  operation: operation.reworkLine,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, input, context) =>
    reworkLine(world.batch.get(input.batchId), membersOf(world, input.batchId), input, context),
  streams,
})

const cancelBatchCommand = bankTellingCommand({
  operation: operation.cancelBatch,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId, reason }) => cancelBatch(world.batch.get(batchId), membersOf(world, batchId), reason),
  streams,
})

const reconcileBatchCommand = command({
  operation: operation.reconcileBatch,
  load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
  subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId),
  decide: (world, { batchId }) =>
    reconcileBatch(
      world.batch.get(batchId),
      membersOf(world, batchId).map(({ line }) => line),
    ),
  streams,
})

type OfCard = { readonly personId: string; readonly cardId: string }

const lineOfCard = (world: BatchWorld, { personId, cardId }: OfCard) =>
  [...world.line.values()].find((line) => line.personId === personId && line.cardId === cardId)

const spoilCardCommand = bankTellingCommand({
  operation: operation.spoilCard,
  async load(tx, requests) {
    const lines = await linesOfPersons(
      tx,
      requests.map(({ input }) => input.personId),
    )
    const wanted = new Set(requests.map(({ input }) => input.cardId))
    const batchIds = [...lines.values()].filter(({ cardId }) => wanted.has(cardId)).map(({ batchId }) => batchId)
    return loadBatchWorld(tx, [...new Set(batchIds)])
  },
  subject(world: BatchWorld, input) {
    const line = lineOfCard(world, input)
    return { personId: input.personId, ...placeOf(world, line?.batchId ?? null) }
  },
  decide(world, input) {
    const line = lineOfCard(world, input)
    if (line === undefined) return refuse('not-found')
    const batch = world.batch.get(line.batchId)
    const placeId = batch?.makerId ?? batch?.officeId ?? ''
    return spoilCard(memberOf(world, line), world['blank-stock'].get(placeId), input.reason)
  },
  streams,
})

/** The parties' answers: read, compared and fingerprinted before the transaction begins. */
function returnCommands(parts: ChipParts): readonly Command[] {
  const loadFile = (tx: Parameters<Command['load']>[0], requests: readonly Request<ReturnedFile>[]) =>
    loadBatchWorld(
      tx,
      requests.flatMap(({ input }) => input.batchId ?? []),
    )
  const batchOf = (world: BatchWorld, { batchId }: ReturnedFile) =>
    batchId === null ? undefined : world.batch.get(batchId)
  const fingerprinted = <Input extends { readonly results: readonly object[] }>(input: Input) => ({
    ...input,
    fingerprint: fingerprintOf(parts.custodian, JSON.stringify(input.results)),
  })

  return [
    bankTellingCommand({
      operation: operation.takeBankReturn,
      prepare: ({ file }, actor) => readReturnedFile(parts, 'take-bank-return', file, actor),
      load: loadFile,
      subject: (world, { batchId }) => placeOf(world, batchId),
      decide: (world, input) =>
        takeBankReturn(batchOf(world, input), membersOf(world, input.batchId ?? ''), input.file),
      streams,
    }),
    bankTellingCommand({
      operation: operation.takeFactoryReturn,
      prepare: ({ file }, actor) => readReturnedFile(parts, 'take-factory-return', file, actor),
      load: loadFile,
      subject: (world, { batchId }) => placeOf(world, batchId, 'makerId'),
      decide(world, input, context) {
        const batch = batchOf(world, input)
        const stock = world['blank-stock'].get(batch?.makerId ?? '')
        return takeFactoryReturn(batch, membersOf(world, input.batchId ?? ''), stock, input.file, context)
      },
      streams,
    }),
    command({
      operation: operation.takeCertificates,
      prepare: async ({ results, ...input }) =>
        fingerprinted({
          ...input,
          results: results.map(({ serial = null, ...result }, index) => ({ ...result, serial, fileLine: index + 1 })),
        }),
      load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
      subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId, 'certifierId'),
      decide: (world, input) =>
        takeCertificates(world.batch.get(input.batchId), membersOf(world, input.batchId), input),
      streams,
    }),
    bankTellingCommand({
      operation: operation.replaceKeys,
      prepare: (input, actor) => readKeyResults(parts, input, actor),
      load: (tx, requests) => loadBatchWorld(tx, batchIdsOf(requests)),
      subject: (world: BatchWorld, { batchId }) => placeOf(world, batchId, 'makerId'),
      decide(world, input, context) {
        const batch = world.batch.get(input.batchId)
        const stock = world['blank-stock'].get(batch?.makerId ?? '')
        return replaceKeys(batch, membersOf(world, input.batchId), stock, input, context)
      },
      streams,
    }),
  ]
}

export function batchCommands(parts: ChipParts): readonly Command[] {
  return [
    formBatchesCommand,
    releaseBatchCommand,
    exportToBankCommand,
    requestCertificatesCommand,
    exportToFactoryCommand,
    shipToOutletCommand,
    reworkLineCommand,
    cancelBatchCommand,
    reconcileBatchCommand,
    spoilCardCommand,
    ...returnCommands(parts),
  ]
}
