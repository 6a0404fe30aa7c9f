import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { treasury } from '@yika/core/ledger/budget-change.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { approveClosing, proposeClosing, rejectClosing } from '@yika/core/reconciliation/close-exception.ts'
import { type ComparedDay, compareDay } from '@yika/core/reconciliation/compare-day.ts'
import { type ReceivedFile, receiveFile } from '@yika/core/reconciliation/receive-file.ts'
import { dayKey, type ReconciliationDay } from '@yika/core/reconciliation/reconciliation-day.ts'
import type { ReconciliationException } from '@yika/core/reconciliation/reconciliation-exception.ts'
import { parseReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import * as schema from '@yika/core/reconciliation/schema.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from '../ledger/store.ts'
import { digestOf, fileText, packed } from './file-bytes.ts'
import {
  comparedDays,
  exceptionStream,
  exceptionsOfDays,
  lockDays,
  lockExceptions,
  type PartnerDay,
  partnersKnown,
  receivedFileStream,
  receivedFiles,
  reconciliationDayStream,
} from './store.ts'

/** A file that was read: what the decision wants of it. */
type ReadFile = Parameters<typeof receiveFile>[1]

interface FileWorld {
  readonly 'reconciliation-file': Map<string, Stored<ReceivedFile>>
  readonly partners: ReadonlyMap<string, boolean>
}

interface CompareWorld {
  readonly 'reconciliation-day': Map<string, Stored<ReconciliationDay>>
  readonly 'reconciliation-exception': Map<string, Stored<ReconciliationException>>
  readonly compared: ReadonlyMap<string, ComparedDay>
}

interface ExceptionWorld {
  readonly 'reconciliation-exception': Map<string, Stored<ReconciliationException>>
}

interface ClosingWorld extends ExceptionWorld, LedgerWorld {
  readonly partners: ReadonlyMap<string, boolean>
}

function readFile({ encoding, content }: InputOf<typeof schema.receivePartnerFile>): ReadFile | Refused {
  const bytes = Buffer.from(content, 'base64')
  const text = fileText(bytes, encoding)
  if (text === undefined) return refuse('reconciliation-file-encoding')
  const file = parseReconciliationFile(text)
  if (!('lines' in file)) return file
  const { source, day, lines } = file
  return {
    ...{ source, day, digest: digestOf(bytes), count: lines.length },
    total: lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
    content: packed(text),
    partners: [...new Set(lines.map(({ partner }) => partner))],
  }
}

/** The bureau clears differences of every partner; of the departments the treasury alone. */
const ofReconciliation = (_world: unknown, _input: unknown, actor: Actor) =>
  actor.role === 'department-user' ? { organisationId: treasury } : {}

async function loadExceptions(
  tx: Transaction,
  requests: readonly { readonly input: { readonly exceptionId: string } }[],
): Promise<ExceptionWorld> {
  return {
    'reconciliation-exception': await lockExceptions(
      tx,
      requests.map(({ input }) => input.exceptionId),
    ),
  }
}

export const reconciliationCommands: readonly Command[] = [
  command<typeof schema.receivePartnerFile, FileWorld, ReadFile>({
    operation: schema.receivePartnerFile,
    prepare: async (input) => readFile(input),
    async load(tx, requests) {
      const files = requests.map(({ input }) => input)
      const [received, partners] = await Promise.all([
        receivedFiles(tx, files),
        partnersKnown(
          tx,
          files.map(({ source }) => source),
        ),
      ])
      return { 'reconciliation-file': received, partners }
    },
    // Whoever sends a file sends its own: the head says whose it is.
    subject: (_world, { source }) => ({ officeId: source, bankId: source }),
    decide(world, file, { actor, today }) {
      const known = world['reconciliation-file'].get(`${file.source}|${file.day}`)
      return receiveFile(known, file, { by: actor.id, today, isBank: world.partners.get(file.source) })
    },
    conflicts: { reconciliation_file_pkey: 'changed-meanwhile' },
    streams: [receivedFileStream],
  }),
  command<typeof schema.compareReconciliationDay, CompareWorld>({
    operation: schema.compareReconciliationDay,
    async load(tx, requests) {
      const days = requests.map(({ input: { partner, day } }): PartnerDay => ({ partner, day: day as Day }))
      const known = await lockDays(tx, days)
      const exceptions = await exceptionsOfDays(tx, days)
      const compared = await comparedDays(tx, days)
      return { 'reconciliation-day': known, 'reconciliation-exception': exceptions, compared }
    },
    subject: () => ({}),
    decide(world, { partner, day }, context) {
      const key = dayKey({ partner, day })
      const exceptions = [...world['reconciliation-exception'].values()]
      const known = exceptions.filter((one) => one.partner === partner && one.day === day)
      return compareDay(
        world.compared.get(key) as ComparedDay,
        new Map(known.map((one) => [one.reference, one])),
        world['reconciliation-day'].get(key),
        context,
      )
    },
    streams: [reconciliationDayStream, exceptionStream],
  }),
  command<typeof schema.proposeClosing, ExceptionWorld>({
    operation: schema.proposeClosing,
    load: loadExceptions,
    subject: ofReconciliation,
    decide: (world, { exceptionId, ...closing }, context) =>
      proposeClosing(world['reconciliation-exception'].get(exceptionId), closing, context),
    streams: [exceptionStream],
  }),
  command<typeof schema.rejectClosing, ExceptionWorld>({
    operation: schema.rejectClosing,
    load: loadExceptions,
    subject: ofReconciliation,
    decide: (world, { exceptionId }, context) =>
      rejectClosing(world['reconciliation-exception'].get(exceptionId), context),
    streams: [exceptionStream],
  }),
  command<typeof schema.approveClosing, ClosingWorld>({
    operation: schema.approveClosing,
    async load(tx, requests) {
      const { 'reconciliation-exception': exceptions } = await loadExceptions(tx, requests)
      const partners = await partnersKnown(
        tx,
        [...exceptions.values()].map(({ partner }) => partner),
      )
      const balances = await loadBalances(tx, [])
      return { 'reconciliation-exception': exceptions, partners, balances, transfer: new Map() }
    },
    subject: ofReconciliation,
    decide(world, { exceptionId, version }, context) {
      const exception = world['reconciliation-exception'].get(exceptionId)
      const isBank = world.partners.get(exception?.partner ?? '') ?? false
      return approveClosing(exception, { version }, isBank, world.balances, context)
    },
    conflicts: ledgerConflicts,
    streams: [exceptionStream, transferStream],
  }),
]
