import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { generated } from '../docs/generated.ts'
import { type Measures, measures, type Point } from './measures.ts'

/** A file of the repository as text; nothing here needs a compiler. */
export interface Source {
  readonly path: string
  readonly text: string
}

export interface Row {
  readonly point: Point
  /** Files whose comments cite the point, and files whose own test names it. */
  readonly rules: readonly string[]
  readonly operations: readonly string[]
  readonly tests: readonly string[]
  readonly state: 'covered' | 'open'
}

interface OperationText {
  readonly name: string
  readonly chapter: string
  readonly points: readonly string[]
}

const isTest = (path: string) => path.endsWith('.test.ts')
const isSchema = (path: string) => basename(path) === 'schema.ts'
const unique = (values: readonly string[]) => [...new Set(values)].sort()

export function readSources(): Source[] {
  const found = globSync(
    ['{core,chip,server,web}/{src,test}/**/*.{ts,tsx}', 'server/migrations/*.sql', '{test,vectors,e2e}/**/*.ts'],
    { exclude: (path) => path.includes('node_modules') },
  )
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

const pointsIn = (text: string) => unique([...text.matchAll(/\bM\d{1,2}\.\d{1,2}\b/g)].map(([id]) => id))

/** Points cited in comments; in SQL the whole text counts, because `comment on` is where it is said. */
export function citedPoints({ path, text }: Source): string[] {
  if (path.endsWith('.sql')) return pointsIn(text)
  const comments = [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm)].map(([comment]) => comment)
  return pointsIn(comments.join('\n'))
}

/** Titles of `test`, `it`, `describe` and `suite`, also of a nested `t.test` and of `test.skip`. */
export function testTitles(text: string): string[] {
  const titles = text.matchAll(/\b(?:test|it|describe|suite)(?:\.\w+)?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)
  return [...titles].map(([, , title = '']) => title)
}

/** Operations of a schema; a point belongs to the operation whose declaration stands next to its comment. */
export function operationsIn(text: string): OperationText[] {
  const starts = [...text.matchAll(/\bname:\s*'([a-z0-9-]+)',(?=[\s\S]{0,200}?\bkind:\s*'(?:command|query|public)')/g)]
  return starts.map((start, index) => {
    const declared = text.lastIndexOf('export const', start.index)
    const before = text.lastIndexOf('\n\n', declared < 0 ? start.index : declared)
    const next = starts[index + 1]?.index ?? text.length
    const end = text.indexOf('\n\n', start.index)
    const own = text.slice(Math.max(before, 0), end < 0 ? next : Math.min(end, next))
    const chapter = /\bchapter:\s*'([a-z]+)'/.exec(text.slice(start.index, next))?.[1] ?? ''
    return { name: start[1] ?? '', chapter, points: citedPoints({ path: 'schema.ts', text: own }) }
  })
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
  const row = (point: Point): Row => {
    const naming = (list: readonly { path: string; points: readonly string[] }[]) =>
      list.filter(({ points }) => points.includes(point.id)).map(({ path }) => path)
    const tests = unique(naming(tested))
    const besideTests = tests
      .map((path) => path.replace(/(\.\w+)?\.test\.ts$/, '.ts'))
      .filter((path) => paths.has(path))
    const rules = unique([...naming(cited), ...besideTests])
    const decided = new Set(rules.map((path) => basename(path, '.ts')))
    const asked = operations.filter(({ name, points }) => points.includes(point.id) || decided.has(name))
    return {
      point,
      rules,
      operations: unique(asked.map(({ chapter, name }) => `${chapter}/${name}`)),
      tests,
      state: tests.length > 0 ? 'covered' : 'open',
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
    const cited = [...source.text.matchAll(/\/\*\* Articles? (\d+)/g)].map(([, number]) => Number(number))
    const wrong = cited.filter((number) => !articles.has(number)).map((number) => `Article ${number}`)
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
  const covered = (of: readonly Row[]) => `${of.filter(({ state }) => state === 'covered').length} of ${of.length}`
  const parts = Object.entries(law.parts).map(([part, { state, en }]) => {
    const own = rows.filter(({ point }) => point.part === part)
    return `| ${part} | ${en} | ${state} | ${covered(own)} |`
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
          `| ${point.id} | ${point.en}<br>${point.zh} | ${links(rules)} | ${operations.join('<br>') || '–'} | ${links(tests)} | ${
            state === 'covered' ? state : `open (${point.part})`
          } |`,
      ),
  ])
  return [
    '# Coverage of the Measures',
    '',
    `Generated by \`node regulation/coverage.ts --write\`; do not edit. ${law.measures.zh}, ${law.measures.en}; the wording is ours.`,
    '',
    `**${covered(rows)} points are covered**: a test names the point in its title. The others are open.`,
    '',
    '| part | what it is | state | covered |',
    '| --- | --- | --- | --- |',
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
