import { releaseLoss, reportLoss } from '@yika/core/card/schema.ts'
import {
  changeContactOperation,
  endGroundOperation,
  openVisitOperation,
  recordGroundOperation,
} from '@yika/core/holder/schema.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import type { Random } from '@yika/server/sample/random.ts'
import { createSignInClient } from '../../server/src/simulator/sign-in-client.ts'
import type { Acknowledgement, Journal, SentCommand } from './endure-journal.ts'
import type { PrintedSignIn } from './start-serving.ts'

const operations = [
  openVisitOperation,
  recordGroundOperation,
  changeContactOperation,
  reportLoss,
  releaseLoss,
  endGroundOperation,
] as const

type OperationName = (typeof operations)[number]['name']

const paths = new Map<string, string>(operations.map((operation) => [operation.name, pathOf(operation)]))

/** A citizen of the sample city whom the clients serve. */
export interface Served {
  readonly identityNumber: string
  readonly phone: string
}

export interface Crowd {
  /** From now on clients send, first of all what has no answer yet. */
  open(): void
  /** From now on a broken connection is nobody's fault. */
  shut(): void
  /** A command was acknowledged since the clients could send again: before that a fall would prove nothing. */
  answered(): Promise<void>
  /** No request is under way and every answer lies in the journal. */
  settled(): Promise<void>
  /** Clients begin nothing new; answers when each has the answer to what it sent. */
  leave(): Promise<void>
  /** The same command again, outside the stories. */
  repeat(command: SentCommand): Promise<Acknowledgement | undefined>
  /** What went wrong while nobody touched the server. */
  readonly complaints: readonly string[]
}

interface CrowdParts {
  readonly url: string
  readonly journal: Journal
  readonly signIns: ReadonlyMap<string, PrintedSignIn>
  /** The people of each client: nobody is served by two. */
  readonly people: readonly (readonly Served[])[]
  /** The card of a person, if there is one. */
  readonly cardOf: ReadonlyMap<string, string>
  readonly keyPrefix: string
  randomOfClient(client: number): Random
}

class Left extends Error {}

/** Many clients that behave as ours must: a key is written down before it is used, and used again until it is answered. */
export function startCrowd(parts: CrowdParts): Crowd {
  const { url, journal, signIns } = parts
  const signInClient = createSignInClient(url)
  const tokens = new Map<string, Promise<string>>()
  const complaints: string[] = []
  const underWay = new Set<Promise<unknown>>()
  let isOpen = false
  let leaving = false
  let waiting: (() => void)[] = []
  let firstAnswer = Promise.withResolvers<void>()
  let sequence = 0

  function tokenOf(role: string): Promise<string> {
    const account = signIns.get(role)
    if (account === undefined) throw new Error(`the sample city has no sign-in for ${role}`)
    const known = tokens.get(role)
    if (known !== undefined) return known
    const token = signInClient.staff(account)
    tokens.set(role, token)
    token.catch(() => tokens.delete(role))
    return token
  }

  /** Undefined when nothing is known: the connection broke, or the server speaks of an incident. */
  async function attempt(command: SentCommand, triesLeft = 1): Promise<Acknowledgement | undefined> {
    try {
      const token = tokenOf(command.role)
      const response = await fetch(`${url}${paths.get(command.operation)}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await token}`,
          'content-type': 'application/json',
          'idempotency-key': command.key,
        },
        body: JSON.stringify(command.input),
      })
      const answer = { status: response.status, body: await response.text() }
      if (response.status === 401) {
        // The token has run out: nothing was executed.
        if (tokens.get(command.role) === token) tokens.delete(command.role)
        return triesLeft > 0 ? await attempt(command, triesLeft - 1) : undefined
      }
      if (response.status < 500) return answer
      if (isOpen) complaints.push(`${command.operation} was answered ${answer.status}: ${answer.body}`)
    } catch (error) {
      if (isOpen) complaints.push(`${command.operation} was not answered: ${(error as Error).cause ?? error}`)
    }
    return undefined
  }

  async function sendOnce(command: SentCommand): Promise<Acknowledgement | undefined> {
    const answer = await attempt(command)
    if (answer !== undefined) {
      await journal.acknowledged(command.key, answer)
      firstAnswer.resolve()
    }
    return answer
  }

  const opened = () => (isOpen ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)))

  /** Answers what an accepted command answers; undefined when it was refused. */
  async function ask(
    role: string,
    operation: OperationName,
    inputOf: (key: string) => SentCommand['input'],
  ): Promise<Readonly<Record<string, string>> | undefined> {
    await opened()
    if (leaving) throw new Left()
    sequence += 1
    const key = `${parts.keyPrefix}-${sequence}`
    const command = { key, role, operation, input: inputOf(key) }
    await journal.sent(command)
    for (;;) {
      await opened()
      const sending = sendOnce(command)
      underWay.add(sending)
      const answer = await sending.finally(() => underWay.delete(sending))
      if (answer !== undefined) return answer.status === 200 ? JSON.parse(answer.body) : undefined
      // The server falls; until it has fallen there is nothing to ask it.
      if (isOpen) await new Promise<void>((resolve) => setTimeout(resolve, 20))
    }
  }

  /** A morning at the counter: each step is a command that changes something, and the round ends where it began. */
  async function serve(person: Served, random: Random): Promise<void> {
    const visit = await ask('bank-clerk', 'open-visit', () => ({
      presenter: 'holder',
      documentType: 'identity-card',
      documentNumber: person.identityNumber,
    }))
    const personId = visit?.['personId']
    if (personId === undefined) return
    const ground = await ask('bureau-officer', 'record-ground', (key) => ({
      personId,
      groundKind: random.pick(['disability', 'work-injury', 'unemployment', 'other']),
      since: '2024-01-02',
      // The key is the proof: a ground that is there twice is seen at once.
      evidence: key,
    }))
    await ask('bank-clerk', 'change-contact', () => ({
      personId,
      phone: `139${random.between(10_000_000, 99_999_999)}`,
    }))
    const cardId = parts.cardOf.get(personId)
    if (cardId !== undefined) {
      const loss = { personId, cardId, functions: 'social', channel: 'counter' }
      await ask('bank-clerk', 'report-loss', () => ({ ...loss, kind: 'provisional' }))
      await ask('bank-clerk', 'release-loss', () => loss)
    }
    const groundId = ground?.['groundId']
    if (groundId === undefined) return
    const ending = { personId, groundId, endedOn: '2025-01-02', reason: 'benchmark' }
    await ask('bureau-officer', 'end-ground', () => ending)
  }

  async function live(people: readonly Served[], client: number): Promise<void> {
    const random = parts.randomOfClient(client)
    try {
      for (;;) for (const person of people) await serve(person, random)
    } catch (error) {
      if (!(error instanceof Left)) throw error
    }
  }

  const lives = Promise.all(parts.people.map(live))
  // Its failure is thrown where it is awaited.
  lives.catch(() => {})

  const open = () => {
    isOpen = true
    firstAnswer = Promise.withResolvers<void>()
    for (const go of waiting) go()
    waiting = []
  }
  return {
    open,
    shut: () => {
      isOpen = false
    },
    answered: () => firstAnswer.promise,
    async settled() {
      // A request may have been on its way from the journal to the wire.
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async leave() {
      leaving = true
      open()
      await lives
    },
    repeat: (command) => attempt(command),
    complaints,
  }
}
