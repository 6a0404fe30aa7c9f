import assert from 'node:assert/strict'
import test from 'node:test'
import { suiteOf } from './choose-suite.ts'
import { type OpenedKey, personKeyCache } from './person-key-cache.ts'

const opened = (mark: number): OpenedKey => ({
  wrapped: Uint8Array.of(mark),
  suite: suiteOf('international'),
  material: Buffer.alloc(32, mark),
})

test('the cache holds a bounded number of keys for a bounded time and wipes what it drops', () => {
  let now = 0
  const cache = personKeyCache(3, 100, () => now)
  const keys = [1, 2, 3, 4].map(opened) as [OpenedKey, OpenedKey, OpenedKey, OpenedKey]
  for (const [i, key] of keys.entries()) cache.put(`p${i}`, key)
  assert.equal(cache.get('p0', keys[0].wrapped), undefined)
  assert.deepEqual(keys[0].material, Buffer.alloc(32))
  assert.deepEqual(cache.get('p3', keys[3].wrapped)?.material, Buffer.alloc(32, 4))
  assert.equal(cache.get('p3', Uint8Array.of(9)), undefined)
  now = 100
  assert.equal(cache.get('p3', keys[3].wrapped), undefined)
  assert.deepEqual(keys[3].material, Buffer.alloc(32))
})
