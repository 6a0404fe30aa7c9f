import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { listCardStatuses } from './list-card-statuses.ts'
import { placeOrder, placeOrderBytes } from './place-order.ts'
import { emptyShard, placesPerShard, statusAt } from './status-bits.ts'
import { applyChanges, joinChanges, packChanges, type StatusChange, unpackChanges } from './status-changes.ts'

const orderOf = (seed: string) =>
  placeOrder(createHash('shake256', { outputLength: placeOrderBytes }).update(seed).digest())

const changes = fc
  .uniqueArray(
    fc.tuple(fc.nat(placesPerShard - 1), fc.nat(3)).map(([place, status]) => ({ place, status })),
    {
      selector: ({ place }) => place,
      maxLength: 60,
    },
  )
  .map((list) => list.sort((a, b) => a.place - b.place))

test('M9.5: whatever is packed comes out again, and any bytes are taken without an exception', () => {
  fc.assert(
    fc.property(changes, (list) => assert.deepEqual(unpackChanges(packChanges(list)), list)),
    { seed: 1, numRuns: 300 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      for (const { place } of unpackChanges(bytes) ?? []) assert.ok(place < placesPerShard)
    }),
    { seed: 2, numRuns: 2000 },
  )
  assert.throws(() =>
    packChanges([
      { place: 4, status: 0 },
      { place: 4, status: 1 },
    ]),
  )
})

test('M9.5: versions joined say the same as versions one after another, also to whoever knows some of them already', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 6 }), fc.nat(6), (versions, known) => {
      const [whole, joined] = [emptyShard(), emptyShard()]
      for (const list of versions) applyChanges(whole, list)
      for (const list of versions.slice(0, known)) applyChanges(joined, list)
      applyChanges(joined, joinChanges(versions))
      assert.equal(Buffer.compare(whole, joined), 0)
    }),
    { seed: 3, numRuns: 30 },
  )
})

test('M9.5: the order of places gives each place once and sends neighbours apart', () => {
  const order = orderOf('a seed')
  const seen = new Uint8Array(placesPerShard)
  let near = 0
  for (let position = 0; position < placesPerShard; position += 1) {
    const place = order(position)
    seen[place] = (seen[place] ?? 0) + 1
    if (position > 0 && Math.abs(place - order(position - 1)) < 1000) near += 1
  }
  assert.ok(seen.every((times) => times === 1))
  // By chance 0.19 % of neighbours come that near.
  assert.ok(near < placesPerShard * 0.003, `${near} neighbours`)
  assert.notEqual(order(0), orderOf('another seed')(0))
})

const cardOf = (number: number, status: number, place: { shard: number; place: number } | null = null) => ({
  ...{ personId: `person-${number}`, cardId: `card-${number}`, status, place },
})

test('M9.5: a full list is followed by a new one, and old cards stay where they are', () => {
  const list = {
    shard: 0,
    seed: 'first',
    cards: placesPerShard - 1,
    publishedAt: '2026-11-23T02:00:00.000Z',
    version: 7,
  }
  const known = { shard: 0, place: 5 }
  const decision = listCardStatuses(
    [cardOf(1, 0), cardOf(2, 3), cardOf(3, 2, known)],
    [list as never],
    'second',
    orderOf,
  )
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer, { cards: 3, lists: 2 })
  const shown = decision.events.map(({ stream, id, name, data }) => ({ stream, id, name, data }))
  const [first, opened, second, ...listings] = shown
  const last = orderOf('first')(placesPerShard - 1)
  const start = orderOf('second')(0)
  const packed = (list: StatusChange[]) => packChanges(list).toBase64()
  assert.deepEqual(first?.data, {
    changes: packed([
      { place: last, status: 0 },
      { place: 5, status: 2 },
    ]),
    cards: placesPerShard,
  })
  assert.deepEqual(opened, { stream: 'status-list', id: '1', name: 'status-list-opened', data: { seed: 'second' } })
  assert.deepEqual(second?.data, { changes: packed([{ place: start, status: 3 }]), cards: 1 })
  assert.deepEqual(
    listings.map(({ id, data }) => [id, data]),
    [
      ['card-1', { shard: 0, place: last, status: 0, listVersion: 8 }],
      // Version 1 opened the list.
      ['card-2', { shard: 1, place: start, status: 3, listVersion: 2 }],
      ['card-3', { shard: 0, place: 5, status: 2, listVersion: 8 }],
    ],
  )
})

test('M9.5: a place that nobody has says that the card was never enabled', () => {
  assert.equal(statusAt(emptyShard(), 12_345), 3)
})
