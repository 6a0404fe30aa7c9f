import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A sign-in of the sample city, as the server prints it at every start. */
export interface PrintedSignIn {
  readonly userName: string
  readonly password: string
  readonly totpSecret: string
}

export interface Ready {
  readonly url: string
  /** From the start of the process to the word that it is ready. */
  readonly seconds: number
  /** By role. */
  readonly signIns: ReadonlyMap<string, PrintedSignIn>
}

/** The server as its users start it: a process of its own on a data directory. */
export interface Serving {
  readonly pid: number
  /** Rejects when the process ends before it is ready. */
  readonly ready: Promise<Ready>
  /** With its exit code; null when a signal ended it. */
  readonly gone: Promise<number | null>
  /** As a service manager does it. */
  stop(): Promise<number | null>
}

const program = path.join(import.meta.dirname, '../../server/src/cli/yika.ts')

/** `yika serve` with these settings and no others. */
export function startServing(settings: Readonly<Record<`YIKA_${string}`, string>>): Serving {
  const inherited = Object.entries(process.env).filter(([name]) => !/^YIKA_|^DATABASE_URL$/.test(name))
  const began = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=FSTDEP023', program, 'serve'], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Should the benchmark be ended itself, nothing of it stays behind.
  const endWithUs = () => child.kill('SIGTERM')
  process.once('exit', endWithUs)
  const gone = once(child, 'exit').then(([code]) => {
    process.off('exit', endWithUs)
    return code as number | null
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000)
  })
  const ready = new Promise<Ready>((resolve, reject) => {
    const signIns = new Map<string, PrintedSignIn>()
    createInterface(child.stdout).on('line', (line) => {
      const [, role, userName, password, totpSecret] =
        /^\s+(\S+)\s+user (\S+)\s+password "([^"]+)"\s+authenticator (\w+)/.exec(line) ?? []
      if (role && userName && password && totpSecret) signIns.set(role, { userName, password, totpSecret })
      const url = /is ready after [\d.]+ s: (\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve({ url, seconds: (performance.now() - began) / 1000, signIns })
    })
    gone.then(() => reject(new Error(`The server ended before it was ready:\n${errors}`)))
  })
  // Whoever kills it before it is ready does not wait for that.
  ready.catch(() => {})
  return {
    pid: child.pid as number,
    ready,
    gone,
    async stop() {
      child.kill('SIGTERM')
      return gone
    },
  }
}

/** Where the owner of the tables signs in to the embedded PostgreSQL of a data directory, as long as it runs. */
export function ownerUrlOf(dataDirectory: string): string {
  const password = readFileSync(path.join(dataDirectory, 'postgres.password'), 'utf8').trim()
  const port = readFileSync(path.join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  return `postgres://yika:${password}@127.0.0.1:${port}/yika`
}

/** A port that stays the same over many starts, so that tokens and clients find the server again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
