import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { type AccountKind, accountKinds, type PersonAccountKind } from './account.ts'
import { budgetChangeKinds, budgetChangeStatuses } from './budget-change.ts'
import { mostFen, mostLegs, transferKinds } from './transfer.ts'

/** The most that one change of a budget can say: every leg of one transfer full. */
const mostBudgetFen = mostFen * mostLegs

const allKinds = Object.keys(accountKinds) as AccountKind[]
const personKinds = allKinds.filter((kind): kind is PersonAccountKind => accountKinds[kind].of === 'person')
const institutionKinds = allKinds.filter((kind) => accountKinds[kind].of === 'institution')

const owner = Type.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' })
const organisationId = Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-z0-9][a-z0-9-]*$' })
const reason = Type.String({ minLength: 4, maxLength: 300 })
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const after = Type.Optional(Type.String({ maxLength: 200 }))
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const fen = Type.Integer()

const balance = {
  /** Fen: credits minus debits. */
  posted: fen,
  /** Promised to others, and promised to this account. */
  pendingOut: fen,
  pendingIn: fen,
  /** What may still go out; null where there is no floor. */
  available: nullable(fen),
} as const

const line = Type.Object({
  transferId: uuid,
  /** The day of the books, and the day on which it happened where that is another. */
  bookedOn: day,
  businessDay: day,
  at: instant,
  kind: oneOf(transferKinds),
  kindName: bilingual,
  purpose: Type.String(),
  purposeName: bilingual,
  /** Fen: positive came in, negative went out. */
  amount: fen,
  /** Where it came from or went to. */
  other: Type.Object({ kind: oneOf(allKinds), owner: Type.String(), name: bilingual }),
  cause: Type.String(),
  /** Set where this line takes another transfer back. */
  reverses: nullable(uuid),
  /** Whether a person has a part in it: whoever reads that transfer says who and why. */
  personal: Type.Boolean(),
})

const statement = {
  from: day,
  to: day,
  opening: fen,
  closing: fen,
  lines: Type.Array(line),
  next,
} as const

export const topUpBudget = {
  name: 'top-up-budget',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '拟定预算拨款', en: "Propose money for a department's budget" },
  input: Type.Object({
    organisationId,
    amount: Type.Integer({ minimum: 1, maximum: mostBudgetFen }),
    bankId: uuid,
    reason,
  }),
  answer: Type.Object({ changeId: uuid }),
} as const satisfies Operation

export const setBudgetFloor = {
  name: 'set-budget-floor',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '拟定预算下限', en: "Propose the floor of a department's budget" },
  input: Type.Object({
    organisationId,
    floor: Type.Integer({ minimum: -mostBudgetFen, maximum: mostBudgetFen }),
    reason,
  }),
  answer: Type.Object({ changeId: uuid }),
} as const satisfies Operation

export const approveBudgetChange = {
  name: 'approve-budget-change',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '复核预算变更', en: 'Approve a change of a budget' },
  input: Type.Object({ changeId: uuid }),
  answer: Type.Object({ transferId: nullable(uuid) }),
} as const satisfies Operation

export const withdrawBudgetChange = {
  name: 'withdraw-budget-change',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '撤回预算变更', en: 'Withdraw a change of a budget' },
  input: Type.Object({ changeId: uuid }),
  answer: Type.Object({}),
} as const satisfies Operation

export const budgetChanges = {
  name: 'budget-changes',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '预算变更', en: 'Changes of budgets' },
  input: Type.Object({ status: Type.Optional(oneOf(budgetChangeStatuses)), after, limit }),
  answer: Type.Object({
    changes: Type.Array(
      Type.Object({
        changeId: uuid,
        kind: oneOf(budgetChangeKinds),
        organisationId: Type.String(),
        amount: fen,
        bankId: nullable(uuid),
        reason: Type.String(),
        status: oneOf(budgetChangeStatuses),
        proposedBy: Type.String(),
        proposedAt: instant,
        decidedBy: nullable(Type.String()),
        decidedAt: nullable(instant),
        transferId: nullable(uuid),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const closeLedgerDay = {
  name: 'close-ledger-day',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '账务日结', en: 'Close a day of the books' },
  input: Type.Object({ day }),
  answer: Type.Object({}),
} as const satisfies Operation

export const countLedgerDay = {
  name: 'count-ledger-day',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '日结汇总', en: 'Take the totals of a closed day' },
  input: Type.Object({ day }),
  answer: Type.Object({}),
} as const satisfies Operation

export const ledgerAccounts = {
  name: 'ledger-accounts',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '机构账户', en: 'Accounts of institutions, funds and banks' },
  input: Type.Object({ kind: Type.Optional(oneOf(institutionKinds)), after, limit }),
  answer: Type.Object({
    accounts: Type.Array(
      Type.Object({
        kind: oneOf(institutionKinds),
        owner: Type.String(),
        name: bilingual,
        ...balance,
        floor: nullable(fen),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const ledgerAccount = {
  name: 'ledger-account',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '机构账户明细', en: 'Statement of an account of an institution' },
  input: Type.Object({ kind: oneOf(institutionKinds), owner, from: day, to: day, after, limit }),
  answer: Type.Object({ name: bilingual, ...statement }),
} as const satisfies Operation

export const myMoney = {
  name: 'my-money',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '我的资金', en: 'My money' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: Type.Object({
    accounts: Type.Array(Type.Object({ kind: oneOf(personKinds), owner: Type.String(), name: bilingual, ...balance })),
  }),
} as const satisfies Operation

export const myStatement = {
  name: 'my-statement',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '我的账单', en: 'My statement' },
  input: Type.Object({ personId: uuid, kind: oneOf(personKinds), owner, month, after, limit, ...personalRead }),
  answer: Type.Object({ name: bilingual, ...statement }),
} as const satisfies Operation

export const myStatementFile = {
  name: 'my-statement-file',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '下载账单', en: 'My statement as a file' },
  input: Type.Object({
    ...{ personId: uuid, kind: oneOf(personKinds), owner, month },
    language: oneOf(['zh', 'en']),
    ...personalRead,
  }),
  answer: Type.Object({
    fileName: Type.String(),
    /** CSV (RFC 4180) in UTF-8, the first line names the columns. */
    text: Type.String(),
    /** False where the month has more lines than one file takes. */
    complete: Type.Boolean(),
  }),
} as const satisfies Operation

/** The last twelve months of one account, the oldest first: enough for a picture, no more than a table. */
export const myMonths = {
  name: 'my-months',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '我的逐月收支', en: 'My money by month' },
  input: Type.Object({ personId: uuid, kind: oneOf(personKinds), owner, ...personalRead }),
  answer: Type.Object({
    name: bilingual,
    /** Fen that came in, that went out (positive), and what was held at the end. */
    months: Type.Array(Type.Object({ month: Type.String(), in: fen, out: fen, closing: fen })),
  }),
} as const satisfies Operation

export const trialBalance = {
  name: 'trial-balance',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '试算平衡', en: 'Trial balance' },
  input: Type.Object({ day: Type.Optional(day) }),
  answer: Type.Object({
    day,
    /** False while postings may still come. */
    closed: Type.Boolean(),
    kinds: Type.Array(Type.Object({ kind: oneOf(allKinds), name: bilingual, debits: fen, credits: fen, closing: fen })),
    /** Zero, or the books are wrong. */
    sum: fen,
  }),
} as const satisfies Operation

export const transfer = {
  name: 'transfer',
  kind: 'query',
  chapter: 'ledger',
  article: 13,
  title: { zh: '资金流水', en: 'One transfer of money' },
  input: Type.Object({ personId: Type.Optional(uuid), transferId: uuid, ...personalRead }),
  answer: Type.Object({
    transferId: uuid,
    kind: oneOf(transferKinds),
    kindName: bilingual,
    status: oneOf(['pending', 'posted', 'voided']),
    businessDay: day,
    partner: nullable(Type.String()),
    partnerReference: nullable(Type.String()),
    cause: Type.String(),
    reverses: nullable(uuid),
    madeAt: instant,
    closedAt: nullable(instant),
    legs: Type.Array(
      Type.Object({
        debit: Type.Object({ kind: oneOf(allKinds), owner: Type.String(), name: bilingual }),
        credit: Type.Object({ kind: oneOf(allKinds), owner: Type.String(), name: bilingual }),
        amount: fen,
        /** How much of it was taken back by reversals. */
        takenBack: fen,
        purpose: Type.String(),
        purposeName: bilingual,
      }),
    ),
  }),
} as const satisfies Operation
