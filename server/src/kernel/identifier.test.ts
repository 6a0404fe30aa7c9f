import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './identifier.ts'

test('identifiers are UUIDv7: version, variant, time in front, no repetition', () => {
  const at = Date.UTC(2026, 10, 23)
  const ids = Array.from({ length: 2000 }, () => newId(at))
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16), at)
  }
})

test('identifiers made in one millisecond stand in the order of their making', () => {
  const at = Date.UTC(2026, 10, 24)
  const ids = Array.from({ length: 50_000 }, () => newId(at))
  assert.deepEqual([...ids].sort(), ids)
})
