import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf } from './csv.ts'

test('M1.2: a cell with comma, quote or line break stays one cell, and none calculates in a spreadsheet', () => {
  const rows = [
    ['a,b', 'say "x"', 'two\r\nlines'],
    ['=1+1', '@x', -3],
    [null, undefined, '𠮷'],
  ]
  assert.equal(
    csvOf(['日期', 'n', 'm'], rows),
    '\uFEFF日期,n,m\r\n"a,b","say ""x""","two\r\nlines"\r\n\'=1+1,\'@x,-3\r\n,,𠮷\r\n',
  )
})
