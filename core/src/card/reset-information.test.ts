import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resetInformationOf } from './reset-information.ts'

const digits = '0081544C978684110000000001'

test('M18.2: reset information is found in what production writes and in the whole answer of an imported card', () => {
  assert.equal(resetInformationOf(digits), digits)
  assert.equal(resetInformationOf(`3B6D0000${digits}`), digits)
  assert.equal(resetInformationOf(`3B0D${digits}`), digits)
  assert.equal(resetInformationOf(`3B9D958001${digits}`), digits, 'interface bytes of two levels are passed over')
  assert.equal(resetInformationOf(`3B8D01${digits}5C`), digits, 'a check byte behind is left')
})

test('what has no thirteen historical bytes has no reset information', () => {
  for (const other of [
    '',
    '3B00',
    `3B6C0000${digits.slice(2)}`,
    `3B6D0000${digits.slice(2)}`,
    digits.slice(2),
    '3BFF',
    `3B6D0000${digits}0000`,
  ])
    assert.equal(resetInformationOf(other), undefined, other)
})
