import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Application } from '../application/application.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import type { Decision, DecisionContext, DomainEvent } from '../decision/decision.ts'
import { type Batch, type BatchEvent, evolveBatch } from './batch.ts'
import { type BlankStock, type BlankStockEvent, evolveBlankStock } from './blank-stock.ts'
import { type BlankTransfer, type BlankTransferEvent, evolveBlankTransfer } from './blank-transfer.ts'
import { cancelBatch } from './cancel-batch.ts'
import { exportToBank } from './export-to-bank.ts'
import { formBatches } from './form-batches.ts'
import { offerBlanks, receiveBlanks } from './hand-over-blanks.ts'
import {
  closeStockDay,
  confirmBlankDestruction,
  proposeBlankDestruction,
  settleStockDifference,
  spoilBlanks,
  stockBlanks,
} from './keep-blanks.ts'
import { releaseBatch } from './release-batch.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant

/** The books that two persons guard: batches, blanks, and blanks on their way. */
class Books {
  readonly batches = new Map<string, Batch>()
  readonly stocks = new Map<string, BlankStock>()
  readonly transfers = new Map<string, BlankTransfer>()
  readonly history: DomainEvent[] = []
  private ids = 0

  context(id: string): DecisionContext {
    const actor: Actor = { id, role: 'production-manager', organisationId: 'bureau' }
    const policy = { number: () => 500, text: () => '', flag: () => false }
    const newId = () => {
      this.ids += 1
      return `00000000-0000-7000-8000-${this.ids.toString(16).padStart(12, '0')}`
    }
    return { now: at, today: '2026-11-23' as Day, actor, standing: {}, policy, newId }
  }

  take(decision: Decision<DomainEvent, unknown>): void {
    if (!decision.accepted) return
    for (const event of decision.events) {
      this.history.push(event)
      const { id } = event
      if (event.stream === 'batch') this.batches.set(id, evolveBatch(this.batches.get(id), event as BatchEvent, at))
      if (event.stream === 'blank-stock')
        this.stocks.set(id, evolveBlankStock(this.stocks.get(id), event as BlankStockEvent, at))
      if (event.stream === 'blank-transfer')
        this.transfers.set(id, evolveBlankTransfer(this.transfers.get(id), event as BlankTransferEvent, at))
    }
  }
}

const queue = [
  {
    application: {
      ...{ personId: 'p1', applicationId: 'a1', status: 'accepted', bankId: 'b1', district: '110105' },
      ...{ instantOutletId: null, replaces: null, attempts: 0 },
    } as unknown as Application,
    person: { lifeStatus: 'alive', nameOnChip: 'fits' } as const,
  },
]

type Act = (books: Books, who: DecisionContext, count: number) => void

const last = <Value>(map: ReadonlyMap<string, Value>): Value | undefined => [...map.values()].at(-1)
const place = { placeId: 'store', placeKind: 'store' } as const

const acts: Record<string, Act> = {
  form: (books, who) => books.take(formBatches({ bankId: 'b1', district: '110105' }, queue, () => 'N00000001', who)),
  release: (books, who) => books.take(releaseBatch(last(books.batches), who)),
  export: (books) => books.take(exportToBank(last(books.batches), [{ card: { social: 'none' } } as never])),
  cancel: (books) => books.take(cancelBatch(last(books.batches), [], 'no')),
  stock: (books, _who, count) =>
    books.take(stockBlanks(books.stocks.get('store'), { ...place, count: count + 1, deliveryNote: 'n' })),
  spoil: (books, _who, count) =>
    books.take(spoilBlanks(books.stocks.get('store'), { count: count + 1, reason: 'bent' })),
  propose: (books, who, count) => books.take(proposeBlankDestruction(books.stocks.get('store'), count + 1, who)),
  confirm: (books, who) => books.take(confirmBlankDestruction(books.stocks.get('store'), who)),
  count: (books, who, count) => books.take(closeStockDay(books.stocks.get('store'), count, who)),
  settle: (books, who) => books.take(settleStockDifference(books.stocks.get('store'), 'gone', who)),
  offer: (books, who, count) =>
    books.take(
      offerBlanks(books.stocks.get('store'), { toPlaceId: 'o1', toPlaceKind: 'outlet', count: count + 1 }, who),
    ),
  receive: (books, who, count) =>
    books.take(receiveBlanks(last(books.transfers), { received: count, differenceReason: 'short' }, who)),
}

const step = (people: readonly string[]) =>
  fc.record({
    act: fc.constantFrom(...Object.keys(acts)),
    who: fc.constantFrom(...people),
    count: fc.integer({ min: 0, max: 5 }),
  })

function played(steps: readonly { readonly act: string; readonly who: string; readonly count: number }[]): Books {
  const books = new Books()
  for (const { act, who, count } of steps) (acts[act] as Act)(books, books.context(who), count)
  return books
}

const guarded = ['batch-released', 'blanks-destroyed', 'difference-settled', 'transfer-received']

test('M14.8: whatever one person does in whatever order, nothing is released, destroyed, settled or received', () => {
  fc.assert(
    fc.property(fc.array(step(['m1']), { maxLength: 60 }), (steps) => {
      const books = played(steps)
      assert.deepEqual(
        books.history.filter(({ name }) => guarded.includes(name)),
        [],
      )
      for (const { state } of books.batches.values()) assert.ok(state === 'open' || state === 'cancelled', state)
      assert.equal(books.stocks.get('store')?.destroyed ?? 0, 0)
      assert.equal(books.stocks.get('store')?.missing ?? 0, 0)
      assert.equal(books.stocks.has('o1'), false)
    }),
    { seed: 14, numRuns: 400 },
  )
})

test('M14.8: among three persons every release, destruction, settlement and receipt has two different ones', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(step(['m1', 'm2', 'm3']), { minLength: 20, maxLength: 60 }), (steps) => {
      const formedBy = new Map<string, unknown>()
      const offeredBy = new Map<string, unknown>()
      let countedBy: unknown
      for (const { id, name, data } of played(steps).history) {
        const by = data as Readonly<Record<string, unknown>>
        if (guarded.includes(name)) seen.add(name)
        if (name === 'batch-formed') formedBy.set(id, by['formedBy'])
        if (name === 'batch-released') assert.notEqual(by['releasedBy'], formedBy.get(id))
        if (name === 'blanks-destroyed') assert.notEqual(by['confirmedBy'], by['proposedBy'])
        if (name === 'stock-day-closed') countedBy = by['countedBy']
        if (name === 'difference-settled') assert.notEqual(by['settledBy'], countedBy)
        if (name === 'transfer-offered') offeredBy.set(id, by['offeredBy'])
        if (name === 'transfer-received') assert.notEqual(by['receivedBy'], offeredBy.get(id))
      }
    }),
    { seed: 14, numRuns: 400 },
  )
  assert.deepEqual([...seen].sort(), [...guarded].sort(), 'two persons can do each of them')
})
