import type { InputOf } from '@yika/core/operation/operation.ts'
import { approveBatch, finishRun } from '@yika/core/settlement/benefit/approve-batch.ts'
import { type BenefitBatch, type BenefitChunk, chunkId } from '@yika/core/settlement/benefit/batch.ts'
import { cancelBatch, closeBatch, type Received } from '@yika/core/settlement/benefit/close-batch.ts'
import { type BenefitLine, lineId } from '@yika/core/settlement/benefit/line.ts'
import { openBatch } from '@yika/core/settlement/benefit/open-batch.ts'
import type { BenefitProgramme } from '@yika/core/settlement/benefit/programme.ts'
import { type ReceivedChunk, receiveLines } from '@yika/core/settlement/benefit/receive-lines.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { numberKeys } from '../../holder/blind-index.ts'
import { indexKey, personsOfIndexes } from '../../holder/store.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import {
  batchesOfReferences,
  benefitBatchStream,
  benefitChunkStream,
  chunksByKeys,
  lockBenefitBatches,
  receivedOf,
} from './batch-store.ts'
import { batchesWithWaiting, benefitLineStream, linesByNumbers } from './line-store.ts'
import { programmesByIds } from './programme-store.ts'

export interface BatchParts {
  readonly db: Database
  readonly custodian: Custodian
}

interface World {
  readonly 'benefit-batch': Map<string, Stored<BenefitBatch>>
}

interface OpenWorld extends World {
  readonly programmes: ReadonlyMap<string, BenefitProgramme>
}

interface ReceiveWorld extends World {
  readonly 'benefit-chunk': Map<string, Stored<BenefitChunk>>
  readonly 'benefit-line': Map<string, Stored<BenefitLine>>
}

interface CloseWorld extends World {
  readonly received: ReadonlyMap<string, Received>
}

interface FinishWorld extends World {
  readonly waiting: ReadonlySet<string>
}

type Asked = readonly { readonly input: { readonly batchId: string } }[]

const idsOf = (requests: Asked) => requests.map(({ input }) => input.batchId)

const locked = async (tx: Transaction, requests: Asked): Promise<World> => ({
  'benefit-batch': await lockBenefitBatches(tx, idsOf(requests)),
})

export function departmentOfBatch(world: World, { batchId }: { readonly batchId: string }) {
  const organisationId = world['benefit-batch'].get(batchId)?.department
  return organisationId === undefined ? {} : { organisationId }
}

/** Articles 2 and 13: batches of payments, from the control numbers to the second person. */
export function benefitBatchCommands({ db, custodian }: BatchParts): readonly Command[] {
  return [
    command<typeof schema.openBenefitBatch, OpenWorld>({
      operation: schema.openBenefitBatch,
      async load(tx, requests) {
        const [programmes, same] = await Promise.all([
          programmesByIds(
            tx,
            requests.map(({ input }) => input.programmeId),
          ),
          batchesOfReferences(
            tx,
            requests.map(({ input }) => input.reference),
          ),
        ])
        return { programmes, 'benefit-batch': new Map(same.map((batch) => [batch.batchId, batch])) }
      },
      subject({ programmes }, { programmeId }) {
        const organisationId = programmes.get(programmeId)?.department
        return organisationId === undefined ? {} : { organisationId }
      },
      decide(world, input, context) {
        const programme = world.programmes.get(input.programmeId)
        const same = [...world['benefit-batch'].values()].find(
          ({ department, reference }) => department === programme?.department && reference === input.reference,
        )
        return openBatch(programme, same, input, context)
      },
      conflicts: { benefit_batch_reference: 'benefit-reference-taken' },
      streams: [benefitBatchStream],
    }),
    command<typeof schema.receiveBenefitLines, ReceiveWorld, ReceivedChunk>({
      operation: schema.receiveBenefitLines,
      prepare: (input) => recognise({ db, custodian }, input),
      async load(tx, requests) {
        const world = await locked(tx, requests)
        const places = requests.flatMap(({ input: { batchId, lines } }) =>
          lines.map(({ lineNumber }) => ({ batchId, lineNumber })),
        )
        const [chunks, lines] = await Promise.all([
          chunksByKeys(
            tx,
            requests.map(({ input }) => input),
          ),
          linesByNumbers(tx, places),
        ])
        return { ...world, 'benefit-chunk': chunks, 'benefit-line': lines }
      },
      subject: departmentOfBatch,
      decide(world, input, _context) {
        const { batchId, chunk } = input
        return receiveLines(
          world['benefit-batch'].get(batchId),
          world['benefit-chunk'].get(chunkId(batchId, chunk)),
          (lineNumber) => world['benefit-line'].has(lineId({ batchId, lineNumber })),
          input,
        )
      },
      streams: [benefitChunkStream, benefitLineStream],
    }),
    command<typeof schema.closeBenefitBatch, CloseWorld>({
      operation: schema.closeBenefitBatch,
      async load(tx, requests) {
        const world = await locked(tx, requests)
        return { ...world, received: await receivedOf(tx, idsOf(requests)) }
      },
      subject: departmentOfBatch,
      decide: (world, { batchId }, context) =>
        closeBatch(world['benefit-batch'].get(batchId), world.received.get(batchId) ?? { lines: 0, fen: 0 }, context),
      streams: [benefitBatchStream],
    }),
    command<typeof schema.cancelBenefitBatch, World>({
      operation: schema.cancelBenefitBatch,
      load: locked,
      subject: departmentOfBatch,
      decide: (world, { batchId }, context) => cancelBatch(world['benefit-batch'].get(batchId), context),
      streams: [benefitBatchStream],
    }),
    command<typeof schema.approveBenefitBatch, OpenWorld>({
      operation: schema.approveBenefitBatch,
      async load(tx, requests) {
        const world = await locked(tx, requests)
        const ids = [...world['benefit-batch'].values()].map(({ programmeId }) => programmeId)
        return { ...world, programmes: await programmesByIds(tx, ids) }
      },
      subject: departmentOfBatch,
      decide(world, { batchId }, context) {
        const batch = world['benefit-batch'].get(batchId)
        return approveBatch(batch, world.programmes.get(batch?.programmeId ?? ''), context)
      },
      streams: [benefitBatchStream],
    }),
    command<typeof schema.finishBenefitRun, FinishWorld>({
      operation: schema.finishBenefitRun,
      async load(tx, requests) {
        const world = await locked(tx, requests)
        return { ...world, waiting: await batchesWithWaiting(tx, idsOf(requests)) }
      },
      subject: departmentOfBatch,
      decide: (world, { batchId }) => finishRun(world['benefit-batch'].get(batchId), world.waiting.has(batchId)),
      streams: [benefitBatchStream],
    }),
  ]
}

/** Whose numbers they are, outside the transaction: a number that is in no register stays a line with a result. */
async function recognise(
  { db, custodian }: BatchParts,
  { batchId, chunk, lines }: InputOf<typeof schema.receiveBenefitLines>,
): Promise<ReceivedChunk> {
  const keys = lines.map(({ number }) => numberKeys(custodian, number))
  const known = await personsOfIndexes(db, keys.flat())
  const digest = custodian.blindIndex('command-input', canonicalJson(lines))
  return {
    ...{ batchId, chunk, digest: Buffer.from(digest).toString('base64') },
    lines: lines.map(({ lineNumber, amount, note = null }, place) => ({
      ...{ lineNumber, amount, note },
      personId: keys[place]?.map((key) => known.get(indexKey(key))).find((id) => id !== undefined) ?? null,
    })),
  }
}
