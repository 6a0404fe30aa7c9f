import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** The server as its users start it, in a process of its own that a test may kill. */
export interface ServingCity {
  readonly url: string
  readonly directory: string
  /** SIGKILL, and a start on the same data at the same address. */
  killAndRestart(): Promise<void>
}

const program = path.join(import.meta.dirname, '../src/cli/yika.ts')

/** `yika serve` on an empty data directory with a sample city and its simulated parties. */
export async function servingCity(
  ending: { after(end: () => Promise<void>): void },
  people: number,
): Promise<ServingCity> {
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-city-'))
  const settings = { YIKA_DATA_DIR: path.join(directory, 'data'), YIKA_SAMPLE_PEOPLE: String(people) }
  let server: ChildProcess | undefined
  ending.after(async () => {
    if (server !== undefined) await end(server, 'SIGTERM')
    await rm(directory, { recursive: true, force: true })
  })
  async function start(port: string): Promise<string> {
    const child = spawn(process.execPath, [program, 'serve'], {
      env: { ...environment(), ...settings, YIKA_PORT: port },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server = child
    return readyAddress(child)
  }
  const url = await start('0')
  return {
    url,
    directory,
    async killAndRestart() {
      if (server !== undefined) await end(server, 'SIGKILL')
      await start(new URL(url).port)
    },
  }
}

/** What runs beside the server: `yika` with these words, and what it has said when it is over. */
export function yikaProcess(words: readonly string[]): {
  readonly child: ChildProcess
  readonly over: Promise<{ readonly code: number | null; readonly said: string }>
} {
  const child = spawn(process.execPath, [program, ...words], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void said.push(text))
  // `close` comes after the last word, `exit` may come before it.
  return { child, over: once(child, 'close').then(([code]) => ({ code: code as number | null, said: said.join('') })) }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('YIKA_') && name !== 'DATABASE_URL'),
  )
}

async function readyAddress(child: ChildProcess): Promise<string> {
  const said: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void said.push(text))
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line)
      const url = /ready after .*: (http:\/\/\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code}\n${said.join('\n')}`)
  })
  ended.catch(() => {})
  return Promise.race([address, ended])
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}
