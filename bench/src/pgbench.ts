import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface PgbenchRun {
  readonly transactionsPerSecond: number
  readonly transactions: number
}

/**
 * Runs a script with pgbench (Debian: postgresql-contrib) against the database of the benchmark; null when pgbench is not
 * on this machine. Each script is one transaction.
 */
export async function pgbench(
  url: string,
  script: string,
  options: { readonly clients: number; readonly seconds: number; readonly define?: Readonly<Record<string, number>> },
): Promise<PgbenchRun | null> {
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-bench-'))
  try {
    const file = path.join(directory, 'script.sql')
    await writeFile(file, script)
    const address = new URL(url)
    const { stdout } = await run(
      'pgbench',
      [
        '-n',
        ...Object.entries(options.define ?? {}).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        '-M',
        'prepared',
        '-c',
        String(options.clients),
        '-j',
        '2',
        '-T',
        String(options.seconds),
        '-f',
        file,
        '-h',
        address.hostname,
        '-p',
        address.port || '5432',
        '-U',
        decodeURIComponent(address.username),
        address.pathname.slice(1),
      ],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(address.password) } },
    )
    const rate = /tps = ([\d.]+)/.exec(stdout)?.[1]
    const count = /number of transactions actually processed: (\d+)/.exec(stdout)?.[1]
    if (rate === undefined || count === undefined) throw new Error(`pgbench said:\n${stdout}`)
    return { transactionsPerSecond: Number(rate), transactions: Number(count) }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
