import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { brokenCitations, coverageRows, coverageText, unprovenPoints } from '../regulation/coverage.ts'
import { type Measures, measures } from '../regulation/measures.ts'
import { citedPoints, operationsIn, readSources, type Source, testTitles } from '../regulation/source.ts'

/** Written in two pieces, so that the generator does not take the examples of this file for proofs. */
const [title, point] = ['test(', (id: string) => `M${id}`]

const law: Measures = {
  ...measures,
  parts: { books: { state: 'built', en: '' }, chip: { state: 'planned', en: '' } },
  articles: measures.articles
    .filter(({ number }) => number === 7)
    .map((article) => ({
      ...article,
      points: ['7.1', '7.2', '7.3'].map((id) => ({
        id: point(id),
        part: id === '7.2' ? 'chip' : 'books',
        en: `wish ${id}`,
        zh: `要求 ${id}`,
      })),
    })),
}

const rule: Source = {
  path: 'core/src/card/report-loss.ts',
  text: `/** Article 7 (${point('7.3')}): why. */\nexport const a = 1`,
}
const proof: Source = {
  path: 'core/src/card/report-loss.test.ts',
  text: `${title}'${point('7.3')}: it stops', () => {})`,
}
const schema: Source = {
  path: 'core/src/card/schema.ts',
  text: [
    "export const reportLoss = {\n  name: 'report-loss',\n  kind: 'command',\n  chapter: 'card',\n  article: 7,\n}",
    `/** The state (${point('7.1')}). */\nexport const cardStatus = {\n  name: 'card-status',\n  kind: 'query',\n  chapter: 'card',\n}`,
  ].join('\n\n'),
}
const rowOf = (id: string, sources: readonly Source[]) => {
  const row = coverageRows(law, sources).find((one) => one.point.id === point(id))
  assert.ok(row)
  return row
}

suite('M1.1: the coverage of the Measures', () => {
  test('a point is followed to its rule, its operation and its test', () => {
    const row = rowOf('7.3', [rule, proof, schema])
    assert.deepEqual(row.rules, [rule.path])
    assert.deepEqual(row.operations, ['card/report-loss'])
    assert.deepEqual(row.tests, [proof.path])
    assert.equal(row.state, 'covered')
  })

  test('a rule whose own test names the point needs no comment', () => {
    assert.deepEqual(rowOf('7.3', [{ ...rule, text: '' }, proof]).rules, [rule.path])
  })

  test('a test that stands elsewhere leads to the decisions of the article that it calls', () => {
    const silent = { ...rule, text: `/*${'* Article'} 7: why. */` }
    const body = "', () => reportLoss(card))"
    const elsewhere = (text: string) => rowOf('7.3', [silent, { path: 'core/src/card/loss.test.ts', text }]).rules
    assert.deepEqual(elsewhere(`${title}'${point('7.3')}${body}`), [rule.path])
    assert.deepEqual(elsewhere(`suite('${point('7.3')}', () => { ${title}'a${body} })`), [rule.path])
    assert.deepEqual(elsewhere(`${title}'${point('7.3')}', run)\n${title}'b${body}`), [])
  })

  test('a comment alone proves nothing', () => {
    assert.equal(rowOf('7.3', [rule, schema]).state, 'open')
    assert.equal(rowOf('7.3', [{ ...proof, text: `// ${point('7.3')}` }]).state, 'open')
  })

  test('a schema that carries the point names the operation beside it', () => {
    assert.deepEqual(rowOf('7.1', [schema]).operations, ['card/card-status'])
    assert.deepEqual(
      operationsIn(schema.text).map(({ name, points }) => [name, points]),
      [
        ['report-loss', []],
        ['card-status', [point('7.1')]],
      ],
    )
  })

  test('only a built part owes proofs, and a planned one is at most begun', () => {
    assert.equal(rowOf('7.2', [{ ...proof, text: `${title}'${point('7.2')}: a piece', run)` }]).state, 'begun')
    assert.deepEqual(unprovenPoints(law, coverageRows(law, [proof])), [point('7.1')])
  })

  test('a citation that leads nowhere is found in rules, titles and migrations', () => {
    const wrong = [
      { path: 'core/src/a.ts', text: `/** ${point('7.99')} */` },
      { path: 'core/src/a.test.ts', text: `${title}'${point('7.98')}: x', run)` },
      { path: 'server/migrations/0001-a.sql', text: `comment on table a is '${point('7.97')}'` },
      { path: 'core/src/b.ts', text: `/*${'* Article'} 19: no. */` },
    ]
    assert.equal(brokenCitations(law, wrong).length, 4)
    assert.deepEqual(brokenCitations(law, [rule, proof, schema]), [])
  })

  test('comments and titles are told from code', () => {
    const text = `const a = '${point('7.1')}' // ${point('7.2')}\n/* ${point('7.3')} */`
    assert.deepEqual(citedPoints({ path: 'a.ts', text }), [point('7.2'), point('7.3')])
    assert.deepEqual(
      testTitles("suite('a', () => {\n  test('b\\'s', t => t.test(`c`, run))\n  it.skip(\"d\", run)\n})"),
      ['a', "b\\'s", 'c', 'd'],
    )
  })

  test('every point has exactly one row in the table', () => {
    const rows = coverageRows(measures, readSources())
    const points = measures.articles.flatMap((article) => article.points.map(({ id }) => id))
    const text = coverageText(measures, rows)
    const printed = [...text.matchAll(/^\| (M\d+\.\d+) \|/gm)].map(([, id]) => id)
    assert.deepEqual(printed, points)
  })

  test('no citation in this repository leads nowhere', () => {
    assert.deepEqual(brokenCitations(measures, readSources()), [])
  })

  test('every point of a built part is proved by a test', () => {
    assert.deepEqual(unprovenPoints(measures, coverageRows(measures, readSources())), [])
  })
})
