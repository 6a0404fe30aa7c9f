import { basename } from 'node:path'
import { generated } from '../docs/generated.ts'
import { type Measures, measures, type Point } from './measures.ts'
import {
  articlesOf,
  citedPoints,
  decisionsIn,
  isSchema,
  isTest,
  operationsIn,
  pointsIn,
  readSources,
  type Source,
  testTitles,
  unique,
} from './source.ts'

export interface Row {
  readonly point: Point
  /** Files whose comments cite the point, files whose own test names it, and decisions of its article that such a test calls. */
  readonly rules: readonly string[]
  readonly operations: readonly string[]
  readonly tests: readonly string[]
  /** A test names the point: `covered` in a part that is built; in a planned part only a piece of it is there, `begun`. */
  readonly state: 'covered' | 'begun' | 'open'
}

/** Article 1 (M1.1): every point of the Measures has its row: what carries it out, and which test proves it. */
export function coverageRows(law: Measures, sources: readonly Source[]): Row[] {
  const paths = new Set(sources.map(({ path }) => path))
  const tested = sources
    .filter(({ path }) => isTest(path))
    .map(({ path, text }) => ({ path, points: pointsIn(testTitles(text).join('\n')) }))
  const cited = sources
    .filter(({ path }) => !isTest(path) && !isSchema(path))
    .map((source) => ({ path: source.path, points: citedPoints(source) }))
  const operations = sources.filter(({ path }) => isSchema(path)).flatMap(({ text }) => operationsIn(text))
  const decisions = decisionsIn(sources)
  const isDecision = new Set(decisions.map(({ path }) => path))
  const row = (point: Point): Row => {
    const naming = (list: readonly { path: string; points: readonly string[] }[]) =>
      list.filter(({ points }) => points.includes(point.id)).map(({ path }) => path)
    const tests = unique(naming(tested))
    const beside = tests.map((path) => path.replace(/(\.\w+)?\.test\.ts$/, '.ts')).filter((path) => paths.has(path))
    const called = decisions.filter(({ calls }) => calls(point.id)).map(({ path }) => path)
    const rules = unique([...naming(cited), ...beside, ...called])
    const decided = new Set(rules.filter((path) => isDecision.has(path)).map((path) => basename(path, '.ts')))
    const asked = operations.filter(({ name, points }) => points.includes(point.id) || decided.has(name))
    return {
      point,
      rules,
      operations: unique(asked.map(({ chapter, name }) => `${chapter}/${name}`)),
      tests,
      state: tests.length === 0 ? 'open' : law.parts[point.part]?.state === 'built' ? 'covered' : 'begun',
    }
  }
  return law.articles.flatMap(({ points }) => points.map(row))
}

/** Citations that lead nowhere: points or articles that the Measures do not have. */
export function brokenCitations(law: Measures, sources: readonly Source[]): string[] {
  const known = new Set(law.articles.flatMap(({ points }) => points.map(({ id }) => id)))
  const articles = new Set(law.articles.map(({ number }) => number))
  return sources.flatMap((source) => {
    const titled = isTest(source.path) ? pointsIn(testTitles(source.text).join('\n')) : []
    const points = unique([...citedPoints(source), ...titled]).filter((id) => !known.has(id))
    const wrong = articlesOf(source.text)
      .filter((number) => !articles.has(number))
      .map((number) => `Article ${number}`)
    return [...points, ...wrong].map((citation) => `${source.path} cites ${citation}, which does not exist`)
  })
}

/** Points of a part that is declared built and that no test names. */
export function unprovenPoints(law: Measures, rows: readonly Row[]): string[] {
  return rows
    .filter(({ point, state }) => law.parts[point.part]?.state === 'built' && state === 'open')
    .map(({ point }) => point.id)
}

const links = (paths: readonly string[]) => paths.map((path) => `[${basename(path)}](../${path})`).join('<br>') || '–'

export function coverageText(law: Measures, rows: readonly Row[]): string {
  const count = (state: Row['state'], of: readonly Row[]) => of.filter((row) => row.state === state).length
  const parts = Object.entries(law.parts).map(([part, { state, en }]) => {
    const own = rows.filter(({ point }) => point.part === part)
    const counts = [count('covered', own), count('begun', own), count('open', own)]
    return `| ${part} | ${en} | ${state} | ${counts.join(' | ')} |`
  })
  const articles = law.articles.flatMap(({ number, title, summary, points }) => [
    '',
    `## Article ${number} ${title.zh} · ${title.en}`,
    '',
    summary.en,
    '',
    '| point | what it asks | rule | command or query | test | state |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows
      .filter(({ point }) => points.includes(point))
      .map(
        ({ point, rules, operations, tests, state }) =>
          `| ${point.id} | ${point.en}<br>${point.zh} | ${links(rules)} | ${operations.join('<br>') || '–'} | ${links(tests)} | ${state === 'covered' ? state : `${state} (${point.part})`} |`,
      ),
  ])
  return [
    '# Coverage of the Measures',
    '',
    `Generated by \`node regulation/coverage.ts --write\`; do not edit. ${law.measures.zh}, ${law.measures.en}; the wording is ours.`,
    '',
    `**${count('covered', rows)} of ${rows.length} points are covered**: their part is built and a test names them in its title. ` +
      `${count('begun', rows)} are begun: tests prove a piece, the rest belongs to a part that is planned. ${count('open', rows)} are open.`,
    '',
    '| part | what it is | state | covered | begun | open |',
    '| --- | --- | --- | --- | --- | --- |',
    ...parts,
    ...articles,
    '',
  ].join('\n')
}

if (import.meta.main) {
  const sources = readSources()
  const rows = coverageRows(measures, sources)
  for (const problem of brokenCitations(measures, sources)) {
    console.error(problem)
    process.exitCode = 1
  }
  generated(new URL('coverage.md', import.meta.url), coverageText(measures, rows))
}
