import { rm } from 'node:fs/promises'
import { type Column, type Heading, isLine, type Line, readLine } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { csvRows } from './csv-rows.ts'
import { type ErrorFile, errorFilePath, openErrorFile } from './error-file.ts'
import { type Examined, examineFile } from './examine-file.ts'
import { type Progress, progressFilePath, readProgress, removeProgress, writeProgress } from './progress-file.ts'
import { readHeading } from './read-heading.ts'
import { seenNumbers } from './seen-numbers.ts'
import type { RowGroup } from './sheet-row.ts'
import { xlsxRows } from './xlsx-rows.ts'

/** A line on its way, with the line of the file that said its number before it, where there is one. */
export interface ImportLine extends Line {
  readonly double: number | undefined
}

/**
 * One way through the file: takes a group of lines into the books and answers what was wrong with which. It must be safe
 * to run again with the same lines.
 */
export type Pass = (lines: readonly ImportLine[], heading: Heading) => Promise<readonly LineFault[]>

export interface ImportKind {
  readonly columns: readonly Column[]
  /** The column that no two lines of the file may share. */
  readonly unique: string
  /** The passes over the file that its heading calls for; lines that cannot be read are reported in the first. */
  passes(heading: Heading, fingerprint: string): readonly Pass[]
}

export interface ImportOptions {
  readonly file: string
  readonly kind: ImportKind
  hash(data: Uint8Array): Buffer
  /** A dry run leaves no progress behind and takes none up. */
  readonly dryRun: boolean
  /** Takes up nothing either, though there is something to take up. */
  readonly restart: boolean
  /** Stops after the groups that are on their way. */
  readonly signal: AbortSignal
  show(share: number, lines: number): void
}

export interface ImportSummary {
  readonly lines: number
  readonly taken: number
  /** Entries of the error file. */
  readonly faults: number
  readonly errorFile: string | null
  readonly resumedAfter: number
  readonly interrupted: boolean
}

/** Lines of one group; a group begins at the same line however often the import is run. */
export const groupSize = 1024
/** While one group is in the database, the next is read and sealed. */
const groupsInFlight = 2

/** Brings a file in, group by group, in memory that does not grow with the file. */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const { file, dryRun, restart, signal } = options
  const examined = await examineFile(file, options.hash)
  const progressPath = progressFilePath(file)
  const found = dryRun || restart ? undefined : await readProgress(progressPath, examined.fingerprint)
  const start: Progress = found ?? {
    fingerprint: examined.fingerprint,
    pass: 0,
    record: 0,
    taken: 0,
    refused: 0,
    errorBytes: 0,
  }
  const errors = await openErrorFile(errorFilePath(file), start.errorBytes)
  let progress = start
  let lines = 0
  try {
    for (let pass = start.pass, passes = 1; pass < passes && !signal.aborted; pass += 1) {
      if (pass > progress.pass) progress = { ...progress, pass, record: 0 }
      const walk = new Walk(options, examined, errors, progress, (next) =>
        dryRun ? Promise.resolve() : writeProgress(progressPath, next),
      )
      passes = await walk.run(pass)
      progress = walk.progress
      lines = Math.max(lines, walk.lines)
    }
  } finally {
    await errors.close()
  }
  const interrupted = signal.aborted
  if (!interrupted && !dryRun) await removeProgress(progressPath)
  if (progress.refused === 0 && !interrupted) await rm(errors.path, { force: true })
  return {
    lines,
    taken: progress.taken,
    faults: progress.refused,
    errorFile: progress.refused === 0 ? null : errors.path,
    resumedAfter: start.record,
    interrupted,
  }
}

/** One walk through the file. */
class Walk {
  progress: Progress
  lines = 0
  private readonly options: ImportOptions
  private readonly examined: Examined
  private readonly errors: ErrorFile
  private readonly keep: (progress: Progress) => Promise<void>
  private readonly inFlight: Promise<void>[] = []
  private settled: Promise<void> = Promise.resolve()

  constructor(
    options: ImportOptions,
    examined: Examined,
    errors: ErrorFile,
    progress: Progress,
    keep: (progress: Progress) => Promise<void>,
  ) {
    this.options = options
    this.examined = examined
    this.errors = errors
    this.progress = progress
    this.keep = keep
  }

  /** Answers how many passes the file needs in all. */
  async run(pass: number): Promise<number> {
    const { file, kind, signal, show } = this.options
    const seen = seenNumbers()
    const from = this.progress.record
    let heading: Heading | undefined
    let passes: readonly Pass[] = []
    let group: (ImportLine | LineFault)[] = []
    for await (const { rows, share } of rowsOf(file, this.examined)) {
      for (const row of rows) {
        if (heading === undefined) {
          heading = readHeading(file, row, kind.columns)
          passes = kind.passes(heading, this.examined.fingerprint)
          continue
        }
        this.lines += 1
        const line = readLine(heading, row, this.lines)
        const unique = isLine(line) ? line.words[kind.unique] : undefined
        const double = unique === undefined ? undefined : seen.before(unique, row.line)
        const entry = isLine(line) ? { ...line, double } : line
        if (this.lines <= from) continue
        group.push(entry)
        if (group.length < groupSize) continue
        await this.submit(group, heading, passes[pass] as Pass, pass)
        group = []
        if (signal.aborted) break
      }
      show((pass + share) / Math.max(1, passes.length), this.lines)
      if (signal.aborted) break
    }
    heading ??= readHeading(file, undefined, kind.columns)
    if (group.length > 0 && !signal.aborted) await this.submit(group, heading, passes[pass] as Pass, pass)
    await this.settled
    return passes.length
  }

  /** Groups run beside each other and are written down in their order. */
  private async submit(
    group: readonly (ImportLine | LineFault)[],
    heading: Heading,
    run: Pass,
    pass: number,
  ): Promise<void> {
    if (this.inFlight.length >= groupsInFlight) await this.inFlight.shift()
    const record = this.lines
    const unreadable = group.filter((entry): entry is LineFault => !isLine(entry as Line | LineFault))
    const faults = run(
      group.filter((entry): entry is ImportLine => isLine(entry as Line | LineFault)),
      heading,
    )
    const before = this.settled
    const settled = (async () => {
      const [found] = await Promise.all([faults, before])
      const all = [...(pass === 0 ? unreadable : []), ...found].sort((left, right) => left.line - right.line)
      await this.errors.write(all)
      this.progress = {
        ...this.progress,
        pass,
        record,
        taken: this.progress.taken + (pass === 0 ? group.length - new Set(all.map((fault) => fault.line)).size : 0),
        refused: this.progress.refused + all.length,
        errorBytes: this.errors.bytes,
      }
      await this.keep(this.progress)
    })()
    // Whoever waits next sees the failure; nobody may have waited yet.
    settled.catch(() => {})
    this.settled = settled
    this.inFlight.push(settled)
  }
}

function rowsOf(file: string, { form, bytes }: Examined): AsyncGenerator<RowGroup> {
  return form === 'xlsx' ? xlsxRows(file) : csvRows(file, form, bytes)
}
