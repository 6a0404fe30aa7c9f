import { type FileHandle, open } from 'node:fs/promises'
import { faultRemedy, faultText, type LineFault } from '@yika/core/holder/import/import-fault.ts'

const heading = ['line', 'column', 'code', '问题', '处理办法', 'problem', 'remedy', 'value']

/** The lines that were not taken, beside the file they came from; only its owner can read it. */
export interface ErrorFile {
  readonly path: string
  /** Bytes written so far: a resumed import cuts the file back to what its progress knows. */
  readonly bytes: number
  write(faults: readonly LineFault[]): Promise<void>
  close(): Promise<void>
}

export function errorFilePath(file: string): string {
  return `${file}.errors.csv`
}

/** Goes on after `bytes`, or begins anew. */
export async function openErrorFile(path: string, bytes: number): Promise<ErrorFile> {
  const handle = await open(path, bytes === 0 ? 'w' : 'r+', 0o600)
  await handle.truncate(bytes)
  const file = errorFileOn(path, handle, bytes)
  if (bytes === 0) await file.writeText(`\uFEFF${row(heading)}`)
  return file
}

function errorFileOn(path: string, handle: FileHandle, start: number) {
  let bytes = start
  return {
    path,
    get bytes() {
      return bytes
    },
    async writeText(text: string): Promise<void> {
      const buffer = Buffer.from(text)
      await handle.write(buffer, 0, buffer.length, bytes)
      bytes += buffer.length
    },
    async write(faults: readonly LineFault[]): Promise<void> {
      if (faults.length === 0) return
      await this.writeText(faults.map((fault) => row(cellsOf(fault))).join(''))
    },
    close: () => handle.close(),
  }
}

function cellsOf(fault: LineFault): readonly string[] {
  return [
    String(fault.line),
    fault.column ?? '',
    fault.code,
    faultText(fault, 'zh'),
    faultRemedy(fault, 'zh'),
    faultText(fault, 'en'),
    faultRemedy(fault, 'en'),
    fault.value ?? '',
  ]
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`
}

/** Spreadsheet programs run what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
