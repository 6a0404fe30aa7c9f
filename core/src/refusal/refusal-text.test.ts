import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { refusals, refusalText } from './catalogue.ts'

test('M12.4: a refusal tells a moment in the time of the city', () => {
  const text = refusalText('card-lost-provisionally', { until: '2026-12-03T15:26:32.169Z' }, 'zh')
  assert.equal(text, '该卡的社会保障功能处于临时挂失状态，至 2026-12-03 23:26 自动解除。')
})

test('M12.4: a code stands in one chapter, so that nobody reads the words of another', async () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== 'catalogue.ts')
  const modules = await Promise.all(files.map((name) => import(`./${name}`) as Promise<Record<string, unknown>>))
  const chapters = modules.flatMap((one) => Object.entries(one).filter(([name]) => name.endsWith('Refusals')))
  const entries = chapters.flatMap(([, chapter]) => Object.entries(chapter as object))
  const lost = entries.filter(([code, entry]) => refusals[code as keyof typeof refusals] !== entry)
  assert.deepEqual(lost, [])
})
