import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../config.ts'
import { openPlatform } from '../../platform.ts'
import { UsageError } from '../cli-command.ts'
import { progressBar } from './progress-bar.ts'
import type { Books } from './residents.ts'
import { type ImportKind, type ImportSummary, runImport } from './run-import.ts'

export interface ImportArguments {
  readonly file: string
  readonly dryRun: boolean
  readonly restart: boolean
  readonly consent: string | undefined
  /** What this import alone asks for, by name. */
  readonly more: Readonly<Record<string, string | undefined>>
}

export const exitCodes = `Exit codes: 0 every line was taken, 1 some lines were not (see the error file), 2 the file or the command line cannot be
used, 130 interrupted: run the same command again to go on.`

/** What every import does the same way: arguments, platform, progress on a terminal, interruption, summary, exit code. */
export async function importCommand(
  args: readonly string[],
  help: string,
  kindOf: (books: Books, args: ImportArguments) => ImportKind,
  more: readonly string[] = [],
): Promise<number> {
  const read = readArguments(args, help, more)
  const platform = await openPlatform({ ...readConfig(process.env), report: (error) => console.error(error) })
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const bar = progressBar(process.stderr, () => performance.now())
  try {
    const summary = await runImport({
      file: read.file,
      kind: kindOf(platform, read),
      hash: (data) => platform.custodian.suite.hash(data),
      dryRun: read.dryRun,
      restart: read.restart,
      signal: stop.signal,
      show: bar.show,
    })
    bar.end()
    console.log(summaryText(summary, read.dryRun))
    return summary.interrupted ? 130 : summary.faults > 0 ? 1 : 0
  } finally {
    process.removeListener('SIGINT', interrupt)
    process.removeListener('SIGTERM', interrupt)
    await platform.close()
  }
}

function readArguments(args: readonly string[], help: string, more: readonly string[]): ImportArguments {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args, more)
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
  const { values, positionals } = parsed
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new UsageError(`Name one file.\n\n${help}`)
  const { 'dry-run': dryRun, restart, consent } = values
  const given = values as Readonly<Record<string, string | boolean | undefined>>
  const own = more.map((name) => [name, given[name] as string | undefined] as const)
  return { file: path.resolve(file), dryRun, restart, consent, more: Object.fromEntries(own) }
}

function parse(args: readonly string[], more: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      restart: { type: 'boolean', default: false },
      consent: { type: 'string' },
      ...Object.fromEntries(more.map((name) => [name, { type: 'string' as const }])),
    },
  })
}

function summaryText(summary: ImportSummary, dryRun: boolean): string {
  const { lines, taken, faults, errorFile, resumedAfter, interrupted } = summary
  return [
    ...(resumedAfter === 0 ? [] : [`Went on after line ${resumedAfter} of an earlier run.`]),
    `${lines} lines read, ${taken} ${dryRun ? 'would be taken' : 'taken'}, ${faults} entries in the error file.`,
    ...(errorFile === null ? [] : [`What was not taken and why: ${errorFile}`]),
    ...(interrupted ? ['Interrupted. Run the same command again to go on where it stopped.'] : []),
  ].join('\n')
}
