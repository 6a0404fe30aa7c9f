import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mask, personalFields, revealed } from './personal-field.ts'

test('M11.3: a mask keeps enough to recognise and not enough to use', () => {
  assert.equal(mask('name', '张三丰'), '张**')
  assert.equal(mask('name', '李'), '李*')
  assert.equal(mask('identityNumber', '110101199003070011'), '110***********0011')
  assert.equal(mask('phone', '19900001234'), '199****1234')
  assert.equal(mask('bankCardNumber', '6217000000000000004'), '621700*********0004')
  assert.equal(mask('phone', '1234567'), '*******')
  for (const field of personalFields) assert.notEqual(mask(field, 'ABCDEFGHIJKLMNOPQR'), 'ABCDEFGHIJKLMNOPQR')
})

test('M11.2: nothing is revealed that the policy does not name for role and purpose', () => {
  assert.deepEqual(revealed('bank-clerk', 'counter-service', ['name', 'identityNumber']), ['name'])
  assert.deepEqual(revealed('bank-clerk', 'supervision', ['name']), [])
  assert.deepEqual(revealed('system-administrator', 'supervision', [...personalFields]), [])
  assert.deepEqual(revealed('bureau-officer', 'application', []), [])
})
