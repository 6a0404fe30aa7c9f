import { admitBank } from '@yika/core/bank/admit-bank.ts'
import type { Bank } from '@yika/core/bank/bank.ts'
import { changeBankServices } from '@yika/core/bank/change-bank-services.ts'
import { changeOutlet } from '@yika/core/bank/change-outlet.ts'
import { closeOutlet } from '@yika/core/bank/close-outlet.ts'
import { openOutlet } from '@yika/core/bank/open-outlet.ts'
import type { Outlet } from '@yika/core/bank/outlet.ts'
import * as schema from '@yika/core/bank/schema.ts'
import { withdrawBank } from '@yika/core/bank/withdraw-bank.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'
import { bankStream, banksWithCnaps, loadBanks, lockBanks, lockOutlets, outletStream } from './store.ts'

interface BankWorld {
  readonly bank: Map<string, Stored<Bank>>
}

interface OutletWorld extends BankWorld {
  readonly outlet: Map<string, Stored<Outlet>>
}

/** An outlet belongs to its bank and its district: both look after it (Articles 6, 7). */
function placeOf(outlet: Outlet | undefined) {
  return outlet === undefined ? {} : { bankId: outlet.bankId, district: outlet.district, officeId: outlet.outletId }
}

const catalogueCommands: Command[] = [
  command({
    operation: schema.admitBank,
    streams: [bankStream],
    conflicts: { bank_cnaps: 'bank-known' },
    load: async (tx, requests) => ({
      bank: await banksWithCnaps(
        tx,
        requests.map(({ input }) => input.cnaps),
      ),
    }),
    subject: () => ({}),
    decide(world: BankWorld, input, context) {
      const { hotline, admittedOn, ...rest } = input
      const sameCode = [...world.bank.values()].find(({ cnaps }) => cnaps === input.cnaps)
      return admitBank(
        sameCode,
        { ...rest, admittedOn: admittedOn as Day, ...(hotline === undefined ? {} : { hotline }) },
        context,
      )
    },
  }),
  command({
    operation: schema.withdrawBank,
    streams: [bankStream],
    load: async (tx, requests) => ({
      bank: await lockBanks(
        tx,
        requests.map(({ input }) => input.bankId),
      ),
    }),
    subject: (_world, { bankId }) => ({ bankId }),
    decide: (world: BankWorld, { bankId, withdrawnOn, reason }, context) =>
      withdrawBank(world.bank.get(bankId), { withdrawnOn: withdrawnOn as Day, reason }, context),
  }),
  command({
    operation: schema.changeBankServices,
    streams: [bankStream],
    load: async (tx, requests) => ({
      bank: await lockBanks(
        tx,
        requests.map(({ input }) => input.bankId),
      ),
    }),
    subject: (_world, { bankId }) => ({ bankId }),
    decide: (world: BankWorld, { bankId, from, services }, context) =>
      changeBankServices(world.bank.get(bankId), { from: from as Day, services }, context),
  }),
]

const outletCommands: Command[] = [
  command({
    operation: schema.openOutlet,
    streams: [outletStream],
    async load(tx, requests) {
      return {
        bank: await loadBanks(
          tx,
          requests.map(({ input }) => input.bankId),
        ),
        outlet: new Map(),
      }
    },
    subject: (_world, { bankId, district }) => ({ bankId, district }),
    decide: (world: OutletWorld, input, context) =>
      openOutlet(world.bank.get(input.bankId), { ...input, openedOn: input.openedOn as Day }, context),
  }),
  command({
    operation: schema.changeOutlet,
    streams: [outletStream],
    load: async (tx, requests) => ({
      outlet: await lockOutlets(
        tx,
        requests.map(({ input }) => input.outletId),
      ),
    }),
    subject: (world, { outletId }) => placeOf(world.outlet.get(outletId)),
    decide: (world: Pick<OutletWorld, 'outlet'>, { outletId, ...details }, context) =>
      changeOutlet(world.outlet.get(outletId), details, context),
  }),
  command({
    operation: schema.closeOutlet,
    streams: [outletStream],
    load: async (tx, requests) => ({
      outlet: await lockOutlets(
        tx,
        requests.map(({ input }) => input.outletId),
      ),
    }),
    subject: (world, { outletId }) => placeOf(world.outlet.get(outletId)),
    decide: (world: Pick<OutletWorld, 'outlet'>, { outletId, closedOn, reason }, context) =>
      closeOutlet(world.outlet.get(outletId), { closedOn: closedOn as Day, reason }, context),
  }),
]

export function bankCommands(): Command[] {
  return [...catalogueCommands, ...outletCommands]
}
