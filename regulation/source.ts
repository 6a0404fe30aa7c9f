import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** A file of the repository as text; nothing here needs a compiler. */
export interface Source {
  readonly path: string
  readonly text: string
}

export interface OperationText {
  readonly name: string
  readonly chapter: string
  readonly points: readonly string[]
}

export const isTest = (path: string) => path.endsWith('.test.ts')
/** `schema.ts` of a chapter, and those of its parts: `<part>-schema.ts`. */
export const isSchema = (path: string) => /^(?:[a-z-]+-)?schema\.ts$/.test(basename(path))
export const unique = (values: readonly string[]) => [...new Set(values)].sort()

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

export const pointsIn = (text: string) => unique([...text.matchAll(/\bM\d{1,2}\.\d{1,2}\b/g)].map(([id]) => id))

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
    const chapter = /\bchapter:\s*'([a-z-]+)'/.exec(text.slice(start.index, next))?.[1] ?? ''
    return { name: start[1] ?? '', chapter, points: citedPoints({ path: 'schema.ts', text: own }) }
  })
}

export interface DecisionFile {
  readonly path: string
  /** Whether a test that names the point calls the decision. */
  calls(point: string): boolean
}

/** The articles with which docstrings begin: one, or several joined by commas and `and`. */
export function articlesOf(text: string): number[] {
  const heads = text.matchAll(/\/\*\*\s*(?:\*\s*)?Articles? (\d+(?:(?:, | and )\d+)*)/g)
  return [...heads].flatMap(([, list = '']) => (list.match(/\d+/g) ?? []).map(Number))
}

const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Each test with the points of its own title and of its suite. */
function testBodies(text: string): { text: string; points: readonly string[] }[] {
  let ofSuite: readonly string[] = []
  return text.split(/(?=\b(?:test|it|describe|suite)\()/).flatMap((body) => {
    const own = pointsIn(testTitles(body).join('\n'))
    if (!/^(?:describe|suite)\(/.test(body)) return [{ text: body, points: [...ofSuite, ...own] }]
    ofSuite = own
    return []
  })
}

/** Files with a docstring that begins with an article, and the tests that call them. */
export function decisionsIn(sources: readonly Source[]): DecisionFile[] {
  const bodies = sources
    .filter(({ path }) => isTest(path) && path.startsWith('core/'))
    .flatMap(({ text }) => testBodies(text))
  return sources
    .filter(({ path, text }) => path.startsWith('core/') && !isTest(path) && articlesOf(text).length > 0)
    .map(({ path, text }) => {
      const call = `${camelCase(basename(path, '.ts'))}(`
      const own = articlesOf(text).map((article) => `M${article}.`)
      return {
        path,
        calls: (point) =>
          own.some((article) => point.startsWith(article)) &&
          bodies.some((body) => body.points.includes(point) && body.text.includes(call)),
      }
    })
}
