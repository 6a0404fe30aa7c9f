import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../../access/actor.ts'
import type { Day, Instant } from '../../calendar/instant.ts'
import type { Balances } from '../../ledger/balances.ts'
import { balanceKey } from '../../ledger/balances.ts'
import { budgetOf } from '../../ledger/budget-change.ts'
import { evolveTransfer, type Transfer, type TransferEvent } from '../../ledger/transfer.ts'
import { accountOfBenefit, type BenefitCard } from './account-of-benefit.ts'
import { approveBatch } from './approve-batch.ts'
import {
  type BankReturnLine,
  readInstructionFile,
  readReturnFile,
  writeInstructionFile,
  writeReturnFile,
} from './bank-file.ts'
import { type BenefitBatch, batchEvent, evolveBatch } from './batch.ts'
import { closeBatch } from './close-batch.ts'
import { firstProgrammeEvents } from './first-programmes.ts'
import {
  type BenefitLine,
  bankFailures,
  bankReference,
  benefitResults,
  evolveLine,
  type LineEvent,
  lineEvent,
  lineId,
  lineStates,
  parseBankReference,
} from './line.ts'
import { openBatch } from './open-batch.ts'
import { type PayFacts, payLine } from './pay-line.ts'
import { type BenefitProgramme, evolveProgramme } from './programme.ts'
import { wordsOf } from './result-words.ts'
import { resultsCsv } from './results-csv.ts'
import { retryLines } from './retry-lines.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { batchTotals } from './totals.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const today = '2026-11-23' as Day
const batchId = '01930000-0000-7000-8000-000000000001'
const personId = '01930000-0000-7000-8000-0000000000aa'
const bankId = '018f0000-0000-7000-8000-00000000b001'
const anna: Actor = { id: 'anna', role: 'department-user', organisationId: 'civil-affairs' }
const boris: Actor = { ...anna, id: 'boris' }

let ids = 0
const newId = () => {
  ids += 1
  return `01930000-0000-7000-8000-${String(ids).padStart(12, '0')}`
}
const policy = { number: () => 3, text: () => '', flag: () => false }
const context = { now, today, policy, newId, actor: anna }

const programmes = new Map(
  firstProgrammeEvents().map((event) => [event.id, evolveProgramme(undefined, event, now)] as const),
)
const allowance = programmes.get('old-age-allowance') as BenefitProgramme

const opened = evolveBatch(
  undefined,
  batchEvent(batchId, 'benefit-batch-opened', {
    ...{ programmeId: 'old-age-allowance', department: 'civil-affairs', period: '2026-11', reference: 'R' },
    ...{ declaredCount: 1, declaredFen: 10_000, openedBy: 'anna' },
  }),
  now,
)
const approved: BenefitBatch = { ...opened, status: 'approved', closedBy: 'anna', approvedBy: 'boris', payFrom: now }

const received = (amount = 10_000, lineNumber = 1): BenefitLine =>
  evolveLine(
    undefined,
    lineEvent({ personId, batchId, lineNumber }, 'benefit-line-received', {
      ...{ batchId, lineNumber, programmeId: 'old-age-allowance', period: '2026-11', amount, note: null },
    }),
    now,
  )

const account: BenefitCard = { cardId: 'card', finance: 'active', bankId, requestedAt: now }
const budget = (posted: number): Balances =>
  new Map([[balanceKey(budgetOf('civil-affairs')), { posted, pendingOut: 0, pendingIn: 0, floor: 0 }]])

const facts = (change: Partial<PayFacts> = {}): PayFacts => ({
  ...{ batch: approved, programme: allowance, cards: [account], grounds: [], lines: [], balances: budget(100_000) },
  person: { birthOn: '1940-01-01' as Day, lifeStatus: 'alive', district: '110101' as never },
  ...change,
})

function resultOf(line: BenefitLine, change: Partial<PayFacts> = {}) {
  const decision = payLine(line, facts(change), context)
  assert.ok(decision.accepted, JSON.stringify(decision))
  return decision.answer
}

test('M1.3: the account counts, whatever has become of the card; of several the newest of the best state', () => {
  const card = (cardId: string, finance: BenefitCard['finance'], requestedAt = now): BenefitCard => ({
    ...{ cardId, finance, requestedAt, bankId },
  })
  const later = '2026-11-24T02:00:00.000Z' as Instant
  const chosen = (...cards: BenefitCard[]) => accountOfBenefit(cards)?.cardId
  assert.equal(chosen(card('a', 'dormant'), card('b', 'active'), card('c', 'suspended-formal')), 'b')
  assert.equal(chosen(card('a', 'active'), card('b', 'active', later)), 'b')
  assert.equal(chosen(card('a', 'suspended-provisional')), 'a')
  assert.equal(chosen(card('a', 'dormant')), 'a')
  assert.equal(chosen(card('a', 'closed'), card('b', 'none')), undefined)
  assert.equal(chosen({ ...card('a', 'active'), bankId: null }), undefined)
})

test('M2.7: each line is paid or says why not', () => {
  const line = received()
  assert.deepEqual(resultOf(line), { state: 'sent', result: null })
  const person = facts().person as NonNullable<PayFacts['person']>
  const dead = { ...person, lifeStatus: 'deceased' as const }
  assert.equal(resultOf(line, { person: undefined }).result, 'person-unknown')
  assert.equal(resultOf(line, { person: dead }).result, 'deceased')
  assert.equal(resultOf(line, { person: { ...person, lifeStatus: 'moved-away' } }).result, 'moved-away')
  assert.equal(resultOf(line, { person: { ...person, lifeStatus: 'death-reported' } }).state, 'sent')
  assert.equal(resultOf(line, { cards: [] }).result, 'no-bank-account')
  for (const amount of [0, -1, 10_001, 2 ** 50]) assert.equal(resultOf(received(amount)).result, 'amount-invalid')
  assert.deepEqual(resultOf(line, { balances: budget(9_999) }), { state: 'failed', result: 'budget-short' })
  const other = { ...received(10_000, 2), state: 'sent' as const }
  assert.equal(resultOf(line, { lines: [line, other] }).result, 'duplicate-in-period')
  assert.equal(resultOf(line, { lines: [line, { ...other, state: 'returned' }] }).state, 'sent')
})

test('M5.5: eighty is reached in the month that is paid, not after it', () => {
  const born = (birthOn: string) => ({ ...(facts().person as object), birthOn }) as PayFacts['person']
  assert.equal(resultOf(received(), { person: born('1946-11-30') }).state, 'sent')
  assert.equal(resultOf(received(), { person: born('1946-12-01') }).result, 'not-entitled')
  const pension = programmes.get('resident-pension') as BenefitProgramme
  const held = { kind: 'resident-pension', status: 'held', since: '2020-01-01' as Day, endedOn: null } as const
  assert.equal(resultOf(received(), { programme: pension }).result, 'not-entitled')
  assert.equal(resultOf(received(), { programme: pension, grounds: [held] }).state, 'sent')
})

test('M13.4: nothing is paid before approval, and no line twice', () => {
  const early = payLine(received(), facts({ batch: { ...approved, status: 'closed' } }), context)
  assert.equal(early.accepted ? '' : early.code, 'benefit-batch-state')
  for (const state of lineStates.filter((one) => one !== 'received')) {
    const again = payLine({ ...received(), state }, facts(), context)
    assert.equal(again.accepted ? '' : again.code, 'benefit-line-state', state)
  }
})

test('M13.4: a wrong count or total is refused with both numbers', () => {
  const wrong = closeBatch(opened, { lines: 1, fen: 9_999 }, context)
  assert.equal(wrong.accepted ? '' : wrong.code, 'benefit-total-wrong')
  assert.ok(!closeBatch(opened, { lines: 2, fen: 10_000 }, context).accepted)
  assert.ok(closeBatch(opened, { lines: 1, fen: 10_000 }, context).accepted)
})

test('M17.5: whoever opened or closed a batch does not approve it; the payday is kept, in short months too', () => {
  const closed = { ...opened, status: 'closed', closedBy: 'carl' } as const
  for (const id of ['anna', 'carl']) {
    const own = approveBatch(closed, allowance, { now, actor: { ...anna, id } })
    assert.equal(own.accepted ? '' : own.code, 'benefit-second-person')
  }
  const late = approveBatch(closed, allowance, { now, actor: boris })
  assert.equal(late.accepted ? late.answer.payFrom : '', now)
  const february = { ...closed, period: '2027-02' }
  const short = approveBatch(february, { ...allowance, payday: 31 }, { now, actor: boris })
  assert.equal(short.accepted ? short.answer.payFrom : '', '2027-02-27T16:00:00.000Z')
})

test('M2.7: a programme pays within its dates', () => {
  const open = (period: string, until: string | null = null) =>
    openBatch(
      { ...allowance, until: until as Day | null },
      undefined,
      { programmeId: 'x', period, reference: 'R', declaredCount: 1, declaredFen: 1 },
      context,
    ).accepted
  assert.deepEqual(
    [open('2022-09'), open('2022-10'), open('2026-11', '2026-11-02'), open('2026-12', '2026-11-30')],
    [false, true, true, false],
  )
})

const failure = fc.constantFrom<BankReturnLine['failure']>(null, ...bankFailures)
const answer = fc
  .record({
    reference: fc
      .record({ lineNumber: fc.integer({ min: 1, max: 9_999_999 }), tries: fc.integer({ min: 1, max: 12 }) })
      .map((one) => bankReference({ batchId, ...one })),
    amount: fc.integer({ min: 1, max: 10_000_000_000 }),
    failure,
  })
  .map((one): BankReturnLine => ({ ...one }))

test('M13.4: what is written into a file for or from a bank is read again, and no cut of it is', () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 20 }), fc.nat(), (lines, cut) => {
      const text = writeReturnFile(batchId, lines)
      const total = lines.reduce((sum, { amount }) => sum + amount, 0)
      assert.deepEqual(readReturnFile(text), { batchId, count: lines.length, total, lines })
      const short = readReturnFile(text.slice(0, cut % text.length))
      const whole = 'lines' in short && short.count === short.lines.length
      assert.equal(whole, false)
    }),
    { seed: 5 },
  )
  const order = [
    { reference: bankReference({ batchId, lineNumber: 1, tries: 1 }), account: '62', name: '阿,布\r\n', amount: 5 },
  ]
  assert.deepEqual(readInstructionFile(writeInstructionFile(batchId, order)), {
    batchId,
    lines: [{ ...order[0], name: '阿，布  ' }],
  })
  for (const text of ['', 'x', '1-1', `${batchId}-0-1`, `${batchId}-1-0`, `${batchId}-1`])
    assert.equal(parseBankReference(text), undefined, text)
})

/** A line with its money, moved by decisions alone. */
interface Books {
  line: BenefitLine
  readonly transfers: Map<string, Transfer>
}

function take(books: Books, events: readonly { readonly stream: string }[]): void {
  for (const event of events) {
    if (event.stream === 'benefit-line') books.line = evolveLine(books.line, event as LineEvent, now)
    if (event.stream !== 'transfer') continue
    const moved = event as TransferEvent
    const state = books.transfers.get(moved.id)
    books.transfers.set(moved.id, evolveTransfer(state, moved, now))
  }
}

test('M13.4: a late return takes back what was paid, once; an answer the other way round is not booked', () => {
  const books: Books = { line: received(), transfers: new Map() }
  const pay = payLine(books.line, facts(), context)
  assert.ok(pay.accepted)
  take(books, pay.events)
  const say = (said: BankReturnLine['failure']) => {
    const { line, transfers } = books
    const file = {
      batchId,
      count: 1,
      total: 10_000,
      lines: [{ reference: bankReference(line), amount: 10_000, failure: said }],
    }
    const taken = takeBankReturn(
      file,
      { lines: new Map([[lineId(line), line]]), transfers, balances: budget(0) },
      context,
    )
    assert.ok(taken.accepted)
    take(books, taken.events)
    return taken.answer
  }
  assert.equal(say(null).paid, 1)
  assert.equal(say(null).repeated, 1)
  assert.equal(say('account-closed').takenBack, 1)
  assert.equal(say('account-closed').repeated, 1)
  assert.equal(say(null).notBooked[0]?.reason, 'answered-otherwise')
  assert.equal(books.line.state, 'failed')
  const posted = [...books.transfers.values()].filter(({ status }) => status === 'posted')
  assert.deepEqual(
    posted.map(({ reverses }) => reverses === null),
    [true, false],
  )
})

test('M1.3: what failed is tried again as often as the rules say; nothing else is', () => {
  const failed = (tries: number): BenefitLine => ({ ...received(), state: 'failed', result: 'no-bank-account', tries })
  const lines = [failed(1), failed(2), failed(3), { ...received(), state: 'paid' as const, result: 'paid' as const }]
  const decision = retryLines({ ...approved, status: 'released' }, lines, 'cash-voucher', context)
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, { retried: 2, returned: 1 })
  assert.deepEqual(
    decision.events.map(({ name }) => name),
    ['benefit-batch-resumed', 'benefit-line-returned', 'benefit-line-retried', 'benefit-line-retried'],
  )
  assert.equal(decision.tasks?.length, 1)
})

test('M2.7: every state and result has words in both languages, and the department’s file names nobody', () => {
  for (const state of lineStates)
    for (const result of benefitResults) {
      const words = wordsOf({ state, result })
      for (const text of [words.state, words.reason, words.next])
        if (text !== null) assert.ok(text.zh.length > 2 && text.en.length > 3)
      assert.equal(words.reason === null, state === 'received' || state === 'sent')
    }
  assert.ok(!resultsCsv([received()]).includes(personId))
})

test('M13.4: the three numbers are counted, not guessed', () => {
  const counts = [
    { state: 'paid', result: 'paid', lines: 2, fen: 200 },
    { state: 'failed', result: 'budget-short', lines: 1, fen: 50 },
    { state: 'returned', result: 'deceased', lines: 1, fen: 10 },
  ] as const
  assert.equal(batchTotals({ declaredCount: 4, declaredFen: 260 }, counts).agree, true)
  assert.equal(batchTotals({ declaredCount: 4, declaredFen: 261 }, counts).agree, false)
  assert.equal(batchTotals({ declaredCount: 5, declaredFen: 260 }, counts).agree, false)
})
