import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../calendar/instant.ts'
import { balanceKey } from '../../ledger/balances.ts'
import { evolveTransfer, type Transfer } from '../../ledger/transfer.ts'
import { inScope, insured, terms, today } from './medical.fixture.ts'
import { evolveMedicalSettlement, type MedicalSettlement } from './medical-settlement.ts'
import { emptyYear, evolveMedicalYear } from './medical-year.ts'
import { medicalAccount } from './move-shares.ts'
import { type MedicalEvent, settleInto } from './settle-bill.ts'
import { reverseBill } from './take-back-bill.ts'

const personId = '00000000-0000-7000-8000-000000000001'
const now = '2026-11-23T02:00:00.000Z' as Instant

test('M1.3, M13.4: a claim that brought nothing at first, and something when another bill fell, gives that back when it falls, too', () => {
  let made = 0
  const context = { today, newId: () => `id-${++made}` }
  const account = { posted: 0, pendingOut: 0, pendingIn: 0, floor: 0 }
  const balances = new Map([[balanceKey(medicalAccount(personId)), account]])
  const bills = new Map<string, MedicalSettlement>()
  const transfers = new Map<string, Transfer>()
  let year = emptyYear(personId, 2026)
  let fund = 0
  const fold = (events: readonly MedicalEvent[]) => {
    for (const event of events) {
      if (event.stream === 'medical-year') year = evolveMedicalYear(year, event)
      else if (event.stream === 'medical-settlement')
        bills.set(event.id, evolveMedicalSettlement(bills.get(event.id), event, now))
      else {
        const transfer = evolveTransfer(undefined, event, now)
        transfers.set(event.id, transfer)
        for (const { debit, credit, amount } of transfer.legs)
          fund += (credit.kind === 'fund' ? amount : 0) - (debit.kind === 'fund' ? amount : 0)
      }
    }
  }
  const settle = (billNumber: string, route: 'network' | 'by-hand', amount: number): string => {
    const place = { personId, institutionId: 'hospital-3', servedOn: today, emergency: false, stayId: null }
    const terms_ = terms(insured('resident-medical', '1990-03-07'), { referred: true })
    const bill = { ...place, billNumber, route, useId: null, lines: [inScope(amount)], accountHolds: 0, terms: terms_ }
    const settled = settleInto(year, balances, bill, context)
    if (!('settlementId' in settled)) throw new Error(settled.code)
    fold(settled.events)
    return settled.settlementId
  }
  const reverse = (id: string) => {
    const bill = bills.get(id) as MedicalSettlement
    const original = transfers.get(bill.transferId ?? '')
    const books = { year, settlements: [...bills.values()], bill, balances, original }
    const decision = reverseBill(books, { reason: 'test' }, context)
    assert.ok(decision.accepted)
    fold(decision.events)
  }
  const first = settle('H-1', 'network', 2_000_000)
  const second = settle('H-2', 'by-hand', 500_000)
  assert.equal(bills.get(second)?.transferId, null, 'the ceiling of the year was reached')
  reverse(first)
  assert.equal(fund, -(bills.get(second)?.split.shares.fund ?? 0))
  assert.notEqual(fund, 0)
  reverse(second)
  assert.equal(fund, 0, 'nothing of the year stands any more')
})
