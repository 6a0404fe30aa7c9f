import type { Actor } from '@yika/core/access/actor.ts'
import { addDays, type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { type Account, type AccountKind, available } from '@yika/core/ledger/account.ts'
import { type BudgetChange, treasury } from '@yika/core/ledger/budget-change.ts'
import { accountWords, purposeInWords, transferWords } from '@yika/core/ledger/ledger-words.ts'
import * as schema from '@yika/core/ledger/schema.ts'
import type { Transfer } from '@yika/core/ledger/transfer.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import type { Database } from '../kernel/database/database.ts'
import { isUuid } from '../kernel/identifier.ts'
import { type Query, query } from '../kernel/query.ts'
import { budgetChangesOf } from './budget-store.ts'
import { statementCsv } from './statement-csv.ts'
import {
  balancesOfPerson,
  type HeldBalance,
  heldBefore,
  institutionBalances,
  type MovedInMonth,
  movedByMonth,
  type StatementLine,
  statementLines,
  type TrialBalance,
  trialBalanceOn,
} from './statement-store.ts'
import { readTransfers } from './store.ts'

export interface LedgerQueryParts {
  clock(): Instant
}

const pageDefault = 50
/** The most lines that one file of a month takes. */
const fileMost = 5000

interface Statement {
  readonly from: Day
  readonly to: Day
  readonly opening: number
  readonly closing: number
  readonly lines: readonly StatementLine[]
}

/** `day|transfer|leg`, as `next` gave it; anything else begins at the first page. */
function placeOf(after: string | undefined): Pick<StatementLine, 'bookedOn' | 'transferId' | 'leg'> | null {
  const [day = '', transferId = '', leg = ''] = (after ?? '').split('|')
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(day) && isUuid(transferId) && /^\d{1,3}$/.test(leg)
  return valid ? { bookedOn: day as Day, transferId, leg: Number(leg) } : null
}

async function statementOf(
  db: Database,
  account: Account,
  days: { readonly from: Day; readonly to: Day },
  page: { readonly after?: string; readonly limit: number },
): Promise<Statement> {
  const [opening, closing, lines] = await Promise.all([
    heldBefore(db, account, days.from),
    heldBefore(db, account, addDays(days.to, 1)),
    statementLines(db, account, { ...days, after: placeOf(page.after), limit: page.limit + 1 }),
  ])
  return { ...days, opening, closing, lines }
}

function shownLine({ leg: _leg, other, ...line }: StatementLine) {
  return {
    ...line,
    kindName: transferWords[line.kind],
    purposeName: purposeInWords(line.purpose, line.kind),
    other: shownAccount(accountOfName(other)),
  }
}

function accountOfName(name: string): Pick<Account, 'kind' | 'owner'> {
  const cut = name.indexOf('/')
  return { kind: name.slice(0, cut) as AccountKind, owner: name.slice(cut + 1) }
}

const shownAccount = ({ kind, owner }: Pick<Account, 'kind' | 'owner'>) => ({ kind, owner, name: accountWords[kind] })

function shownStatement(kind: AccountKind, { lines, ...statement }: Statement, limit: number) {
  const shown = lines.slice(0, limit)
  const last = shown.at(-1)
  return {
    name: accountWords[kind],
    ...statement,
    lines: shown.map(shownLine),
    next: lines.length > limit && last !== undefined ? `${last.bookedOn}|${last.transferId}|${last.leg}` : null,
  }
}

function shownBalance<Kind extends AccountKind>({ kind, owner, floor, ...held }: HeldBalance) {
  const left = available({ floor, ...held })
  return {
    kind: kind as Kind,
    owner,
    name: accountWords[kind],
    ...held,
    available: floor === null ? null : left,
    floor,
  }
}

function monthOf(month: string): { readonly from: Day; readonly to: Day } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: `${month}-01` as Day, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) as Day }
}

const monthsShown = 12

/** The month and those before it, the oldest first. */
function monthsUpTo(day: Day): readonly string[] {
  const [year = 0, number = 1] = day.split('-').map(Number)
  return Array.from({ length: monthsShown }, (_, place) =>
    new Date(Date.UTC(year, number - monthsShown + place, 1)).toISOString().slice(0, 'YYYY-MM'.length),
  )
}

interface Months {
  readonly months: readonly string[]
  readonly opening: number
  readonly moved: readonly MovedInMonth[]
}

function shownMonths({ months, opening, moved }: Months) {
  let closing = opening
  return months.map((month) => {
    const { in: came, out } = moved.find((one) => one.month === month) ?? { in: 0, out: 0 }
    closing += came - out
    return { month, in: came, out, closing }
  })
}

type Own = Pick<InputOf<typeof schema.myStatement>, 'personId' | 'kind' | 'owner' | 'month'>

const ownAccount = ({ personId, kind, owner }: Own): Account => ({ kind, owner, personId })

/** Departments see the treasury's books only where they are the treasury. */
const ofTheBooks = (_loaded: unknown, _input: unknown, actor: Actor) =>
  actor.role === 'department-user' ? [{ organisationId: treasury }] : [{}]

export function ledgerQueries({ clock }: LedgerQueryParts): readonly Query[] {
  return [
    query<typeof schema.budgetChanges, readonly BudgetChange[]>({
      operation: schema.budgetChanges,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { status = null, after, limit = pageDefault } }) =>
            budgetChangesOf(db, {
              status,
              after: after !== undefined && isUuid(after) ? after : null,
              limit: limit + 1,
            }),
          ),
        ),
      subjects: ofTheBooks,
      fields: [],
      answer(changes, { limit = pageDefault }) {
        const shown = changes.slice(0, limit)
        const next = changes.length > limit ? (shown.at(-1)?.changeId ?? null) : null
        return { changes: shown.map((change) => ({ ...change })), next }
      },
    }),
    query<typeof schema.ledgerAccounts, readonly HeldBalance[]>({
      operation: schema.ledgerAccounts,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { kind = null, after = null, limit = pageDefault } }) =>
            institutionBalances(db, { kind, after, limit: limit + 1 }),
          ),
        ),
      subjects: ofTheBooks,
      fields: [],
      answer(balances, { limit = pageDefault }) {
        const shown = balances.slice(0, limit)
        const last = shown.at(-1)
        type Kind = AnswerOf<typeof schema.ledgerAccounts>['accounts'][number]['kind']
        return {
          accounts: shown.map((balance) => shownBalance<Kind>(balance)),
          next: balances.length > limit && last !== undefined ? `${last.kind}/${last.owner}` : null,
        }
      },
    }),
    query<typeof schema.ledgerAccount, Statement>({
      operation: schema.ledgerAccount,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { kind, owner, from, to, after, limit = pageDefault } }) =>
            statementOf(
              db,
              { kind, owner, personId: null },
              { from: from as Day, to: to as Day },
              { limit, ...(after === undefined ? {} : { after }) },
            ),
          ),
        ),
      subjects: ofTheBooks,
      fields: [],
      answer: (statement, { kind, limit = pageDefault }) => shownStatement(kind, statement, limit),
    }),
    query<typeof schema.trialBalance, TrialBalance>({
      operation: schema.trialBalance,
      load: (db, reads) =>
        Promise.all(reads.map(({ input }) => trialBalanceOn(db, (input.day ?? dayOf(clock())) as Day))),
      subjects: () => [{}],
      fields: [],
      answer: ({ kinds, ...rest }) => ({
        ...rest,
        kinds: kinds.map((one) => ({ ...one, name: accountWords[one.kind] })),
        sum: kinds.reduce((sum, { closing }) => sum + closing, 0),
      }),
    }),
    query<typeof schema.myMoney, readonly HeldBalance[]>({
      operation: schema.myMoney,
      load: (db, reads) => Promise.all(reads.map(({ input }) => balancesOfPerson(db, input.personId))),
      subjects: (_balances, { personId }) => [{ personId }],
      fields: [],
      answer(balances) {
        type Kind = AnswerOf<typeof schema.myMoney>['accounts'][number]['kind']
        return {
          accounts: balances.map((balance) => {
            const { floor: _floor, ...shown } = shownBalance<Kind>(balance)
            return shown
          }),
        }
      },
    }),
    query<typeof schema.myStatement, Statement>({
      operation: schema.myStatement,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input }) => {
            const { month, after, limit = pageDefault } = input
            return statementOf(db, ownAccount(input), monthOf(month), {
              limit,
              ...(after === undefined ? {} : { after }),
            })
          }),
        ),
      subjects: (_statement, { personId }) => [{ personId }],
      fields: [],
      answer: (statement, { kind, limit = pageDefault }) => shownStatement(kind, statement, limit),
    }),
    query<typeof schema.myStatementFile, Statement>({
      operation: schema.myStatementFile,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input }) => statementOf(db, ownAccount(input), monthOf(input.month), { limit: fileMost })),
        ),
      subjects: (_statement, { personId }) => [{ personId }],
      fields: [],
      answer: ({ lines, ...statement }, { kind, month, language }) => ({
        fileName: `yika-${kind}-${month}.csv`,
        text: statementCsv(language, { ...statement, lines: lines.slice(0, fileMost) }),
        complete: lines.length <= fileMost,
      }),
    }),
    query<typeof schema.myMonths, Months>({
      operation: schema.myMonths,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { personId, kind, owner } }) => {
            const account: Account = { kind, owner, personId }
            const today = dayOf(clock())
            const months = monthsUpTo(today)
            const days = { from: `${months[0]}-01` as Day, to: today }
            const [opening, moved] = await Promise.all([
              heldBefore(db, account, days.from),
              movedByMonth(db, account, days),
            ])
            return { months, opening, moved }
          }),
        ),
      subjects: (_months, { personId }) => [{ personId }],
      fields: [],
      answer: (months, { kind }) => ({ name: accountWords[kind], months: shownMonths(months) }),
    }),
    query<typeof schema.transfer, Transfer | undefined>({
      operation: schema.transfer,
      async load(db, reads) {
        const keys = reads.map(({ input: { personId = null, transferId } }) => ({ personId, transferId }))
        const transfers = await readTransfers(db, keys)
        return keys.map(({ personId, transferId }) => {
          const transfer = transfers.get(transferId)
          return transfer?.personId === personId ? transfer : undefined
        })
      },
      subjects(transfer) {
        if (transfer === undefined) return undefined
        const { personId } = transfer
        return [personId === null ? {} : { personId }]
      },
      fields: [],
      answer(transfer) {
        const { transferId, kind, status, businessDay, partner, partnerReference, cause, reverses, madeAt, closedAt } =
          transfer as Transfer
        const { legs, takenBack } = transfer as Transfer
        return {
          ...{ transferId, kind, status, businessDay, partner, partnerReference, cause, reverses, madeAt, closedAt },
          kindName: transferWords[kind],
          legs: legs.map(({ debit, credit, amount, purpose }, position) => ({
            ...{ debit: shownAccount(debit), credit: shownAccount(credit), amount, purpose },
            takenBack: takenBack.amounts[position] ?? 0,
            purposeName: purposeInWords(purpose, kind),
          })),
        }
      },
    }),
  ]
}
