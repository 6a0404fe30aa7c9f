import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from './test-database.ts'

test('a test database is migrated and empty', async (t) => {
  const { db } = await testDatabase(t)
  const rows = await db`select current_user as me`
  assert.deepEqual([...rows], [{ me: 'yika_app' }])
})
