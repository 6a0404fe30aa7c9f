import { refuse } from '@yika/core/decision/decision.ts'
import { budgetOf } from '@yika/core/ledger/budget-change.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Condition } from '@yika/core/service/condition.ts'
import type { BenefitCard } from '@yika/core/settlement/benefit/account-of-benefit.ts'
import { type BankReturn, readReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import type { BenefitBatch } from '@yika/core/settlement/benefit/batch.ts'
import { type BenefitLine, lineId, parseBankReference } from '@yika/core/settlement/benefit/line.ts'
import { payLine } from '@yika/core/settlement/benefit/pay-line.ts'
import type { BenefitProgramme } from '@yika/core/settlement/benefit/programme.ts'
import { confirmVoucher, retryLines } from '@yika/core/settlement/benefit/retry-lines.ts'
import { takeBankReturn } from '@yika/core/settlement/benefit/take-bank-return.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import { nobody } from '../../kernel/identifier.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream, transfersByIds } from '../../ledger/store.ts'
import { departmentOfBatch } from './batch-commands.ts'
import { benefitBatchesByIds, benefitBatchStream, lockBenefitBatches } from './batch-store.ts'
import { fromGb18030 } from './gb18030.ts'
import { benefitLineStream, linePage, linesByNumbers, linesOfMonths } from './line-store.ts'
import { accountsOfPersons, groundsOfPayees, lockPayees, type Payee, type PayeeGround } from './payee-store.ts'
import { programmesByIds } from './programme-store.ts'

type Lines = Map<string, Stored<BenefitLine>>

interface PayWorld extends LedgerWorld {
  readonly 'benefit-batch': Map<string, Stored<BenefitBatch>>
  readonly 'benefit-line': Lines
  readonly programmes: ReadonlyMap<string, BenefitProgramme>
  readonly payees: ReadonlyMap<string, Payee>
  readonly cards: ReadonlyMap<string, readonly BenefitCard[]>
  readonly grounds: ReadonlyMap<string, readonly PayeeGround[]>
  /** Names of the lines of a person, of one programme and month. */
  readonly ofMonth: ReadonlyMap<string, readonly string[]>
}

interface ReturnWorld extends LedgerWorld {
  readonly 'benefit-line': Lines
}

interface RetryWorld {
  readonly 'benefit-batch': Map<string, Stored<BenefitBatch>>
  readonly 'benefit-line': Lines
}

interface VoucherWorld extends RetryWorld, LedgerWorld {}

const monthOf = ({ personId, programmeId, period }: BenefitLine): string => `${personId}/${programmeId}/${period}`

const asksGround = (condition: Condition | null): boolean =>
  condition !== null && JSON.stringify(condition).includes('"ground"')

/** The persons first: their rows are the locks; the budgets last, because everybody waits for them. */
async function loadToPay(
  tx: Transaction,
  requests: readonly { readonly input: InputOf<typeof schema.payBenefitLine> }[],
): Promise<PayWorld> {
  const inputs = requests.map(({ input }) => input)
  const personIds = inputs.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  const [payees, batches] = await Promise.all([
    lockPayees(tx, personIds),
    benefitBatchesByIds(
      tx,
      inputs.map(({ batchId }) => batchId),
    ),
  ])
  const programmes = await programmesByIds(
    tx,
    [...batches.values()].map(({ programmeId }) => programmeId),
  )
  const months = inputs.flatMap(({ personId, batchId }) => {
    const batch = batches.get(batchId)
    return personId === null || batch === undefined ? [] : [{ personId, ...batch }]
  })
  const needGrounds = [...programmes.values()].some(({ condition }) => asksGround(condition))
  const [known, unknown, cards, grounds] = await Promise.all([
    linesOfMonths(tx, months),
    linesByNumbers(
      tx,
      inputs.filter(({ personId }) => personId === null),
    ),
    accountsOfPersons(tx, personIds),
    needGrounds ? groundsOfPayees(tx, personIds) : new Map<string, readonly PayeeGround[]>(),
  ])
  const lines = new Map([...known, ...unknown])
  const balances = await loadBalances(
    tx,
    [...batches.values()].map(({ department }) => budgetOf(department)),
  )
  return {
    ...{ 'benefit-batch': batches, 'benefit-line': lines, programmes, payees, cards, grounds },
    ofMonth: new Map(
      [...Map.groupBy(known.values(), monthOf)].map(([month, list]) => [month, list.map(lineId)] as const),
    ),
    ...{ transfer: new Map(), balances },
  }
}

/** Lines by number, their persons locked before they are read for good. */
async function linesWithPersons(
  tx: Transaction,
  places: readonly { readonly batchId: string; readonly lineNumber: number }[],
): Promise<Lines> {
  const found = await linesByNumbers(tx, places)
  const personIds = [...found.values()].flatMap(({ personId }) => (personId === null ? [] : [personId]))
  await lockPayees(tx, personIds)
  return linesByNumbers(tx, places)
}

const transfersOf = (tx: Transaction, lines: Iterable<BenefitLine>) =>
  transfersByIds(
    tx,
    [...lines].flatMap(({ personId, transferId }) => (transferId === null ? [] : [{ personId, transferId }])),
  )

async function budgetsOfLines(tx: Transaction, lines: Iterable<BenefitLine>) {
  const batches = await benefitBatchesByIds(
    tx,
    [...lines].map(({ batchId }) => batchId),
  )
  return loadBalances(
    tx,
    [...batches.values()].map(({ department }) => budgetOf(department)),
  )
}

/** Articles 1, 2 and 5: each line is paid or says why not; what the bank answers is booked once. */
export const benefitPaymentCommands: readonly Command[] = [
  command<typeof schema.payBenefitLine, PayWorld>({
    operation: schema.payBenefitLine,
    load: loadToPay,
    subject: (_world, { personId }) => (personId === null ? {} : { personId }),
    decide(world, { batchId, lineNumber, personId }, context) {
      const line = world['benefit-line'].get(lineId({ batchId, lineNumber }))
      const batch = world['benefit-batch'].get(batchId)
      const names = line === undefined ? [] : (world.ofMonth.get(monthOf(line)) ?? [])
      const facts = {
        batch,
        programme: world.programmes.get(batch?.programmeId ?? ''),
        person: world.payees.get(personId ?? nobody),
        cards: world.cards.get(personId ?? nobody) ?? [],
        grounds: world.grounds.get(personId ?? nobody) ?? [],
        lines: names.map((name) => world['benefit-line'].get(name) as BenefitLine),
        balances: world.balances,
      }
      return payLine(line, facts, context)
    },
    conflicts: ledgerConflicts,
    streams: [benefitLineStream, transferStream],
  }),
  command<typeof schema.receiveBankReturn, ReturnWorld, BankReturn>({
    operation: schema.receiveBankReturn,
    async prepare({ file }) {
      const read = readReturnFile(fromGb18030(Buffer.from(file, 'base64')))
      if ('fault' in read) return refuse('bank-return-malformed', { line: read.fault.line })
      // The form of the wire bounds the bytes; a bank sends more lines in more files.
      return read.lines.length > 5000 ? refuse('bank-return-malformed', { line: 5003 }) : read
    },
    async load(tx, requests) {
      const places = requests.flatMap(({ input: { batchId, lines } }) =>
        lines.flatMap(({ reference }) => {
          const place = parseBankReference(reference)
          return place?.batchId === batchId ? [place] : []
        }),
      )
      const lines = await linesWithPersons(tx, places)
      const transfer = await transfersOf(tx, lines.values())
      return { 'benefit-line': lines, transfer, balances: await budgetsOfLines(tx, lines.values()) }
    },
    subject: (_world, _input, { bankId }) => (bankId === undefined ? {} : { bankId }),
    decide(world, input, context) {
      // Lines that went to another bank are unknown to this one.
      const own = [...world['benefit-line']].filter(([, { bankId }]) => bankId === context.actor.bankId)
      const { transfer: transfers, balances } = world
      return takeBankReturn(input, { lines: new Map(own), transfers, balances }, context)
    },
    conflicts: ledgerConflicts,
    streams: [benefitLineStream, transferStream],
  }),
  command<typeof schema.retryBenefitLines, RetryWorld>({
    operation: schema.retryBenefitLines,
    async load(tx, requests) {
      const places = await Promise.all(requests.map(({ input }) => placesToRetry(tx, input)))
      const lines = await linesWithPersons(tx, places.flat())
      const batches = await lockBenefitBatches(
        tx,
        requests.map(({ input }) => input.batchId),
      )
      return { 'benefit-batch': batches, 'benefit-line': lines }
    },
    subject: departmentOfBatch,
    decide(world, { batchId, lines, result, way }, context) {
      const named = [...world['benefit-line'].values()].filter(
        (line) =>
          line.batchId === batchId &&
          (lines === undefined ? line.result === result || result === undefined : lines.includes(line.lineNumber)),
      )
      return retryLines(world['benefit-batch'].get(batchId), named, way, context)
    },
    streams: [benefitBatchStream, benefitLineStream],
  }),
  command<typeof schema.confirmBenefitVoucher, VoucherWorld>({
    operation: schema.confirmBenefitVoucher,
    async load(tx, requests) {
      const lines = await linesWithPersons(
        tx,
        requests.map(({ input }) => input),
      )
      const batches = await benefitBatchesByIds(
        tx,
        requests.map(({ input }) => input.batchId),
      )
      const transfer = await transfersOf(tx, lines.values())
      const balances = await budgetsOfLines(tx, lines.values())
      return { 'benefit-batch': batches, 'benefit-line': lines, transfer, balances }
    },
    subject: departmentOfBatch,
    decide(world, { batchId, lineNumber, paid }, context) {
      const line = world['benefit-line'].get(lineId({ batchId, lineNumber }))
      return confirmVoucher(line, world.transfer.get(line?.transferId ?? ''), paid, context)
    },
    conflicts: ledgerConflicts,
    streams: [benefitLineStream, transferStream],
  }),
]

const retryMost = 5000

async function placesToRetry(
  tx: Transaction,
  { batchId, lines, result }: InputOf<typeof schema.retryBenefitLines>,
): Promise<readonly { readonly batchId: string; readonly lineNumber: number }[]> {
  if (lines !== undefined) return lines.map((lineNumber) => ({ batchId, lineNumber }))
  return linePage(tx, { batchId, state: 'failed', result, after: 0, limit: retryMost })
}
