import { deepStrictEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type AnswerOf, type InputOf, type Operation, pathOf } from '@yika/core/operation/operation.ts'
import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'

/** Somebody, or a system, that has signed in. */
export interface Party {
  /** How the lines of the story name the party. */
  readonly called: string
  readonly token: string
  /** Signs in again, as everybody does whose session has ended. */
  renew?(): Promise<void>
}

/** RFC 9457, as far as the story looks at it. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly article?: number
  readonly detail: Readonly<Record<string, string | number>>
  readonly text: { readonly zh: string; readonly en: string }
  readonly remedy: { readonly zh: string; readonly en: string }
}

/** The story is not as it should be; the problem document says why, where the server gave one. */
export class StoryBroken extends Error {
  readonly problem: unknown

  constructor(message: string, problem?: unknown) {
    super(message)
    this.problem = problem
  }
}

export interface Narrator {
  scene(title: string): void
  /** A step that has to succeed. A key of its own lets a step be sent twice. */
  does<O extends Operation>(party: Party, operation: O, input: InputOf<O>, key?: string): Promise<AnswerOf<O>>
  /** A wrong attempt that has to be refused with this very code. */
  isRefused<O extends Operation>(
    party: Party,
    operation: O,
    input: InputOf<O>,
    code: RefusalCode,
    key?: string,
  ): Promise<Problem>
  /** What everybody may read, without signing in. */
  reads<O extends Operation>(operation: O, input: InputOf<O>): Promise<AnswerOf<O>>
  /** Asks again until the answer is as wished: work that goes on after a command was answered. */
  waits<O extends Operation>(
    party: Party,
    operation: O,
    input: InputOf<O>,
    until: (answer: AnswerOf<O>) => boolean,
  ): Promise<AnswerOf<O>>
  /** A state that has to hold. */
  holds(words: string, actual: unknown, expected: unknown): void
  readonly counts: {
    readonly scenes: number
    readonly steps: number
    readonly refusals: number
    readonly points: number
  }
}

type Reply =
  | { readonly ok: true; readonly answer: unknown; readonly ms: number }
  | { readonly ok: false; readonly problem: Problem; readonly ms: number }

const lookEveryMs = 100
const patienceMs = 30_000

export function createNarrator(baseUrl: () => string, say: (line: string) => void): Narrator {
  const counts = { scenes: 0, steps: 0, refusals: 0, points: 0 }

  async function ask(operation: Operation, party: Party | undefined, input: object, key: string): Promise<Reply> {
    const began = performance.now()
    const answer = await send(operation, party, input, key)
    if (answer.status === 401 && party?.renew !== undefined) {
      await party.renew()
      return ask(operation, { called: party.called, token: party.token }, input, key)
    }
    const body = await answer.json()
    const ms = Math.round(performance.now() - began)
    return answer.ok ? { ok: true, answer: body, ms } : { ok: false, problem: body as Problem, ms }
  }

  function send(operation: Operation, party: Party | undefined, input: object, key: string): Promise<Response> {
    return fetch(new URL(addressOf(operation, input), baseUrl()), {
      method: operation.kind === 'public' ? 'GET' : 'POST',
      headers: {
        ...(party === undefined ? {} : { authorization: `Bearer ${party.token}` }),
        ...(operation.kind === 'command' ? { 'idempotency-key': key } : {}),
        ...(operation.kind === 'public' ? {} : { 'content-type': 'application/json' }),
      },
      ...(operation.kind === 'public' ? {} : { body: JSON.stringify(input) }),
    })
  }

  const line = (operation: Operation, words: string, party: Party | undefined, ms: number): void =>
    say(`✔ Article ${operation.article} · ${operation.name} · ${words} (${party?.called ?? 'anybody'}) ${ms} ms`)

  async function succeed(operation: Operation, party: Party | undefined, input: object, key: string) {
    const reply = await ask(operation, party, input, key)
    const { zh, en } = operation.title
    if (!reply.ok) throw new StoryBroken(`${operation.name} (${party?.called ?? 'anybody'}) was refused`, reply.problem)
    line(operation, `${zh} ${en}`, party, reply.ms)
    counts.steps += 1
    return reply.answer
  }

  return {
    counts,
    scene(title) {
      counts.scenes += 1
      say(`\n${counts.scenes}. ${title}`)
    },
    async does<O extends Operation>(party: Party, operation: O, input: InputOf<O>, key: string = randomUUID()) {
      return (await succeed(operation, party, input as object, key)) as AnswerOf<O>
    },
    async reads<O extends Operation>(operation: O, input: InputOf<O>) {
      return (await succeed(operation, undefined, input as object, '')) as AnswerOf<O>
    },
    async waits<O extends Operation>(
      party: Party,
      operation: O,
      input: InputOf<O>,
      until: (answer: AnswerOf<O>) => boolean,
    ) {
      const began = performance.now()
      for (;;) {
        const reply = await ask(operation, party, input as object, randomUUID())
        if (!reply.ok) throw new StoryBroken(`${operation.name} (${party.called}) was refused`, reply.problem)
        const answer = reply.answer as AnswerOf<O>
        const ms = Math.round(performance.now() - began)
        if (until(answer)) {
          line(operation, `${operation.title.zh} ${operation.title.en}`, party, ms)
          counts.steps += 1
          return answer
        }
        if (ms > patienceMs) throw new StoryBroken(`${operation.name}: what was waited for has not come`, answer)
        await setTimeout(lookEveryMs)
      }
    },
    async isRefused(party, operation, input, code, key = randomUUID()) {
      const reply = await ask(operation, party, input as object, key)
      if (reply.ok)
        throw new StoryBroken(`${operation.name} (${party.called}) went through; ${code} was due`, reply.answer)
      if (reply.problem.code !== code)
        throw new StoryBroken(
          `${operation.name} (${party.called}) was refused for another reason than ${code}`,
          reply.problem,
        )
      line(operation, `不予办理 refused: ${code} · ${reply.problem.text.en}`, party, reply.ms)
      counts.refusals += 1
      return reply.problem
    },
    holds(words, actual, expected) {
      try {
        deepStrictEqual(actual, expected)
      } catch (error) {
        throw new StoryBroken(`${words}: ${(error as Error).message}`)
      }
      counts.points += 1
      say(`    ${words}`)
    },
  }
}

function addressOf(operation: Operation, input: object): string {
  if (operation.kind !== 'public') return pathOf(operation)
  const query = new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))
  return `${pathOf(operation)}?${query}`
}
