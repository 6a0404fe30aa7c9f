import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import { type Account, accountKinds, type Balance } from './account.ts'
import { type Balances, balanceKey, balanceOf, followTransfer } from './balances.ts'
import {
  holdTransfer,
  postPending,
  postTransfer,
  reverseTransfer,
  type TransferMade,
  voidPending,
} from './make-transfer.ts'
import { partnerMovement } from './partner-movement.ts'
import { takeBack, turned } from './take-back.ts'
import { evolveTransfer, type Leg, mostFen, type Transfer } from './transfer.ts'

const personId = '0197c000-0000-7000-8000-000000000001'
const purse: Account = { kind: 'purse', owner: 'card-1', personId }
const medical: Account = { kind: 'medical-account', owner: personId, personId }
const own: Account = { kind: 'own-money', owner: personId, personId }
const metro: Account = { kind: 'payable', owner: 'metro', personId: null }
const hospital: Account = { kind: 'payable', owner: 'hospital', personId: null }
const bank: Account = { kind: 'clearing', owner: 'bank-1', personId: null }
const fund: Account = { kind: 'fund', owner: 'employee-medical', personId: null }
const budget: Account = { kind: 'budget', owner: 'finance', personId: null }
const accounts = [purse, medical, own, metro, hospital, bank, fund, budget] as const

const today = '2026-11-23' as Day
const at = '2026-11-23T02:00:00.000Z' as Instant
const leg = (debit: Account, credit: Account, amount: number, purpose = 'x'): Leg => ({
  debit,
  credit,
  amount,
  purpose,
})
const guarded = (posted = 0, floor = 0): Balance => ({ posted, pendingOut: 0, pendingIn: 0, floor })

/** A world as a command has loaded it. */
function given(posted: { purse?: number; medical?: number; budget?: number } = {}) {
  const balances: Balances = new Map([
    [balanceKey(purse), guarded(posted.purse)],
    [balanceKey(medical), guarded(posted.medical)],
    [balanceKey(budget), guarded(posted.budget)],
  ])
  const transfers = new Map<string, Transfer>()
  let made = 0
  const apply = (decision: TransferMade): string => {
    if (!decision.accepted) return decision.code
    for (const event of decision.events) {
      const before = transfers.get(event.id)
      const after = evolveTransfer(before, event, at)
      transfers.set(event.id, after)
      followTransfer(balances, after, before)
      const original = after.reverses === null ? undefined : (transfers.get(after.reverses) as Transfer)
      if (original === undefined || before !== undefined) continue
      const takenBack = takeBack(original, after.legs.map(turned))
      assert.ok(takenBack)
      transfers.set(original.transferId, { ...original, takenBack })
    }
    return decision.events[0]?.id ?? ''
  }
  const next = () => `t-${++made}`
  const order = (legs: readonly Leg[]) =>
    ({ personId, transferId: next(), kind: 'ride', legs, businessDay: today, cause: 'c' }) as const
  return {
    balances,
    transfers,
    post: (...legs: Leg[]) => apply(postTransfer(balances, order(legs))),
    hold: (...legs: Leg[]) => apply(holdTransfer(balances, order(legs))),
    settle: (id: string) => apply(postPending(transfers.get(id) as Transfer)),
    drop: (id: string) => apply(voidPending(transfers.get(id) as Transfer, 'r')),
    reverse: (id: string, ...legs: Leg[]) =>
      apply(
        reverseTransfer(balances, transfers.get(id) as Transfer, {
          ...{ transferId: next(), businessDay: today, cause: 'r' },
          ...(legs.length === 0 ? {} : { legs }),
        }),
      ),
    posted: (account: Account) => balanceOf(balances, account).posted,
  }
}

suite('M13.4: money moves in whole fen, all legs or none', () => {
  test('M13.4: an amount that is negative, zero, fractional, huge or no number is refused', () => {
    for (const amount of [-1, 0, 0.5, mostFen + 1, Number.MAX_SAFE_INTEGER + 1, Number.NaN, Number.POSITIVE_INFINITY])
      assert.equal(given().post(leg(bank, purse, amount)), 'amount-invalid', String(amount))
    assert.equal(given().post(leg(bank, purse, mostFen)), 't-1')
    assert.equal(given().post(), 'amount-invalid')
  })

  test('M13.4: a purse pays what is in it and not a fen more; what is promised is taken from it already', () => {
    const world = given({ purse: 500 })
    const held = world.hold(leg(purse, metro, 300))
    assert.equal(world.post(leg(purse, metro, 201)), 'balance-insufficient')
    assert.equal(world.post(leg(purse, metro, 200)), 't-3')
    assert.equal(world.settle(held), held)
    assert.equal(world.settle(held), 'transfer-not-pending')
    assert.equal(world.drop(held), 'transfer-not-pending')
    assert.deepEqual(balanceOf(world.balances, purse), guarded(0))
  })

  test('M13.4: all legs count together, but what is only promised to come in pays for nothing', () => {
    assert.equal(given().post(leg(bank, purse, 300), leg(purse, metro, 300)), 't-1')
    assert.equal(given().hold(leg(bank, purse, 300), leg(purse, metro, 300)), 'balance-insufficient')
    const short = postTransfer(given({ purse: 100 }).balances, {
      ...{ personId, transferId: 't', kind: 'ride', businessDay: today, cause: 'c' },
      legs: [leg(purse, metro, 60), leg(purse, hospital, 60)],
    })
    assert.deepEqual(!short.accepted && short.detail, { account: 'purse/card-1', missing: 20 })
  })

  test('M13.4: money of another person, or from an account to itself, is a bug and no transfer', () => {
    const stranger = { ...purse, personId: '0197c000-0000-7000-8000-000000000002' }
    assert.throws(() => given().post(leg(bank, stranger, 1)), /of somebody else/)
    assert.throws(() => given().post(leg(bank, { ...metro, personId }, 1)), /of somebody else/)
    assert.throws(() => given().post(leg(bank, bank, 1)), /to itself/)
  })

  test('M13.4: a guarded account that was not loaded is never guessed', () => {
    const other: Account = { kind: 'purse', owner: 'card-2', personId }
    assert.throws(() => given().post(leg(bank, other, 1)), /was not loaded/)
  })
})

suite('M13.4: what is posted is taken back by another transfer only', () => {
  test('M13.4: once in whole', () => {
    const world = given({ purse: 500 })
    const ride = world.post(leg(purse, metro, 300))
    assert.equal(world.reverse(ride), 't-2')
    assert.equal(world.posted(purse), 500)
    assert.equal(world.reverse(ride), 'transfer-reversed-already')
    assert.equal(world.reverse('t-2'), 'reversal-not-reversible')
  })

  test('M13.4: in parts that never exceed it, and the rest at last', () => {
    const world = given({ medical: 1000 })
    const bill = world.post(leg(fund, hospital, 700, 'fund'), leg(medical, hospital, 300, 'account'))
    assert.equal(world.reverse(bill, leg(fund, hospital, 701, 'fund')), 'reversal-exceeds-transfer')
    assert.equal(world.reverse(bill, leg(fund, hospital, 1, 'account')), 'reversal-exceeds-transfer')
    assert.equal(world.reverse(bill, leg(hospital, fund, 1, 'fund')), 'reversal-exceeds-transfer')
    assert.equal(world.reverse(bill, leg(fund, hospital, -1, 'fund')), 'amount-invalid')
    assert.equal(world.reverse(bill, leg(fund, hospital, 400, 'fund')), 't-6')
    assert.equal(world.reverse(bill, leg(fund, hospital, 301, 'fund')), 'reversal-exceeds-transfer')
    assert.deepEqual(world.transfers.get(bill)?.takenBack, { times: 1, amounts: [400, 0] })
    const rest = world.transfers.get(world.reverse(bill))
    assert.deepEqual([rest?.legs.map(({ amount }) => amount), rest?.reversalNumber], [[300, 300], 2])
    assert.equal(world.posted(medical), 1000)
    assert.equal(world.reverse(bill), 'transfer-reversed-already')
  })

  test('M13.4: alike legs are taken back one after the other', () => {
    const original = {
      legs: [leg(own, metro, 5), leg(own, metro, 7)],
      takenBack: { times: 0, amounts: [0, 0] },
    }
    assert.deepEqual(takeBack(original, [leg(own, metro, 6)]), { times: 1, amounts: [5, 1] })
    assert.deepEqual(takeBack(original, [leg(own, metro, 6), leg(own, metro, 6)]), { times: 1, amounts: [5, 7] })
    assert.equal(takeBack(original, [leg(own, metro, 6), leg(own, metro, 7)]), undefined)
  })

  test('M13.4: a top-up whose money was spent cannot be taken back below the floor', () => {
    const world = given()
    const topUp = world.post(leg(bank, purse, 500))
    world.post(leg(purse, metro, 1))
    assert.equal(world.reverse(topUp), 'balance-insufficient')
    assert.equal(world.reverse(topUp, leg(bank, purse, 499)), 't-4')
  })

  test('M13.4: what is promised or was voided is not reversed', () => {
    const world = given({ purse: 500 })
    const held = world.hold(leg(purse, metro, 300))
    assert.equal(world.reverse(held), 'transfer-not-posted')
    world.drop(held)
    assert.equal(world.reverse(held), 'transfer-not-posted')
    assert.deepEqual(balanceOf(world.balances, purse), guarded(500))
  })
})

test('M13.4: a transfer as its partner and the bank between have it in their books', () => {
  const legs = [leg(fund, hospital, 700), leg(own, hospital, 300), leg(bank, own, 300)]
  assert.deepEqual(partnerMovement({ legs, partner: 'hospital' }), { amount: 1000, bank: 'bank-1', bankAmount: -300 })
  assert.deepEqual(partnerMovement({ legs, partner: 'bank-1' }), { amount: -300, bank: null, bankAmount: null })
  assert.deepEqual(partnerMovement({ legs, partner: null }), { amount: 0, bank: null, bankAmount: null })
})

/** A ledger as a child would keep it: a number per account, and a list of what was promised. */
class PlainLedger {
  readonly money = new Map<string, number>()
  readonly promised = new Map<string, readonly Leg[]>()
  readonly done = new Map<string, { readonly legs: readonly Leg[]; readonly left: number[] }>()

  holds(account: Account): number {
    return this.money.get(balanceKey(account)) ?? 0
  }

  out(account: Account): number {
    let sum = 0
    for (const legs of this.promised.values())
      for (const { debit, amount } of legs) if (balanceKey(debit) === balanceKey(account)) sum += amount
    return sum
  }

  /** Whether every guarded account would still stand at zero or above, with nothing promised taken for given. */
  allows(legs: readonly Leg[], now: boolean): boolean {
    return accounts.every((account) => {
      if (!accountKinds[account.kind].guarded) return true
      const is = (other: Account) => balanceKey(other) === balanceKey(account)
      const out = legs.reduce((sum, { debit, amount }) => sum + (is(debit) ? amount : 0), 0)
      const into = now ? legs.reduce((sum, { credit, amount }) => sum + (is(credit) ? amount : 0), 0) : 0
      return out <= into || this.holds(account) - this.out(account) >= out - into
    })
  }

  move(legs: readonly Leg[], sign = 1): void {
    for (const { debit, credit, amount } of legs) {
      this.money.set(balanceKey(debit), this.holds(debit) - sign * amount)
      this.money.set(balanceKey(credit), this.holds(credit) + sign * amount)
    }
  }
}

/** Numbers from a seed (mulberry32): a failure names its seed and happens again. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function drawLegs(draw: (below: number) => number): Leg[] {
  return Array.from({ length: 1 + draw(3) }, () => {
    const debit = draw(accounts.length)
    const credit = (debit + 1 + draw(accounts.length - 1)) % accounts.length
    return leg(accounts[debit] as Account, accounts[credit] as Account, 1 + draw(200), draw(2) === 0 ? 'x' : 'y')
  })
}

/** One step of a sequence on the ledger and on the plain model; both say the same. */
function step(
  world: ReturnType<typeof given>,
  plain: PlainLedger,
  draw: (below: number) => number,
  seed: number,
): void {
  const pick = <Key>(keys: Iterable<Key>): Key | undefined => {
    const list = [...keys]
    return list[draw(Math.max(1, list.length))]
  }
  const deed = draw(10)
  if (deed < 4) {
    const legs = drawLegs(draw)
    const allowed = plain.allows(legs, true)
    const id = world.post(...legs)
    assert.equal(world.transfers.has(id), allowed, `seed ${seed}`)
    if (!allowed) return
    plain.move(legs)
    plain.done.set(id, { legs, left: legs.map(({ amount }) => amount) })
  } else if (deed < 6) {
    const legs = drawLegs(draw)
    const allowed = plain.allows(legs, false)
    const id = world.hold(...legs)
    assert.equal(world.transfers.has(id), allowed, `seed ${seed}`)
    if (allowed) plain.promised.set(id, legs)
  } else if (deed < 8) {
    const id = pick(plain.promised.keys())
    if (id === undefined) return
    const legs = plain.promised.get(id) as readonly Leg[]
    plain.promised.delete(id)
    if (deed === 6) {
      assert.equal(world.settle(id), id)
      plain.move(legs)
      plain.done.set(id, { legs, left: legs.map(({ amount }) => amount) })
    } else assert.equal(world.drop(id), id)
  } else {
    const id = pick(plain.done.keys())
    if (id === undefined) return
    const { legs, left } = plain.done.get(id) as { legs: readonly Leg[]; left: number[] }
    const which = deed === 8 ? undefined : draw(legs.length)
    const parts = legs.flatMap((one, position) => {
      const amount = which === undefined ? (left[position] as number) : Math.ceil((left[position] as number) / 2)
      return amount > 0 && (which ?? position) === position ? [{ ...one, amount }] : []
    })
    const allowed = parts.length > 0 && plain.allows(parts.map(turned), true)
    const reversal = which === undefined ? world.reverse(id) : parts.length === 0 ? '' : world.reverse(id, ...parts)
    assert.equal(world.transfers.has(reversal), allowed, `seed ${seed}`)
    if (!allowed) return
    plain.move(parts, -1)
    // Alike legs are taken back one after the other, whichever was named.
    for (const part of parts) {
      let rest = part.amount
      legs.forEach((one, position) => {
        if (one.debit !== part.debit || one.credit !== part.credit || one.purpose !== part.purpose) return
        const taken = Math.min(rest, left[position] as number)
        left[position] = (left[position] as number) - taken
        rest -= taken
      })
    }
  }
}

test('M13.4, I1: 100,000 random sequences of postings, promises and reversals agree with a plain model', () => {
  let refused = 0
  for (let seed = 1; seed <= 100_000; seed += 1) {
    const draw = random(seed)
    const world = given()
    // Open accounts are followed too, so that all balances can be added up.
    for (const account of accounts)
      if (!world.balances.has(balanceKey(account)))
        world.balances.set(balanceKey(account), { posted: 0, pendingOut: 0, pendingIn: 0, floor: null })
    const plain = new PlainLedger()
    const steps = 2 + draw(8)
    for (let done = 0; done < steps; done += 1) step(world, plain, draw, seed)
    let sum = 0
    for (const account of accounts) {
      const { posted, pendingOut, floor } = balanceOf(world.balances, account)
      assert.equal(posted, plain.holds(account), `seed ${seed}: ${account.kind}`)
      assert.equal(pendingOut, plain.out(account), `seed ${seed}: ${account.kind}`)
      assert.ok(floor === null || posted - pendingOut >= floor, `seed ${seed}: ${account.kind} below its floor`)
      sum += posted
    }
    assert.equal(sum, 0, `seed ${seed}`)
    refused += plain.done.size === 0 ? 1 : 0
  }
  // The sequences are no trivial ones: most moved something.
  assert.ok(refused < 50_000)
})
