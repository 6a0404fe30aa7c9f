import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openDayJournal } from './day-journal.ts'

test('M13.3: what a terminal wrote before its power went is there afterwards, a line that was cut off is not', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'day-')), 'journal')
  const journal = openDayJournal(file)
  journal.write([
    { key: 'one', input: { amount: 1 } },
    { key: 'two', input: { amount: 2 } },
  ])
  journal.answered('one', { ok: true })
  journal.close()
  appendFileSync(file, '{"sends":{"key":"three","inp')
  const again = openDayJournal(file)
  assert.deepEqual(again.earlier('two'), { key: 'two', input: { amount: 2 } })
  assert.deepEqual(again.answerTo('one'), { ok: true })
  assert.equal(again.answerTo('two'), undefined)
  assert.equal(again.earlier('three'), undefined)
  again.write([{ key: 'three', input: {} }])
  again.close()
  const third = openDayJournal(file)
  assert.deepEqual(third.earlier('three'), { key: 'three', input: {} })
  third.close()
})
