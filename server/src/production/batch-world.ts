import type { Application } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import type { BlankStock } from '@yika/core/production/blank-stock.ts'
import type { Line } from '@yika/core/production/line.ts'
import type { LineWithApplication } from '@yika/core/production/line-with-card.ts'
import { applicationsByKeys } from '../application/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { linesOfBatches, lockBatches, lockStocks, personsOfBatches } from './store.ts'

/** Everything that a command about batches moves, by stream and identifier. */
export interface BatchWorld {
  readonly batch: Map<string, Stored<Batch>>
  readonly line: Map<string, Stored<Line>>
  readonly card: Map<string, Stored<Card>>
  readonly application: Map<string, Stored<Application>>
  readonly 'blank-stock': Map<string, Stored<BlankStock>>
  readonly person: Map<string, Stored<Person>>
}

/** Persons first, in key order, then batches, then stocks: the one order in which production locks. */
export async function loadBatchWorld(
  tx: Transaction,
  batchIds: readonly string[],
  placeIds: readonly string[] = [],
): Promise<BatchWorld> {
  const person = await lockPersons(tx, await personsOfBatches(tx, batchIds))
  const batch = await lockBatches(tx, batchIds)
  const line = await linesOfBatches(tx, batchIds)
  const makers = [...batch.values()].flatMap(({ makerId, officeId }) => makerId ?? officeId ?? [])
  const stock = await lockStocks(tx, [...new Set([...makers, ...placeIds])].sort())
  const card = await cardsByKeys(tx, [...line.values()])
  const application = await applicationsByKeys(tx, [...line.values()])
  return { batch, line, card, application, 'blank-stock': stock, person }
}

/** The lines of one batch in their order, each with its card and application. */
export function membersOf(world: BatchWorld, batchId: string): readonly LineWithApplication[] {
  return [...world.line.values()]
    .filter((line) => line.batchId === batchId)
    .sort((a, b) => a.sequence - b.sequence)
    .map((line) => memberOf(world, line))
}

export function memberOf(world: BatchWorld, line: Line): LineWithApplication {
  const card = world.card.get(line.cardId)
  const application = world.application.get(line.applicationId)
  if (card === undefined || application === undefined) throw new Error(`line ${line.lineId} has lost its card`)
  return { line, card, application }
}
