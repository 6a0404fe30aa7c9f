import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Batch, owedBy, stepsOf } from './batch-owed.ts'

const batch: Batch = {
  batchId: '01900000-0000-7000-8000-000000000001',
  batchNumber: '20261123110101ABCDE',
  kind: 'central',
  bankId: '01900000-0000-7000-8000-000000000002',
  district: '110101',
  officeId: null,
  state: 'open',
  ordered: 4,
  formedAt: '2026-11-23T00:00:00.000Z',
  formedBy: 'one',
  releasedBy: null,
  certifierId: null,
  makerId: null,
  bankReturn: null,
  certificateResult: null,
  factoryReturn: null,
  keyResult: null,
  changedAt: '2026-11-23T00:00:00.000Z',
}

test('M6.2: each state of a batch names who has to act, and only what may be done', () => {
  assert.equal(owedBy(batch), 'second-person')
  assert.deepEqual(stepsOf(batch), ['release-batch', 'cancel-batch'])
  assert.deepEqual(stepsOf({ ...batch, kind: 'instant' }), [])
  assert.equal(owedBy({ ...batch, state: 'exported-to-bank' }), 'bank')
  const returned: Batch = { ...batch, state: 'bank-returned', bankReturn: { good: 3, failed: 1 } }
  assert.equal(owedBy(returned), 'office')
  assert.deepEqual(stepsOf(returned), ['request-certificates', 'rework-line', 'reconcile-batch', 'cancel-batch'])
  assert.equal(owedBy({ ...returned, certifierId: 'certifier' }), 'certifier')
  assert.deepEqual(stepsOf({ ...returned, state: 'exported-to-factory' }), ['rework-line'])
  assert.deepEqual(stepsOf({ ...returned, state: 'reconciled' }), [])
  assert.equal(owedBy({ ...returned, state: 'reconciled' }), null)
})
