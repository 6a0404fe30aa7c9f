import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalText } from './catalogue.ts'

test('M12.4: a refusal tells a moment in the time of the city', () => {
  const text = refusalText('card-lost-provisionally', { until: '2026-12-03T15:26:32.169Z' }, 'zh')
  assert.equal(text, '该卡的社会保障功能处于临时挂失状态，至 2026-12-03 23:26 自动解除。')
})
