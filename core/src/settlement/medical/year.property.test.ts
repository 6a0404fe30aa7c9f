import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../calendar/instant.ts'
import { type Balances, balanceKey, followTransfer } from '../../ledger/balances.ts'
import { takeBack, turned } from '../../ledger/take-back.ts'
import { evolveTransfer, type Transfer } from '../../ledger/transfer.ts'
import { inScope, insured, terms, today } from './medical.fixture.ts'
import { evolveMedicalSettlement, type MedicalSettlement } from './medical-settlement.ts'
import { emptyYear, evolveMedicalYear, type MedicalYear } from './medical-year.ts'
import { medicalAccount } from './move-shares.ts'
import { type MedicalEvent, settleInto } from './settle-bill.ts'
import type { Shares } from './split-bill.ts'
import { refundBill, reverseBill } from './take-back-bill.ts'
import type { Terms } from './terms.ts'

const sequences = 100_000
const now = '2026-11-23T02:00:00.000Z' as Instant
const personId = '00000000-0000-7000-8000-000000000001'

/** A small generator with a seed: 10^5 sequences are too many for a shrinking one (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** The books of one holder, folded as the kernel folds them. */
class Books {
  year: MedicalYear = emptyYear(personId, 2026)
  readonly bills = new Map<string, MedicalSettlement>()
  readonly transfers = new Map<string, Transfer>()
  readonly balances: Balances
  /** Every account, also those that the ledger does not hold back. */
  readonly net = new Map<string, number>()
  private made = 0

  constructor(account: number) {
    this.balances = new Map([
      [balanceKey(medicalAccount(personId)), { posted: account, pendingOut: 0, pendingIn: 0, floor: 0 }],
    ])
  }

  readonly context = {
    today,
    newId: () => {
      this.made += 1
      return `id-${this.made}`
    },
  }

  fold(events: readonly MedicalEvent[]): void {
    for (const event of events) {
      if (event.stream === 'medical-year') this.year = evolveMedicalYear(this.year, event)
      else if (event.stream === 'medical-settlement')
        this.bills.set(event.id, evolveMedicalSettlement(this.bills.get(event.id), event, now))
      else {
        const transfer = evolveTransfer(undefined, event, now)
        this.transfers.set(event.id, transfer)
        followTransfer(this.balances, transfer, undefined)
        for (const { debit, credit, amount } of transfer.legs) {
          for (const [{ kind, owner }, sum] of [
            [debit, -amount],
            [credit, amount],
          ] as const)
            this.net.set(`${kind}/${owner}`, (this.net.get(`${kind}/${owner}`) ?? 0) + sum)
        }
        const original = transfer.reverses === null ? undefined : this.transfers.get(transfer.reverses)
        if (original !== undefined) {
          const takenBack = takeBack(original, transfer.legs.map(turned))
          assert.ok(takenBack)
          this.transfers.set(original.transferId, { ...original, takenBack })
        }
      }
    }
  }
}

interface PlainBill {
  /** Amounts by line number. */
  readonly lines: Map<number, number>
  readonly inpatient: boolean
  standing: boolean
  account: number
}

const clamp = (position: number, from: number, to: number) => Math.min(Math.max(position, from), to)
const half = (amount: number, perMille: number) => Math.round((amount * perMille) / 1000)

/**
 * The same rules said another way, for one kind of person: a working employee at a grade 3 hospital. Outpatient 1 800, then 70 % to
 * 20 000 and 60 % above; inpatient 1 300 or 650, then 85, 90, 95 % to 100 000 and 85 % of the large-amount fund to 500 000.
 */
function plain(bills: readonly PlainBill[]): Map<PlainBill, Shares> {
  const told = new Map<PlainBill, Shares>()
  let [outpatient, paidDeductible, stay, admissions] = [0, 0, 0, 0]
  for (const bill of bills) {
    if (!bill.standing) continue
    const amount = [...bill.lines.values()].reduce((sum, one) => sum + one, 0)
    const start = bill.inpatient ? stay : outpatient
    const due = bill.inpatient ? (admissions === 0 ? 130_000 : 65_000) : 180_000 - paidDeductible
    const deductible = Math.min(amount, due)
    const paidIn = (from: number, to: number, perMille: number) =>
      half(clamp(start + amount, from, to) - clamp(start + deductible, from, to), perMille)
    const fund = bill.inpatient
      ? paidIn(0, 3_000_000, 850) + paidIn(3_000_000, 4_000_000, 900) + paidIn(4_000_000, 10_000_000, 950)
      : paidIn(0, 2_000_000, 700)
    const largeAmount = bill.inpatient ? paidIn(10_000_000, 50_000_000, 850) : paidIn(2_000_000, 9e15, 600)
    if (bill.inpatient) {
      stay += amount
      admissions += 1
    } else {
      outpatient += amount
      paidDeductible += deductible
    }
    bill.account = Math.min(bill.account, amount - fund - largeAmount)
    told.set(bill, { fund, largeAmount, account: bill.account, own: amount - fund - largeAmount - bill.account })
  }
  return told
}

const employee = insured('employee-medical', '1990-03-07')
const byTreatment: Readonly<Record<'outpatient' | 'inpatient', Terms>> = {
  outpatient: terms(employee),
  inpatient: terms(employee, { treatment: 'inpatient' }),
}

test('M2.5, M13.4: bills, reversals and refunds in any order leave what a plain model says, to the fen, and money that sums to zero', () => {
  const random = chance(20_261_123)
  for (let sequence = 0; sequence < sequences; sequence += 1) {
    const account = random(3) === 0 ? random(500_000) : 0
    const books = new Books(account)
    const model: { id: string; bill: PlainBill }[] = []
    let left = account
    for (let step = 2 + random(6); step > 0; step -= 1) {
      const chosen = model[random(model.length + 1)]
      if (chosen === undefined || random(3) === 0) {
        const inpatient = random(4) === 0
        const most = inpatient ? 20_000_000 : 900_000
        const lines = Array.from({ length: 1 + random(3) }, (_, position) => inScope(1 + random(most), position + 1))
        const settled = settleInto(
          books.year,
          books.balances,
          {
            ...{
              personId,
              institutionId: 'hospital-3',
              billNumber: `B${model.length}`,
              servedOn: today,
              route: 'network',
            },
            ...{ emergency: false, useId: 'use', stayId: null, lines, accountHolds: left },
            terms: byTreatment[inpatient ? 'inpatient' : 'outpatient'],
          },
          books.context,
        )
        if (!('settlementId' in settled)) throw new Error(settled.code)
        books.fold(settled.events)
        const bill = {
          lines: new Map(lines.map(({ line, amount }) => [line, amount])),
          inpatient,
          standing: true,
          account: left,
        }
        model.push({ id: settled.settlementId, bill })
      } else {
        const bill = books.bills.get(chosen.id) as MedicalSettlement
        const year = {
          ...{ year: books.year, settlements: [...books.bills.values()], bill, balances: books.balances },
          original: books.transfers.get(bill.transferId ?? ''),
        }
        const line = 1 + random(3)
        const whole = random(2) === 0
        const decision = whole
          ? reverseBill(year, { reason: 'test' }, books.context)
          : refundBill(year, { lines: [line], reason: 'test' }, books.context)
        const { standing, lines } = chosen.bill
        const expected = standing && (whole || (lines.has(line) && lines.size > 1))
        assert.equal(decision.accepted, expected, JSON.stringify(decision))
        if (decision.accepted) books.fold(decision.events)
        if (expected && whole) chosen.bill.standing = false
        else if (expected) lines.delete(line)
      }
      const told = plain(model.map(({ bill }) => bill))
      left = account - [...told.values()].reduce((sum, { account: paid }) => sum + paid, 0)
      check(books, model, told, left)
    }
  }
})

function check(
  books: Books,
  model: readonly { id: string; bill: PlainBill }[],
  told: ReadonlyMap<PlainBill, Shares>,
  left: number,
): void {
  const sum = { fund: 0, largeAmount: 0, account: 0, own: 0 }
  for (const { id, bill } of model) {
    const real = books.bills.get(id) as MedicalSettlement
    const shares = told.get(bill)
    assert.equal(real.status === 'settled', shares !== undefined)
    if (shares === undefined) continue
    assert.deepEqual(real.split.shares, shares)
    for (const payer of ['fund', 'largeAmount', 'account', 'own'] as const) sum[payer] += shares[payer]
  }
  const net = (account: string) => books.net.get(account) ?? 0
  assert.equal(0 - net('fund/employee-medical'), sum.fund)
  assert.equal(0 - net('fund/large-amount'), sum.largeAmount)
  assert.equal(0 - net(`medical-account/${personId}`), sum.account)
  assert.equal(0 - net(`own-money/${personId}`), sum.own)
  assert.equal(net('payable/hospital-3'), sum.fund + sum.largeAmount + sum.account + sum.own)
  assert.equal(books.balances.get(balanceKey(medicalAccount(personId)))?.posted, left)
}
