import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiptCode } from './receipt-code.ts'

test('M13.2: the code of a receipt is found in the link, in a broken line and alone', () => {
  for (const text of ['Ab-c_9', ' Ab-\n c_9 ', '#Ab-c_9', 'https://card.example/verify#Ab-c_9']) {
    assert.equal(receiptCode(text), 'Ab-c_9', text)
  }
  assert.equal(receiptCode(' \n'), '')
})
