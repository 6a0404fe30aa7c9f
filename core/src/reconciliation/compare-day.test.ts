import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import { approveClosing, proposeClosing, rejectClosing } from './close-exception.ts'
import { type ComparedDay, compareDay } from './compare-day.ts'
import { differenceOf, type ThreeSides } from './difference.ts'
import { evolveException, type ReconciliationException } from './reconciliation-exception.ts'

const day = '2026-11-23' as Day
const read = { version: 2 }
const at = '2026-11-24T02:00:00.000Z' as Instant
const sides = (change: Partial<ThreeSides>): ThreeSides => ({
  ...{ reference: 'H-1', ours: null, theirs: null, bank: null, oursAtBank: null, bankSays: null },
  ...change,
})
let made = 0
const newId = () => `id-${++made}`
const actor = (id: string, otherAccounts: readonly string[] = []): Actor => ({
  ...{ id, role: 'bureau-officer', organisationId: 'bureau', otherAccounts },
})
const context = (id: string, otherAccounts?: readonly string[]) => ({
  ...{ actor: actor(id, otherAccounts), today: '2026-11-25' as Day, newId },
  policy: { number: () => 1_000_000, text: () => '', flag: () => false },
})

/** Compares and folds what was found into the exceptions that are known. */
function compared(known: Map<string, ReconciliationException>, list: readonly ThreeSides[], missing: string[] = []) {
  const sum = { count: 0, net: 0 }
  const whole: ComparedDay = { partner: 'hospital-1', day, missing, ours: sum, theirs: sum, sides: list }
  const decision = compareDay(whole, known, undefined, { newId })
  assert.ok(decision.accepted)
  for (const event of decision.events) {
    if (event.stream !== 'reconciliation-exception') continue
    const before = [...known.values()].find(({ exceptionId }) => exceptionId === event.id)
    const after = evolveException(before, event, at)
    known.set(after.reference, after)
  }
  return decision.answer
}

suite('M13.4: three lists of a day', () => {
  test('M13.4: each way to disagree has its name, and agreement has none', () => {
    const table: [Partial<ThreeSides>, string | undefined][] = [
      [{ ours: 5, theirs: 5 }, undefined],
      [{ ours: 5, theirs: 5, bank: 'b', oursAtBank: -5, bankSays: -5 }, undefined],
      [{ ours: 5 }, 'ours-only'],
      [{ theirs: 5 }, 'theirs-only'],
      [{ ours: 5, theirs: 6 }, 'amount-differs'],
      [{ ours: 5, theirs: -5 }, 'amount-differs'],
      [{ ours: 5, theirs: 5, bank: 'b', oursAtBank: -5 }, 'bank-missing'],
      [{ ours: 5, theirs: 5, bank: 'b', oursAtBank: -5, bankSays: -4 }, 'bank-differs'],
      [{ ours: 5, theirs: 5, bank: 'b', bankSays: -5 }, 'bank-only'],
      [{ bank: 'b', bankSays: -5 }, 'bank-only'],
      [{ ours: 5, bank: 'b', oursAtBank: -5 }, 'ours-only'],
      [{}, undefined],
    ]
    for (const [change, expected] of table) assert.equal(differenceOf(sides(change)), expected, JSON.stringify(change))
  })

  test('M13.4: without all files nothing is said; a difference that comes right by itself vanishes', () => {
    const known = new Map<string, ReconciliationException>()
    assert.deepEqual(compared(known, [sides({ ours: 5 })], ['bank-1']), { status: 'waiting', found: 0, vanished: 0 })
    assert.deepEqual(compared(known, [sides({ ours: 5 })]), { status: 'compared', found: 1, vanished: 0 })
    assert.deepEqual(compared(known, [sides({ ours: 5 })]), { status: 'compared', found: 0, vanished: 0 })
    assert.deepEqual(compared(known, [sides({ ours: 5, theirs: 5 })]), { status: 'compared', found: 0, vanished: 1 })
    assert.equal(known.get('H-1')?.status, 'vanished')
    compared(known, [sides({ ours: 5, theirs: 6 })])
    assert.deepEqual([known.get('H-1')?.status, known.get('H-1')?.kind], ['open', 'amount-differs'])
  })

  test('M13.4: two natural persons close a difference; what changes meanwhile is asked again', () => {
    const known = new Map<string, ReconciliationException>()
    const now = () => ({ ...(known.get('H-1') as ReconciliationException), version: 2 })
    const fold = (decision: ReturnType<typeof proposeClosing> | ReturnType<typeof approveClosing>) => {
      if (!decision.accepted) return decision.code
      for (const event of decision.events)
        if (event.stream === 'reconciliation-exception') known.set('H-1', evolveException(now(), event, at))
      return 'accepted'
    }
    compared(known, [sides({ ours: 500, theirs: 800 })])
    const closing = { reason: 'they posted it twice', correct: false }
    assert.equal(fold(approveClosing(now(), read, false, new Map(), context('b'))), 'exception-not-proposed')
    assert.equal(fold(proposeClosing(now(), closing, context('a'))), 'accepted')
    assert.equal(fold(proposeClosing(now(), closing, context('b'))), 'exception-not-open')
    assert.equal(fold(approveClosing(now(), read, false, new Map(), context('a'))), 'same-person-twice')
    assert.equal(fold(approveClosing(now(), read, false, new Map(), context('b', ['a']))), 'same-person-twice')
    assert.equal(fold(rejectClosing(now(), context('b'))), 'accepted')
    assert.equal(fold(proposeClosing(now(), { ...closing, correct: true }, context('a'))), 'accepted')
    compared(known, [sides({ ours: 500, theirs: 900 })])
    assert.deepEqual([now().status, now().proposedBy], ['open', null])
    assert.equal(fold(proposeClosing(now(), { ...closing, correct: true }, context('a'))), 'accepted')
    assert.equal(fold(approveClosing(now(), { version: 1 }, false, new Map(), context('b'))), 'changed-meanwhile')
    const approved = approveClosing(now(), read, false, new Map(), context('b'))
    assert.ok(approved.accepted)
    const posted = approved.events.find(({ name }) => name === 'transfer-posted')
    assert.ok(posted?.name === 'transfer-posted')
    assert.deepEqual(
      posted.data.legs.map(({ debit, credit, amount }) => [debit.kind, credit.kind, credit.owner, amount]),
      [['suspense', 'payable', 'hospital-1', 400]],
    )
    assert.deepEqual([posted.data.partner, posted.data.kind], [null, 'difference'])
    assert.equal(fold(approved), 'accepted')
    assert.equal(fold(approveClosing(now(), read, false, new Map(), context('c'))), 'exception-not-proposed')
    compared(known, [sides({ ours: 500, theirs: 900 })])
    assert.equal(now().status, 'closed')
  })

  test('M13.4: a correction is not made twice, and goes back when what was missing comes after all', () => {
    const known = new Map<string, ReconciliationException>()
    const now = () => ({ ...(known.get('H-1') as ReconciliationException), version: 2 })
    /** What two people move on the account of the partner by correcting it. */
    const corrected = (): number => {
      const proposed = proposeClosing(now(), { reason: 'theirs is right', correct: true }, context('a'))
      assert.ok(proposed.accepted)
      for (const event of proposed.events) known.set('H-1', evolveException(now(), event, at))
      const approved = approveClosing(now(), read, false, new Map(), context('b'))
      assert.ok(approved.accepted)
      let moved = 0
      for (const event of approved.events) {
        if (event.stream === 'reconciliation-exception') known.set('H-1', evolveException(now(), event, at))
        else if (event.name === 'transfer-posted')
          for (const { credit, amount } of event.data.legs) moved += credit.kind === 'payable' ? amount : -amount
      }
      return moved
    }
    compared(known, [sides({ theirs: 500 })])
    assert.equal(corrected(), 500)
    compared(known, [sides({ theirs: 800 })])
    assert.equal(corrected(), 300, 'only what is new')
    compared(known, [sides({ ours: 800, theirs: 800 })])
    assert.equal(now().status, 'open', 'our own posting came, and the correction stands beside it')
    assert.equal(compared(known, [sides({ ours: 800, theirs: 800 })]).found, 0)
    assert.equal(corrected(), -800)
    compared(known, [sides({ ours: 800, theirs: 800 })])
    assert.equal(now().status, 'closed')
  })

  test('M13.4: a difference at the bank moves the clearing account of that bank, whichever way it goes', () => {
    const known = new Map<string, ReconciliationException>()
    compared(known, [sides({ ours: 500, theirs: 500, bank: 'bank-1', oursAtBank: -500, bankSays: -450 })])
    const open = known.get('H-1') as ReconciliationException
    const proposed: ReconciliationException = { ...open, status: 'proposed', proposedBy: 'a', correct: true }
    const approved = approveClosing({ ...proposed, version: 2 }, read, false, new Map(), context('b'))
    assert.ok(approved.accepted)
    const posted = approved.events.find(({ name }) => name === 'transfer-posted')
    assert.ok(posted?.name === 'transfer-posted')
    assert.deepEqual(
      posted.data.legs.map(({ debit, credit, amount }) => [debit.owner, credit.kind, credit.owner, amount]),
      [['hospital-1', 'clearing', 'bank-1', 50]],
    )
    const tooMuch = proposeClosing({ ...open, bankSays: 2_000_000 }, { reason: 'slip', correct: true }, context('a'))
    assert.equal(!tooMuch.accepted && tooMuch.code, 'amount-invalid')
  })
})
