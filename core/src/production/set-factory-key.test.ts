import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Decision } from '../decision/decision.ts'
import { evolveFactoryKey, type FactoryKey, type FactoryKeyEvent } from './factory-key.ts'
import { confirmFactoryKey, setFactoryKey } from './set-factory-key.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const first: Actor = { id: 'm1', role: 'production-manager', organisationId: 'bureau' }
const second: Actor = { ...first, id: 'm2' }
const sameAsFirst: Actor = { ...first, id: 'm3', otherAccounts: ['m1'] }
const keyOf = (byte: string) => ({ sm2: `04${byte.repeat(64)}`, x25519: null })

function fold<Answer>(state: FactoryKey | undefined, decision: Decision<FactoryKeyEvent, Answer>): FactoryKey {
  assert.ok(decision.accepted, JSON.stringify(decision))
  return decision.events.reduce<FactoryKey | undefined>(
    (now, event) => evolveFactoryKey(now, event, at),
    state,
  ) as FactoryKey
}

const code = (decision: Decision<FactoryKeyEvent, unknown>) => (decision.accepted ? 'accepted' : decision.code)

test('M14.8, M17.5: the key of a factory needs two people, and the second says which key it is', () => {
  const confirm = (state: FactoryKey | undefined, actor: Actor, byte = 'AA') =>
    confirmFactoryKey(state, keyOf(byte), { actor })
  assert.equal(code(confirm(undefined, second)), 'factory-key-not-set')
  const waiting = fold(undefined, setFactoryKey('factory', keyOf('AA'), { actor: first }))
  assert.equal(waiting.key, null)
  assert.equal(code(confirm(waiting, first)), 'same-person-twice')
  assert.equal(code(confirm(waiting, sameAsFirst)), 'same-person-twice')
  assert.equal(code(confirm(waiting, second, 'BB')), 'factory-key-differs')
  const inUse = fold(waiting, confirm(waiting, second))
  assert.deepEqual([inUse.key, inUse.setBy, inUse.confirmedBy], [keyOf('AA'), 'm1', 'm2'])
  assert.equal(code(confirm(inUse, second)), 'factory-key-not-set')
})

test('M14.8: until a new key is confirmed the earlier one stays in use', () => {
  const set = (state: FactoryKey | undefined, byte: string, actor = first) =>
    fold(state, setFactoryKey('factory', keyOf(byte), { actor }))
  const inUse = fold(set(undefined, 'AA'), confirmFactoryKey(set(undefined, 'AA'), keyOf('AA'), { actor: second }))
  const waiting = set(inUse, 'CC', second)
  assert.deepEqual([waiting.key, waiting.waiting], [keyOf('AA'), keyOf('CC')])
  const next = fold(waiting, confirmFactoryKey(waiting, keyOf('CC'), { actor: first }))
  assert.deepEqual([next.key, next.waiting, next.setBy, next.confirmedBy], [keyOf('CC'), null, 'm2', 'm1'])
})

test('M14.8: neither half of a key is in use on the word of one person', () => {
  const both = { ...keyOf('AA'), x25519: 'EE'.repeat(32) }
  const waiting = fold(undefined, setFactoryKey('factory', both, { actor: first }))
  const confirm = (x25519: string | null) => confirmFactoryKey(waiting, { sm2: both.sm2, x25519 }, { actor: second })
  assert.equal(code(confirm('FF'.repeat(32))), 'factory-key-differs')
  assert.deepEqual(fold(waiting, confirm(null)).key, { ...both, x25519: null })
  assert.deepEqual(fold(waiting, confirm(both.x25519)).key, both)
})
