import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface RunningCity {
  readonly url: string
  /** Everything that the story leaves on disk: the data of the server, and files beside it. */
  readonly folder: string
  /** What the server has said last, for a story that broke. */
  lastWords(): string
  /** Ends the server, lets the work be done on its data, and starts it again. */
  whileDown(work: () => Promise<void>): Promise<void>
  /** Starts the server again so many minutes later; this process and all that it starts keep that clock from then on. */
  liveLater(minutes: number): Promise<void>
  /** A word of the command line, on the data of this city. */
  command(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }>
  /** Ends the server cleanly and answers its exit code; the folder goes with it unless it is to be kept. */
  close(): Promise<number | null>
}

const yika = new URL('../../server/src/cli/yika.ts', import.meta.url).pathname
const later = new URL('later.ts', import.meta.url)
const patienceMs = 120_000
const wordsKept = 40

/** The platform as everybody starts it, in a process of its own, on an empty data directory, with a small sample city. */
export async function startCity(options: {
  readonly samplePeople: number
  readonly keep: boolean
}): Promise<RunningCity> {
  const folder = await mkdtemp(join(tmpdir(), 'yika-story-'))
  const environment = {
    ...withoutSettings(process.env),
    YIKA_DATA_DIR: join(folder, 'data'),
    YIKA_PORT: '0',
    YIKA_SAMPLE_PEOPLE: String(options.samplePeople),
    YIKA_SIMULATE: 'no',
  }
  const goAway = async (): Promise<void> => {
    if (!options.keep) await rm(folder, { recursive: true, force: true })
  }
  let program = [yika]
  let moves = 0
  const started = () =>
    startServer(program, environment).catch(async (error) => {
      await goAway()
      throw error
    })
  let server = await started()
  // Started again it is found where it was.
  environment.YIKA_PORT = new URL(server.url).port
  const whileDown = async (work: () => Promise<void>): Promise<void> => {
    const code = await server.end()
    if (code !== 0) throw new Error(`the server ended with ${code}`)
    await work()
    server = await started()
  }
  return {
    folder,
    get url() {
      return server.url
    },
    lastWords: () => server.lastWords(),
    whileDown,
    liveLater: (minutes) =>
      whileDown(async () => {
        moves += 1
        // The number of the move makes it another module, so that the same step counts twice.
        const { href } = new URL(`?minutes=${minutes}&move=${moves}`, later)
        await import(href)
        program = ['--import', href, ...program]
      }),
    command: (...words) => run([...program, ...words], environment),
    async close() {
      const code = await server.end()
      await goAway()
      return code
    },
  }
}

interface Server {
  readonly url: string
  lastWords(): string
  end(): Promise<number | null>
}

async function startServer(program: readonly string[], environment: NodeJS.ProcessEnv): Promise<Server> {
  const server = spawn(process.execPath, [...program, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const words: string[] = []
  const hear = (line: string): void => {
    words.push(line)
    if (words.length > wordsKept) words.shift()
  }
  const exited = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)))
  try {
    createInterface({ input: server.stderr }).on('line', hear)
    const url = await readyAddress(server, hear)
    const ready = await fetch(`${url}/readyz`)
    if (!ready.ok) throw new Error(`the server says that it is ready, /readyz does not: ${ready.status}`)
    return { url, lastWords: () => words.join('\n'), end: () => end(server, exited) }
  } catch (error) {
    await end(server, exited)
    throw new Error(`the server did not start: ${String(error)}\n${words.join('\n')}`)
  }
}

function run(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const options = { env: environment, timeout: patienceMs }
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    execFile(process.execPath, words, options, (error, said, complaints) =>
      resolve({
        code: error === null ? 0 : typeof error.code === 'number' ? error.code : null,
        said: said + complaints,
      }),
    ),
  )
}

/** The address stands in the line that says that the platform is ready; with port 0 nobody else knows it. */
async function readyAddress(server: ChildProcess, hear: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready within ${patienceMs / 1000} s`)), patienceMs)
    server.once('exit', (code) => reject(new Error(`ended with ${code}`)))
    createInterface({ input: server.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      hear(line)
      const address = /ready after .*: (http:\/\/\S+)$/.exec(line)?.[1]
      if (address === undefined) return
      clearTimeout(late)
      resolve(address)
    })
  })
}

async function end(server: ChildProcess, exited: Promise<number | null>): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  server.kill('SIGTERM')
  const late = setTimeout(() => server.kill('SIGKILL'), patienceMs / 4)
  const code = await exited
  clearTimeout(late)
  return code
}

/** The story plays on its own database, whatever the shell is set to. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('YIKA_') && name !== 'DATABASE_URL'),
  )
}
