import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { errorReport } from '../src/error-report.ts'
import { openFirstTime, sampleSeed } from '../src/first-start.ts'
import type { HttpLimits } from '../src/http-limits.ts'
import type { Problem } from '../src/kernel/problem.ts'
import { sampleCity } from '../src/sample/sample-city.ts'
import type { SamplePerson } from '../src/sample/sample-person.ts'
import { type RunningServer, startServer } from '../src/server.ts'
import { createSignInClient } from '../src/simulator/sign-in-client.ts'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** The text as it came. */
  readonly text: string
  /** The answer, or the problem, as an object. */
  readonly body: Problem & Record<string, unknown>
}

export interface TestServer {
  readonly server: RunningServer
  /** Where it keeps its data, and its custody under `custody`. */
  readonly directory: string
  readonly url: string
  /** The sample people whom the first start loaded, in order. */
  readonly people: readonly SamplePerson[]
  /** Everything that was logged so far. */
  logged(): string
  /** How a demonstration account signs in. */
  account(role: string): { readonly userName: string; readonly password: string; readonly totpSecret: string }
  /** The token of a demonstration account; one sign-in per role. */
  staff(role: string): Promise<string>
  citizen(person: SamplePerson): Promise<string>
  /** Calls an operation with a fresh key, or whatever else `request` says. */
  call(operation: Operation, token: string | undefined, input: unknown, request?: RequestInit): Promise<Answered>
  send(path: string, request?: RequestInit): Promise<Answered>
}

export interface TestServerOptions {
  readonly people?: number
  readonly publicUrl?: string
  readonly limits?: HttpLimits
  readonly simulate?: boolean
}

/**
 * The real server as everybody starts it: with its embedded PostgreSQL, sign-in, pages and a small sample city. The cluster that other tests
 * share forgets on a power failure, and the server refuses that.
 */
export async function testServer(
  ending: { after(end: () => Promise<void>): void },
  options: TestServerOptions = {},
): Promise<TestServer> {
  const { people = 60, publicUrl, limits, simulate = false } = options
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-server-'))
  const lines: string[] = []
  const said: string[] = []
  const logTo = { write: (line: string) => void lines.push(line) }
  const server = await startServer(
    {
      dataDirectory: directory,
      databaseUrl: undefined,
      custodyDirectory: path.join(directory, 'custody'),
      host: '127.0.0.1',
      port: 0,
      publicUrl,
      suite: 'sm',
      samplePeople: people,
      simulate,
      logLevel: 'debug',
      logTo,
      ...(limits === undefined ? {} : { limits }),
    },
    errorReport('debug', logTo),
    (platform) => openFirstTime(platform, { samplePeople: people }, (line) => void said.push(line)),
  )
  ending.after(async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  })
  const { port } = server.http.server.address() as { port: number }
  const url = `http://127.0.0.1:${port}`
  const client = createSignInClient(url)
  const tokens = new Map<string, Promise<string>>()
  const once = (name: string, signIn: () => Promise<string>): Promise<string> => {
    const token = tokens.get(name) ?? signIn()
    tokens.set(name, token)
    return token
  }
  let calls = 0

  async function send(target: string, request: RequestInit = {}): Promise<Answered> {
    const answer = await fetch(`${url}${target}`, { redirect: 'manual', ...request })
    const text = await answer.text()
    const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: isJson && text !== '' ? JSON.parse(text) : {} }
  }

  return {
    server,
    directory,
    url,
    people: people === 0 ? [] : [...sampleCity({ people, seed: sampleSeed }).persons()],
    logged: () => lines.join(''),
    account: (role) => demoAccount(said, role),
    staff: (role) => once(role, () => client.staff(demoAccount(said, role))),
    citizen: (person) => once(`citizen ${person.index}`, () => client.citizen(person.identityNumber)),
    send,
    call(operation, token, input, request = {}) {
      calls += 1
      const { headers, ...rest } = request
      return send(pathOf(operation), {
        method: 'POST',
        body: JSON.stringify(input),
        ...rest,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `test-call-${calls}`,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(headers as Record<string, string> | undefined),
        },
      })
    },
  }
}

/** The first start says one line for each account of the sample city. */
function demoAccount(said: readonly string[], role: string) {
  const line = new RegExp(`^ +${role} +user (\\S+) +password "([^"]+)" +authenticator (\\S+)$`, 'm')
  const [, userName = '', password = '', totpSecret = ''] = line.exec(said.join('\n')) ?? []
  if (userName === '') throw new Error(`the sample city has no account for ${role}`)
  return { userName, password, totpSecret }
}
