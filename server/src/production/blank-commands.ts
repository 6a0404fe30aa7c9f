import * as operation from '@yika/core/production/blank-schema.ts'
import type { BlankStock } from '@yika/core/production/blank-stock.ts'
import type { BlankTransfer } from '@yika/core/production/blank-transfer.ts'
import { offerBlanks, receiveBlanks } from '@yika/core/production/hand-over-blanks.ts'
import {
  closeStockDay,
  confirmBlankDestruction,
  declineBlankDestruction,
  proposeBlankDestruction,
  settleStockDifference,
  spoilBlanks,
  stockBlanks,
} from '@yika/core/production/keep-blanks.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { blankStockStream, blankTransferStream, lockStocks, lockTransfers } from './store.ts'

interface BlankWorld {
  readonly 'blank-stock': Map<string, Stored<BlankStock>>
  readonly 'blank-transfer': Map<string, Stored<BlankTransfer>>
}

async function loadPlaces(
  tx: Transaction,
  requests: readonly Request<{ readonly placeId: string }>[],
): Promise<BlankWorld> {
  const stock = await lockStocks(tx, [...new Set(requests.map(({ input }) => input.placeId))])
  return { 'blank-stock': stock, 'blank-transfer': new Map() }
}

/** A place is an outlet or an organisation; the rights compare with whichever the actor has. */
const at = (placeId: string) => ({ officeId: placeId, organisationId: placeId })
const streams = [blankStockStream]

export const blankCommands: readonly Command[] = [
  command({
    operation: operation.stockBlanks,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input) => stockBlanks(world['blank-stock'].get(input.placeId), input),
    streams,
  }),
  command({
    operation: operation.offerBlanks,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) => offerBlanks(world['blank-stock'].get(input.placeId), input, context),
    streams: [blankStockStream, blankTransferStream],
  }),
  command({
    operation: operation.receiveBlanks,
    async load(tx, requests) {
      const transfer = await lockTransfers(
        tx,
        requests.map(({ input }) => input.transferId),
      )
      const places = new Set([...transfer.values()].map(({ toPlaceId }) => toPlaceId))
      return { 'blank-transfer': transfer, 'blank-stock': await lockStocks(tx, [...places]) }
    },
    subject(world: BlankWorld, { transferId }) {
      const transfer = world['blank-transfer'].get(transferId)
      return transfer === undefined ? {} : at(transfer.toPlaceId)
    },
    decide: (world, input, context) => receiveBlanks(world['blank-transfer'].get(input.transferId), input, context),
    streams: [blankTransferStream, blankStockStream],
  }),
  command({
    operation: operation.spoilBlanks,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input) => spoilBlanks(world['blank-stock'].get(input.placeId), input),
    streams,
  }),
  command({
    operation: operation.proposeBlankDestruction,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) =>
      proposeBlankDestruction(world['blank-stock'].get(input.placeId), input.count, context),
    streams,
  }),
  command({
    operation: operation.confirmBlankDestruction,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) => confirmBlankDestruction(world['blank-stock'].get(input.placeId), context),
    streams,
  }),
  command({
    operation: operation.declineBlankDestruction,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) =>
      declineBlankDestruction(world['blank-stock'].get(input.placeId), input.reason, context),
    streams,
  }),
  command({
    operation: operation.closeStockDay,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) => closeStockDay(world['blank-stock'].get(input.placeId), input.counted, context),
    streams,
  }),
  command({
    operation: operation.settleStockDifference,
    load: (tx, requests) => loadPlaces(tx, requests),
    subject: (_world: BlankWorld, { placeId }) => at(placeId),
    decide: (world, input, context) =>
      settleStockDifference(world['blank-stock'].get(input.placeId), input.reason, context),
    streams,
  }),
]
