import { refuse } from '@yika/core/decision/decision.ts'
import { issueInstantly } from '@yika/core/production/issue-instantly.ts'
import { returnInstantCard } from '@yika/core/production/return-instant-card.ts'
import * as operation from '@yika/core/production/schema.ts'
import { applicationStream, openApplications } from '../application/store.ts'
import { cardStream, freeCardNumbers } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import { bankTellingCommand } from './bank-telling-command.ts'
import { type BatchWorld, loadBatchWorld, memberOf } from './batch-world.ts'
import type { ChipParts } from './chip-parts.ts'
import { readInstantResult } from './instant-result.ts'
import { batchStream, blankStockStream, lineStream, linesOfPersons } from './store.ts'

const streams = [batchStream, cardStream, applicationStream, lineStream, blankStockStream]

/** The persons at the counters, their instant batches, and the blanks of the counters. */
async function loadDesks(
  tx: Transaction,
  requests: readonly Request<{ readonly personId: string }>[],
): Promise<BatchWorld> {
  const personIds = requests.map(({ input }) => input.personId)
  const person = await lockPersons(tx, personIds)
  const lines = await linesOfPersons(tx, personIds)
  const batchIds = new Set([...lines.values()].map(({ batchId }) => batchId))
  const places = requests.flatMap(({ actor }) => actor.officeId ?? [])
  const world = await loadBatchWorld(tx, [...batchIds], places)
  const application = await openApplications(tx, personIds)
  return {
    ...world,
    person: new Map([...world.person, ...person]),
    application: new Map([...world.application, ...application]),
  }
}

const issueInstantlyCommand = command({
  operation: operation.issueInstantly,
  async load(tx, requests) {
    const world = await loadDesks(tx, requests)
    return { ...world, numbers: await freeCardNumbers(tx, requests.length) }
  },
  subject(world, { personId, applicationId }) {
    const application = world.application.get(applicationId)
    return {
      personId,
      ...(application?.personId === personId ? { bankId: application.bankId, district: application.district } : {}),
    }
  },
  decide(world, { personId, applicationId }, context) {
    const application = world.application.get(applicationId)
    const own = application?.personId === personId ? application : undefined
    const line = [...world.line.values()].find(({ cardId }) => cardId === own?.cardId)
    const batch = line === undefined ? undefined : world.batch.get(line.batchId)
    const card = line === undefined ? undefined : world.card.get(line.cardId)
    const desk = {
      application: own,
      person: world.person.get(personId),
      begun: line === undefined || card === undefined || batch?.kind !== 'instant' ? undefined : { batch, line, card },
      stock: world['blank-stock'].get(context.actor.officeId ?? ''),
    }
    return issueInstantly(desk, () => world.numbers.shift(), context)
  },
  streams,
})

function returnInstantCardCommand(parts: ChipParts): Command {
  return bankTellingCommand({
    operation: operation.returnInstantCard,
    prepare: (input, actor) => readInstantResult(parts, input, actor),
    load: (tx, requests) => loadDesks(tx, requests),
    subject(world: BatchWorld, { personId, lineId }) {
      const line = world.line.get(lineId)
      const batch = line?.personId === personId ? world.batch.get(line.batchId) : undefined
      return { personId, ...(batch === undefined ? {} : { bankId: batch.bankId, district: batch.district }) }
    },
    decide(world, { personId, lineId, result }, context) {
      const line = world.line.get(lineId)
      if (line === undefined || line.personId !== personId) return refuse('not-found')
      const batch = world.batch.get(line.batchId)
      const stock = world['blank-stock'].get(batch?.officeId ?? '')
      return returnInstantCard(batch, memberOf(world, line), stock, result, context)
    },
    streams,
  })
}

export function instantCommands(parts: ChipParts): readonly Command[] {
  return [issueInstantlyCommand, returnInstantCardCommand(parts)]
}
