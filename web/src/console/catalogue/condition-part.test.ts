import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '@yika/core/service/condition.ts'
import { begun, everybody, kindOf, partKinds, partsOf, withParts } from './condition-part.ts'

const age: Condition = { age: { from: 60 } }

test('M5.1: a part that becomes a group keeps what was there; a group that becomes another keeps its parts', () => {
  assert.deepEqual(begun('all', age), { all: [age] })
  assert.deepEqual(begun('any', begun('all', age)), { any: [age] })
  assert.deepEqual(begun('not', age), { not: age })
  assert.deepEqual(begun('any', everybody), { any: [] })
})

test('M5.1: every kind of part is known again as what it was begun as', () => {
  for (const kind of partKinds) assert.equal(kindOf(begun(kind)), kind)
})

test('M5.1: changing the parts of a choice leaves it a choice', () => {
  const choice = begun('any', age)
  assert.deepEqual(withParts(choice, [...partsOf(choice), { residence: 'city' }]), {
    any: [age, { residence: 'city' }],
  })
})
