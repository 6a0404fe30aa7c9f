import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { postgresBinaries } from '../../kernel/database/postgres-binaries.ts'
import { type Finding, failed, ok, warning } from './finding.ts'

const nodeMajor = 26
const gigabyte = 2 ** 30
const diskLeast = 1 * gigabyte
const diskComfortable = 5 * gigabyte
/** Before this day Yika did not exist: a clock that says so has lost its battery. */
const firstDayMs = Date.UTC(2026, 0, 1)

export function examineMachine(config: Config, nowMs: number): Finding[] {
  return [nodeFinding(process.versions.node), clockFinding(nowMs), ...dataFindings(config), ...binaryFindings(config)]
}

export function nodeFinding(version: string): Finding {
  return Number(version.split('.')[0]) >= nodeMajor
    ? ok(`Node.js ${version}`)
    : failed(
        `Node.js ${version} is older than ${nodeMajor}.`,
        'Run it through npm ("npx yika …"), which brings its own Node.js.',
      )
}

function clockFinding(nowMs: number): Finding {
  const shown = new Date(nowMs).toISOString()
  return nowMs > firstDayMs
    ? ok(`Clock: ${shown}`)
    : failed(`The clock says ${shown}.`, 'Set it, and keep it set by a time service.')
}

function dataFindings({ dataDirectory }: Config): Finding[] {
  const exists = existsSync(dataDirectory)
  let at = dataDirectory
  while (!existsSync(at)) at = path.dirname(at)
  return [
    isWritable(at)
      ? ok(`Data directory ${dataDirectory}${exists ? '' : ': will be made at the first start'}`)
      : failed(`${at} cannot be written.`, 'Give it to the user who runs Yika, or name another with YIKA_DATA_DIR.'),
    ...rightsFindings(path.join(dataDirectory, 'postgres.password')),
    diskFinding(at),
  ]
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK)
    return statSync(directory).isDirectory()
  } catch {
    return false
  }
}

/** A secret that others can read is none. */
function rightsFindings(file: string): Finding[] {
  if (process.platform === 'win32' || !existsSync(file)) return []
  return (statSync(file).mode & 0o077) === 0
    ? [ok(`${file} belongs to its owner alone`)]
    : [failed(`${file} can be read by others.`, `chmod go= ${file}`)]
}

function diskFinding(directory: string): Finding {
  const { bavail, bsize } = statfsSync(directory)
  const free = bavail * bsize
  const shown = `${(free / gigabyte).toFixed(1)} GB are free in ${directory}`
  if (free >= diskComfortable) return ok(shown)
  const remedy = 'Make room or move the data: a full disk stops the database.'
  return free >= diskLeast ? warning(shown, remedy) : failed(shown, remedy)
}

function binaryFindings({ databaseUrl }: Config): Finding[] {
  if (databaseUrl !== undefined) return []
  try {
    const version = execFileSync(postgresBinaries().postgres, ['--version'], { encoding: 'utf8' })
    return [ok(`Embedded PostgreSQL: ${version.trim()}`)]
  } catch (error) {
    return [failed((error as Error).message, 'Run "npm ci" again, with optional packages.')]
  }
}
