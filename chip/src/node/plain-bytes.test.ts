import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeyStore } from '../hsm/master-key-store.ts'
import { softwareHsm } from '../hsm/software-hsm.ts'
import { chipParts } from './chip-parts.ts'
import { sm3 } from './sm3.ts'

test('M14.8: bytes of this runtime are copied by slice, so a cleared copy clears no key', () => {
  const { suites, random } = chipParts
  const key = random(16)
  for (const bytes of [key, sm3(key), suites.des.diversify(key, random(8)), suites.sm.diversify(key, random(8))]) {
    const kept = bytes.slice()
    bytes.fill(0)
    assert.ok(kept.some((byte) => byte !== 0))
  }
})

test('M14.8: two key machines never make the same master keys', async () => {
  const checks = [1, 2].map(async () => {
    const hsm = softwareHsm({ ...chipParts, store: memoryKeyStore() })
    await hsm.generate('sm', 1)
    return (await hsm.checkValues('sm', 1))['SSSE/IRK']
  })
  const [one, other] = await Promise.all(checks)
  assert.notEqual(one, other)
})
