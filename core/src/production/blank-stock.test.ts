import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import type { Decision, DomainEvent } from '../decision/decision.ts'
import { type BlankStock, type BlankStockEvent, evolveBlankStock } from './blank-stock.ts'
import { type BlankTransfer, type BlankTransferEvent, evolveBlankTransfer } from './blank-transfer.ts'
import { offerBlanks, receiveBlanks } from './hand-over-blanks.ts'
import {
  closeStockDay,
  confirmBlankDestruction,
  proposeBlankDestruction,
  settleStockDifference,
  spoilBlanks,
  stockBlanks,
} from './keep-blanks.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const today = '2026-11-23' as Day
const by = (id: string): { actor: Actor; today: Day; newId(): string } => {
  let next = 0
  return {
    actor: { id, role: 'production-manager', organisationId: 'bureau' },
    today,
    newId: () => `t${id}${next++}`,
  }
}

function books() {
  const stocks = new Map<string, BlankStock>()
  const transfers = new Map<string, BlankTransfer>()
  /** Folds what was accepted; a refusal changes nothing. */
  const run = <Answer>(decision: Decision<DomainEvent, Answer>): Answer | string => {
    if (!decision.accepted) return decision.code
    for (const event of decision.events)
      if (event.stream === 'blank-stock')
        stocks.set(event.id, evolveBlankStock(stocks.get(event.id), event as BlankStockEvent, at))
      else transfers.set(event.id, evolveBlankTransfer(transfers.get(event.id), event as BlankTransferEvent, at))
    return decision.answer
  }
  return { stocks, transfers, run }
}

const delivery = (placeId: string, count: number) =>
  ({ placeId, placeKind: 'store', count, deliveryNote: 'note' }) as const

test('M13.5: issued = good + spoiled + returned + missing + on hand, whatever happens, and never below zero', () => {
  const step = fc.record({
    what: fc.constantFrom('stock', 'spoil', 'offer', 'receive', 'close', 'settle', 'propose', 'confirm'),
    place: fc.constantFrom('store', 'factory', 'o1'),
    to: fc.constantFrom('store', 'factory', 'o1'),
    count: fc.integer({ min: 1, max: 40 }),
    who: fc.constantFrom('a', 'b', 'c'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { stocks, transfers, run } = books()
      let delivered = 0
      for (const [index, { what, place, to, count, who }] of steps.entries()) {
        const stock = stocks.get(place)
        const context = { ...by(who), newId: () => `t${index}` }
        const open = [...transfers.values()].find(({ received }) => received === null)
        const decide = {
          stock: () => stockBlanks(stock, delivery(place, count)),
          spoil: () => spoilBlanks(stock, { count, reason: 'bent' }),
          offer: () => offerBlanks(stock, { toPlaceId: to, toPlaceKind: 'outlet', count }, context),
          receive: () =>
            receiveBlanks(open, { received: Math.min(count, open?.offered ?? 0), differenceReason: 'x' }, context),
          close: () => closeStockDay(stock, count, context),
          settle: () => settleStockDifference(stock, 'recounted', context),
          propose: () => proposeBlankDestruction(stock, count, context),
          confirm: () => confirmBlankDestruction(stock, context),
        }[what]
        const answer = run(decide() as Decision<DomainEvent, unknown>)
        if (what === 'stock' && typeof answer === 'object') delivered += count
        for (const one of stocks.values()) {
          assert.equal(one.issued, one.good + one.spoiled + one.returned + one.missing + one.onHand)
          assert.ok(one.onHand >= 0 && one.destroyed <= one.spoiled)
        }
      }
      assert.equal(total(stocks, transfers), delivered)
    }),
    { seed: 7, numRuns: 200 },
  )
})

/** Blanks in drawers, spoiled, on the way or known to be missing: nothing falls out of the books. */
function total(stocks: ReadonlyMap<string, BlankStock>, transfers: ReadonlyMap<string, BlankTransfer>): number {
  const held = [...stocks.values()].reduce((sum, one) => sum + one.onHand + one.spoiled + one.good + one.missing, 0)
  return [...transfers.values()].reduce(
    (sum, one) => sum + (one.received === null ? one.offered : one.difference),
    held,
  )
}

test('M13.5: a hand-over is signed by two persons, and counts that differ are signed only with the reason', () => {
  const { stocks, transfers, run } = books()
  run(stockBlanks(undefined, delivery('store', 100)))
  const offered = run(offerBlanks(stocks.get('store'), { toPlaceId: 'o1', toPlaceKind: 'outlet', count: 60 }, by('a')))
  const { transferId } = offered as { transferId: string }
  assert.equal(stocks.get('store')?.onHand, 40)
  assert.equal(run(receiveBlanks(transfers.get(transferId), { received: 60 }, by('a'))), 'same-person-twice')
  assert.equal(run(receiveBlanks(transfers.get(transferId), { received: 58 }, by('b'))), 'blank-difference-unexplained')
  const short = { received: 58, differenceReason: 'box was open' }
  assert.deepEqual(run(receiveBlanks(transfers.get(transferId), short, by('b'))), { difference: 2 })
  assert.equal(run(receiveBlanks(transfers.get(transferId), short, by('b'))), 'blank-transfer-closed')
  assert.deepEqual(
    [stocks.get('o1')?.onHand, transfers.get(transferId)?.difference, transfers.get(transferId)?.differenceReason],
    [58, 2, 'box was open'],
  )
  assert.equal(total(stocks, transfers), 100)
})

test('M13.5: nobody hands over more blanks than lie there', () => {
  const { stocks, run } = books()
  run(stockBlanks(undefined, delivery('store', 5)))
  const offer = { toPlaceId: 'o1', toPlaceKind: 'outlet', count: 6 } as const
  assert.equal(run(offerBlanks(stocks.get('store'), offer, by('a'))), 'blank-stock-short')
})

test('M14.8: spoiled blanks are destroyed by two persons, and no more than were spoiled', () => {
  const { stocks, run } = books()
  run(stockBlanks(undefined, delivery('o1', 10)))
  run(spoilBlanks(stocks.get('o1'), { count: 3, reason: 'bent' }))
  assert.equal(run(proposeBlankDestruction(stocks.get('o1'), 4, by('a'))), 'nothing-to-destroy')
  assert.equal(run(confirmBlankDestruction(stocks.get('o1'), by('b'))), 'destruction-not-proposed')
  run(proposeBlankDestruction(stocks.get('o1'), 3, by('a')))
  assert.equal(run(confirmBlankDestruction(stocks.get('o1'), by('a'))), 'same-person-twice')
  assert.deepEqual(run(confirmBlankDestruction(stocks.get('o1'), by('b'))), { destroyed: 3 })
  assert.equal(run(proposeBlankDestruction(stocks.get('o1'), 1, by('a'))), 'nothing-to-destroy')
})

test('M13.5: a day is closed with a count, and a difference is settled by another person', () => {
  const { stocks, run } = books()
  run(stockBlanks(undefined, delivery('o1', 10)))
  assert.deepEqual(run(closeStockDay(stocks.get('o1'), 10, by('a'))), { expected: 10, difference: 0 })
  assert.equal(run(settleStockDifference(stocks.get('o1'), 'none', by('b'))), 'no-difference-to-settle')
  assert.deepEqual(run(closeStockDay(stocks.get('o1'), 8, by('a'))), { expected: 10, difference: -2 })
  assert.equal(run(settleStockDifference(stocks.get('o1'), 'stolen', by('a'))), 'same-person-twice')
  assert.deepEqual(run(settleStockDifference(stocks.get('o1'), 'stolen', by('b'))), { onHand: 8 })
  assert.deepEqual([stocks.get('o1')?.missing, stocks.get('o1')?.difference], [2, 0])
})
