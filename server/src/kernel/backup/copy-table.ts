import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate as soon } from 'node:timers/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Transaction } from '../database/database.ts'
import { BackupUnusable } from './backup-unusable.ts'
import { type Digest, digesting } from './file-digest.ts'
import type { TableFile } from './manifest.ts'

export const tasksTable = 'pgboss.job'

/** One form of every value, whatever the server is set to. */
const plainForms = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
  set local bytea_output = 'hex'; set local timezone = 'UTC'`

export async function usePlainForms(tx: Transaction): Promise<void> {
  await tx.unsafe(plainForms).simple()
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ')
const tableName = (name: string): string => name.split('.').map(quoted).join('.')

const newline = 10

/** The text form of COPY has one line for each row, and no other line ends. */
function counting(count: (rows: number) => void) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      let rows = 0
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) rows += 1
      count(rows)
      yield chunk
    }
  }
}

/** Writes what the transaction sees of a table into a compressed file. */
export async function copyOut(
  tx: Transaction,
  directory: string,
  {
    name,
    columns,
    where = '',
  }: { readonly name: string; readonly columns: readonly string[]; readonly where?: string },
  progress: (rows: number) => void,
): Promise<TableFile> {
  const file = `${name}.copy.gz`
  let rows = 0
  let digest: Digest | undefined
  const source = await tx
    .unsafe(`copy (select ${listed(columns)} from ${tableName(name)} ${where}) to stdout`)
    .readable()
  await pipeline(
    source,
    counting((more) => {
      rows += more
      progress(more)
    }),
    createGzip(),
    digesting((told) => {
      digest = told
    }),
    createWriteStream(path.join(directory, file), { flags: 'wx', mode: 0o600, flush: true }),
  )
  // The driver halts its socket while the stream is full and goes on when more is asked for; of a stream that was full at its
  // end nobody asks again, and the connection would stand still for ever.
  source._read(0)
  return { name, columns, file, rows, ...(digest as Digest) }
}

/** Loads such a file and makes sure that all of it arrived. */
export async function copyIn(
  tx: Transaction,
  directory: string,
  { name, columns, file, rows }: TableFile,
  progress: (rows: number) => void,
): Promise<void> {
  const sink = await tx.unsafe(`copy ${tableName(name)} (${listed(columns)}) from stdin`).writable()
  const written = (chunk: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => sink.write(chunk, (error) => (error ? reject(error) : resolve())))
  sink.on('error', () => {}) // each write is told
  await pipeline(
    createReadStream(path.join(directory, file)),
    createGunzip(),
    counting(progress),
    async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) await written(chunk)
    },
  )
  sink.end()
  await soon()
  // The driver drops an error that comes with the end of a COPY; the next statement then finds the transaction aborted.
  const [row] = await tx.unsafe<{ count: number }[]>(`select count(*) as count from ${tableName(name)}`).catch(() => [])
  if (row === undefined) throw new BackupUnusable(`The rows of ${name} do not fit into its table.`)
  if (row.count !== rows)
    throw new BackupUnusable(`${name} has ${row.count} rows after loading and had ${rows} in the backup.`)
}
