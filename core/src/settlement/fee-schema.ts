import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { mostFen } from '../ledger/transfer.ts'
import { bilingual, day, instant, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { feeStates } from './fee/fee.ts'
import { feeKindNames } from './fee/fee-kind.ts'

const decisionId = Type.String({ pattern: '^[A-Za-z0-9_-]{16,240}$' })
const number = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' })
const reason = Type.String({ minLength: 1, maxLength: 200 })
const kind = oneOf(feeKindNames)
const state = Type.Object({ state: oneOf(feeStates) })
export const feeCatalogue = {
  name: 'fee-catalogue',
  kind: 'public',
  chapter: 'settlement',
  article: 12,
  title: { zh: '收费目录', en: 'Fees that can be paid' },
  input: Type.Object({ on: Type.Optional(day) }, { additionalProperties: false }),
  answer: Type.Object({
    on: day,
    fees: Type.Array(
      Type.Object({
        kind,
        title: bilingual,
        /** Fen; null where the institution sets it. */
        amount: nullable(Type.Integer()),
        rule: nullable(Type.String()),
        verified: Type.Boolean(),
      }),
    ),
  }),
} as const satisfies Operation

/** The person is named by a card that was shown, or by the number that the department has. */
export const chargeFeeOperation = {
  name: 'charge-fee',
  kind: 'command',
  chapter: 'settlement',
  article: 12,
  title: { zh: '开具缴费单', en: 'Bill a fee' },
  input: Type.Object({
    decisionId: Type.Optional(decisionId),
    identityNumber: Type.Optional(Type.String({ minLength: 9, maxLength: 18 })),
    feeNumber: number,
    kind,
    amount: Type.Integer({ minimum: 1, maximum: mostFen }),
    dueOn: day,
  }),
  answer: Type.Object({ feeId: uuid }),
} as const satisfies Operation

/** The holder pays from home and names the bill by its id; at a counter the institution names its number and the card that was shown. */
export const payFeeOperation = {
  name: 'pay-fee',
  kind: 'command',
  chapter: 'settlement',
  article: 5,
  title: { zh: '缴费', en: 'Pay a fee' },
  input: Type.Object({
    personId: Type.Optional(uuid),
    feeId: Type.Optional(uuid),
    feeNumber: Type.Optional(number),
    decisionId: Type.Optional(decisionId),
  }),
  answer: Type.Object({ receiptNumber: Type.String(), amount: Type.Integer() }),
} as const satisfies Operation

export const reverseFeeOperation = {
  name: 'reverse-fee',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '撤销缴费', en: 'Reverse a fee' },
  input: Type.Object({ feeNumber: number, reason }),
  answer: state,
} as const satisfies Operation

export const confirmFeeReversalOperation = {
  name: 'confirm-fee-reversal',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '确认撤销缴费', en: 'Confirm the reversal of a fee' },
  input: Type.Object({ institutionId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }), feeNumber: number }),
  answer: state,
} as const satisfies Operation

/** Bills of the holder with the data of their receipts. */
export const myFees = {
  name: 'my-fees',
  kind: 'query',
  chapter: 'settlement',
  article: 5,
  title: { zh: '我的缴费', en: 'My fees' },
  input: Type.Object({
    ...personalRead,
    personId: uuid,
    /** This one alone. */
    feeId: Type.Optional(uuid),
    after: Type.Optional(uuid),
  }),
  answer: Type.Object({
    fees: Type.Array(
      Type.Object({
        feeId: uuid,
        institutionId: Type.String(),
        institution: nullable(bilingual),
        feeNumber: Type.String(),
        kind,
        title: bilingual,
        amount: Type.Integer(),
        dueOn: day,
        rule: nullable(Type.String()),
        verified: Type.Boolean(),
        state: oneOf(feeStates),
        receiptNumber: nullable(Type.String()),
        paidAt: nullable(instant),
        chargedAt: instant,
      }),
    ),
    next: nullable(uuid),
  }),
} as const satisfies Operation
