import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { Check, Convert } from 'typebox/value'
import { closed } from './closed.ts'

test('M4.1: fields that are not on the list are refused at every depth', () => {
  const schema = closed(
    Type.Object({
      name: Type.String(),
      pages: Type.Array(Type.Object({ number: Type.Integer() })),
      note: Type.Optional(Type.Union([Type.Object({ text: Type.String() }), Type.Null()])),
    }),
  )
  assert.equal(Check(schema, { name: 'a', pages: [{ number: 1 }], note: { text: 't' } }), true)
  assert.equal(Check(schema, { name: 'a', pages: [], extra: 1 }), false)
  assert.equal(Check(schema, { name: 'a', pages: [{ number: 1, extra: 1 }] }), false)
  assert.equal(Check(schema, { name: 'a', pages: [], note: { text: 't', extra: 1 } }), false)
})

test('a closed schema still knows its kinds, so that the text of a query string can be converted', () => {
  const schema = closed(Type.Object({ instant: Type.Optional(Type.Boolean()), limit: Type.Integer() }))
  assert.deepEqual(Convert(schema, { instant: 'true', limit: '5' }), { instant: true, limit: 5 })
})
