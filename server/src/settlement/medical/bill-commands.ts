import type { Actor } from '@yika/core/access/actor.ts'
import { addMilliseconds } from '@yika/core/calendar/instant.ts'
import { accept, type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import type { Explanation } from '@yika/core/settlement/medical/explain.ts'
import {
  previewBill,
  type SettleBooks,
  type SettleWish,
  settleBill,
} from '@yika/core/settlement/medical/settle-bill.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { type Command, command, type Request } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import { ledgerConflicts, transferStream } from '../../ledger/store.ts'
import { openDecisionToken } from '../../use/decision-token.ts'
import type { UseKey } from '../../use/store.ts'
import { decideLines } from '../decide-lines.ts'
import {
  askedBill,
  type BillWorld,
  booksOf,
  institutionOf,
  type LoadedFor,
  loadBills,
  yearOfDay,
} from './bill-world.ts'
import type { SettlementParts } from './medical-parts.ts'
import { billDigest, openPreviewToken, previewToken } from './preview-token.ts'
import { medicalSettlementStream, medicalYearStream } from './store.ts'

/** A bill whose decision was opened: for whom, at which institution. */
interface OpenedBill extends SettleWish {
  readonly use: UseKey
}

const streams = [medicalYearStream, medicalSettlementStream, transferStream]
export const billConflicts = {
  ...ledgerConflicts,
  settlement_number_pkey: 'bill-number-used',
  medical_settlement_position: 'changed-meanwhile',
} as const

const loadedFor = (bill: OpenedBill): LoadedFor => ({
  ...{ personId: bill.personId, institutionId: bill.institutionId, use: bill.use },
  billNumbers: [bill.billNumber],
  codes: bill.lines.map(({ code }) => code),
  years: [yearOfDay(bill.servedOn)],
})

/** Article 2: bills of a hospital or pharmacy, previewed, settled, told late. */
export function billCommands(parts: SettlementParts): readonly Command[] {
  const { custodian } = parts

  function opened(
    input: InputOf<typeof schema.settleBillOperation>,
    actor: Actor,
    route: SettleWish['route'],
  ): OpenedBill | Refused {
    const institutionId = institutionOf(actor)
    const use = openDecisionToken(custodian, institutionId, input.decisionId)
    if (use === undefined) return refuse('decision-unknown')
    const bill = askedBill(input)
    const preview = input.preview === undefined ? null : openPreviewToken(custodian, institutionId, input.preview)
    if (preview === undefined) return refuse('preview-unknown')
    const digest = billDigest(institutionId, bill)
    return { ...bill, personId: use.personId, institutionId, route, digest, preview, use }
  }
  const load = (tx: Transaction, requests: readonly Request<OpenedBill>[]) =>
    loadBills(
      tx,
      requests.map(({ input }) => loadedFor(input)),
    )
  const books = (world: BillWorld, bill: OpenedBill): SettleBooks => ({
    ...booksOf(world, parts, bill),
    use: world.uses.get(bill.use.useId),
  })
  const subject = (_world: BillWorld, { personId, institutionId }: OpenedBill) => ({
    personId,
    officeId: institutionId,
  })

  return [
    command<typeof schema.previewSettlement, BillWorld, OpenedBill>({
      operation: schema.previewSettlement,
      prepare: async (input, actor) => opened(input, actor, 'network'),
      load,
      subject,
      decide(world, bill, context) {
        const decision = previewBill(books(world, bill), bill, context)
        if (!decision.accepted) return decision
        const { seen, ...explained } = decision.answer
        const preview = previewToken(custodian, bill.institutionId, seen)
        const validUntil = addMilliseconds(context.now, context.policy.number('medical.preview-minutes') * 60_000)
        return accept([], { preview, validUntil, ...shown(explained) })
      },
      streams: [],
    }),
    command<typeof schema.settleBillOperation, BillWorld, OpenedBill>({
      operation: schema.settleBillOperation,
      prepare: async (input, actor) => opened(input, actor, 'network'),
      load,
      subject,
      decide(world, bill, context) {
        const decision = settleBill(books(world, bill), bill, context)
        return decision.accepted ? { ...decision, answer: shown(decision.answer) } : decision
      },
      conflicts: billConflicts,
      streams,
    }),
    command<typeof schema.uploadLateSettlements, BillWorld, LateBills>({
      operation: schema.uploadLateSettlements,
      prepare: async ({ bills }, actor) => ({
        institutionId: institutionOf(actor),
        bills: bills.map((bill) => opened(bill, actor, 'late')),
      }),
      load: (tx, requests) =>
        loadBills(
          tx,
          requests.flatMap(({ input }) => input.bills.flatMap((bill) => ('accepted' in bill ? [] : [loadedFor(bill)]))),
        ),
      subject: (_world, { institutionId }) => ({ officeId: institutionId }),
      decide: (world, { bills }, context) =>
        decideLines(draftOf(world), streams, bills, context.now, (draft, bill) => {
          if ('accepted' in bill) return bill
          const decision = settleBill(books(draft, bill), bill, context)
          if (!decision.accepted) return decision
          const { settlementId, shares } = decision.answer
          return { ...decision, answer: { settlementId, shares } }
        }),
      conflicts: billConflicts,
      streams,
    }),
  ]
}

interface LateBills {
  readonly institutionId: string
  readonly bills: readonly (OpenedBill | Refused)[]
}

/** A copy of what the lines of a list move. */
function draftOf(world: BillWorld): BillWorld {
  return {
    ...world,
    bills: new Map(world.bills),
    balances: new Map(world.balances),
    transfer: new Map(world.transfer),
    'medical-year': new Map(world['medical-year']),
    'medical-settlement': new Map(world['medical-settlement']),
  }
}

type Shown = Omit<AnswerOf<typeof schema.settleBillOperation>, 'settlementId'>

/** The wire's form of an explanation: the same words, lists that may be written to. */
export function shown<Told extends Explanation>(told: Told): Told & Shown {
  return told as Told & Shown
}
