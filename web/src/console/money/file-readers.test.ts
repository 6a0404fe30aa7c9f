import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { lackingColumns, readBenefitFile } from './benefit-file.ts'
import { missingColumns, readItems } from './item-file.ts'

const file = (heading: readonly string[], ...rows: readonly (readonly string[])[]) => ({
  ...{ name: 'file.csv', digest: 'd', heading },
  rows: rows.map((cells, place) => ({ line: place + 2, cells })),
})

suite('files of money as the browser reads them', () => {
  test('M13.3: a file of benefits: every line has the number of its place, one that cannot be read costs only itself', () => {
    const read = readBenefitFile(
      file(
        ['序号', '身份证号', '金额', '备注'],
        ['1', 'A1', '1,234.50', ''],
        ['2', 'A2', '12.345', ''],
        ['3', 'A3', '0.1', '冬季'],
      ),
    )
    assert.deepEqual(read.lines, [
      { lineNumber: 1, number: 'A1', amount: 123_450 },
      { lineNumber: 3, number: 'A3', amount: 10, note: '冬季' },
    ])
    assert.deepEqual([read.fen, read.faults.map(({ line, column }) => [line, column])], [123_460, [[3, '金额']]])
    assert.deepEqual(lackingColumns(file(['姓名', '金额'])), ['公民身份号码'])
    assert.deepEqual(lackingColumns(file(['身份证号'])), ['金额'])
  })

  test('M12.6: a file of the catalogue: words of either language, and the column that is wrong', () => {
    const heading = ['编码', '生效日期', '种类', '名称', '类别', '先自付比例（%）', '单价限额（元）', '依据']
    const read = readItems(
      file(
        heading,
        ['x1', '2027-01-01', '药品', '甲药', '乙', '12.5%', '25.5', 'test'],
        ['x2', '2027-01-01', 'drug', '乙药', 'A', '', '', 'test'],
        ['x3', '2027-02-30', 'drug', '丙药', 'A', '', '', 'test'],
        ['x4', '2027-01-01', 'drug', '丁药', 'B', '12.55', '', 'test'],
      ),
    )
    assert.deepEqual(
      read.map(({ code, wrong, item }) => [code, wrong, item?.class, item?.ownPerMille, item?.ceiling]),
      [
        ['X1', undefined, 'B', 125, 2550],
        ['X2', undefined, 'A', 0, null],
        ['x3', 'from', undefined, undefined, undefined],
        ['x4', 'own', undefined, undefined, undefined],
      ],
    )
    assert.deepEqual(missingColumns(file(['编码', 'from', 'kind', 'name', 'class'])), ['依据'])
  })
})
