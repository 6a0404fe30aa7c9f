import { basename, dirname, join } from 'node:path/posix'

/** A file as text; imports are read from the text, so that type imports count like all others. */
export interface File {
  readonly path: string
  readonly text: string
}

/** Room → rooms it may import, in the order of the table. */
export type Arrows = ReadonlyMap<string, readonly string[]>

/** Places where a word that is forbidden elsewhere is at home, each with its reason. */
export type Exceptions = Readonly<Record<string, string>>

const drawers = new Set(['utils', 'helpers', 'common', 'lib', 'types', 'interfaces', 'services', 'managers'])
const mayUse: Readonly<Record<string, readonly string[]>> = {
  core: [],
  chip: [],
  server: ['core', 'chip'],
  web: ['core'],
}
/** The command line stands above all rooms, like the files directly under `src`. */
const aboveAllRooms = new Set(['server/cli'])

const isTest = (path: string) => path.endsWith('.test.ts') || /^\w+\/test\//.test(path)
const workspaceOf = (path: string) => path.split('/')[0] ?? ''
const isPure = (path: string) =>
  ['core', 'chip'].includes(workspaceOf(path)) && !isTest(path) && !path.startsWith('chip/src/node/')

/** Strings stay as they are, comments go. */
export function withoutComments(text: string): string {
  const token = /(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|\/\*[\s\S]*?\*\/|\/\/.*$/gm
  return text.replace(token, (found) => (found.startsWith('/') ? '' : found))
}

export function importsOf({ text }: File): string[] {
  const code = withoutComments(text)
  const written = code.matchAll(/^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm)
  const dynamic = code.matchAll(/\bimport\(\s*(['"`]?)([^'"`)]*)\1/g)
  return [...written, ...dynamic].map(([, quote, name = '']) => (quote ? name : `(computed) ${name}`))
}

/** The table of ARCHITECTURE.md: the drawing is the rule. */
export function readArrows(markdown: string): Arrows {
  const rows = markdown.matchAll(/^\| *((?:core|chip|server|web)(?:\/[a-z-]+)?) *\|([^|]*)\|$/gm)
  return new Map([...rows].map(([, room = '', cells = '']) => [room, cells.match(/[a-z]+(?:\/[a-z-]+)?/g) ?? []]))
}

export function arrowProblems(arrows: Arrows): string[] {
  const rooms = [...arrows.keys()]
  return [...arrows].flatMap(([room, targets]) =>
    targets
      .filter((target) => !rooms.slice(0, rooms.indexOf(room)).includes(target))
      .map((target) => `${room} names ${target}, which is not above it in the table`),
  )
}

function roomOf(path: string): string {
  const [workspace = '', src, room, ...below] = path.split('/')
  return src === 'src' && below.length > 0 ? `${workspace}/${room}` : workspace
}

function resolveInside(from: string, name: string): string {
  const foreign = /^@yika\/([a-z]+)\/(.*)$/.exec(name)
  return foreign ? `${foreign[1]}/src/${foreign[2]}` : join(dirname(from), name)
}

const isOurs = (name: string) => name.startsWith('.') || name.startsWith('@yika/')

/** Which import of a file leads to a room or a workspace that its row does not name. */
export function roomProblems(arrows: Arrows, file: File): string[] {
  const room = roomOf(file.path)
  const own = workspaceOf(file.path)
  const free = room === own || aboveAllRooms.has(room)
  const unlisted = !free && !arrows.has(room) && !isTest(file.path)
  if (unlisted) return [`${file.path}: the room ${room} is not in the table`]
  return importsOf(file).flatMap((name) => {
    if (name.startsWith('(computed)')) return [`${file.path} hides an import: ${name}`]
    if (!isOurs(name)) return []
    const target = resolveInside(file.path, name)
    const workspace = workspaceOf(target)
    const no = [`${file.path} may not import ${target}`]
    if (workspace === 'vectors') return isTest(file.path) ? [] : no
    if (workspace !== own) return mayUse[own]?.includes(workspace) && name.startsWith('@') ? [] : no
    if (!name.startsWith('.')) return no
    const to = roomOf(target)
    const allowed = isTest(file.path) || free || to === room || arrows.get(room)?.includes(to)
    return allowed ? [] : no
  })
}

/** Packages must be declared by the workspace; tests may also use the development packages of the root. */
export function packageProblems(declared: readonly string[], forTests: readonly string[], file: File): string[] {
  return importsOf(file).flatMap((name) => {
    if (isOurs(name) || name.startsWith('(')) return []
    if (name.startsWith('node:')) return isPure(file.path) ? [`${file.path}: ${name} does not exist here`] : []
    const wanted = name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/')
    const known = declared.includes(wanted) || (isTest(file.path) && forTests.includes(wanted))
    return known ? [] : [`${file.path}: the package ${wanted} is not declared`]
  })
}

/** The first circle of every file that lies on one, written as a path. */
export function circles(files: readonly File[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter(isOurs)
        .map((name) => resolveInside(file.path, name)),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (done.has(path) || trail.includes(path)) return
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) walk(path, [])
  return found
}

export function shapeProblems({ path, text }: File): string[] {
  const drawer = dirname(path)
    .split('/')
    .find((folder) => drawers.has(folder))
  const statements = withoutComments(text).replace(/^(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])[^'"]+\1;?/gm, '')
  const barrel = /^index\.tsx?$/.test(basename(path)) || (statements.trim() === '' && /^export\b/m.test(text))
  return [
    ...(drawer === undefined ? [] : [`${path} lies in a drawer: ${drawer}`]),
    ...(barrel ? [`${path} is a barrel: import from the file that defines the thing`] : []),
  ]
}

/** Time and chance come in as values: the pure grounds have neither clock nor dice nor console. */
export function impurities({ path, text }: File): string[] {
  if (!isPure(path)) return []
  const found = withoutComments(text).match(/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bconsole\b|\bprocess\./g)
  return (found ?? []).map((word) => `${path} uses ${word}`)
}

/** A word that belongs to a few places only; `allowed` names them by file or folder. */
export function misplaced(word: RegExp, allowed: Exceptions, { path, text }: File): string[] {
  const excused = Object.keys(allowed).some((place) => path === place || path.startsWith(`${place}/`))
  const found = excused ? null : withoutComments(text).match(word)
  return found ? [`${path} uses ${found[0]}`] : []
}
