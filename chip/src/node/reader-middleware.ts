import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { DriverAnswer } from '../driver/driver-answer.ts'
import { type DriverFunction, notSupported, type OfferedDriver, parseDriverCall } from './driver-call.ts'
import { type CardMaker, type OfficeQuestions, officeQuestions } from './office-questions.ts'

/** Where the pages of public service halls look for the middleware. */
export const middlewarePort = 12_342

/** Nobody but programs of this machine may reach a reader: there is no setting for another address. */
const loopback = '127.0.0.1'
const messageBytesMax = 16_384
const connectionsMax = 8
const waitingMax = 8

/** Why the middleware ended a connection. */
export const closeCodes = {
  notPaired: 4401,
  pairingTooLate: 4408,
  replaced: 4409,
  binary: 1003,
  tooMuch: 1013,
} as const

export interface MiddlewareOptions {
  readonly driver: OfferedDriver
  /** Pages that may use the reader, as browsers write them: `https://counter.example`. */
  readonly origins: readonly string[]
  readonly port?: number
  readonly pairWithinMs?: number
  /** A simulated reader of identity cards; without it `iReadIdentityCard` is not supported, for no real one is at hand here. */
  readonly identityCardSimulator?: (iType: number) => Promise<DriverAnswer>
  /** The station that writes blanks, where this desk has one; without it `makeCard` is not supported. */
  readonly cardMaker?: CardMaker
  /** A driver function threw: a bug, the page is told −11. */
  readonly onFault?: (error: unknown) => void
}

export interface ReaderMiddleware {
  readonly url: string
  /** To be shown to the clerk: good for one pairing. */
  readonly pairingToken: string
  /** Another token, for another page; the session of the first one ends. */
  renewPairing(): string
  close(): Promise<void>
}

interface Session {
  readonly secret: string
  readonly origin: string
}

/**
 * The reader for web pages. A page pairs once with the token that the clerk types, `{"pair":"…"}`, is given a session with which it comes
 * back, `{"session":"…"}`, and then calls the driver: `{"function":"iReadCardBas","iType":3}`. Paired with one page at a time and working one
 * call at a time, so that nobody resets a card between two steps of another. Rejects if the port is taken.
 */
export async function startReaderMiddleware(options: MiddlewareOptions): Promise<ReaderMiddleware> {
  const {
    driver,
    origins,
    port = middlewarePort,
    pairWithinMs = 10_000,
    onFault,
    identityCardSimulator,
    cardMaker,
  } = options
  let pairingToken: string | undefined = newSecret()
  let session: Session | undefined
  let paired: WebSocket | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const server = new WebSocketServer({
    ...{ host: loopback, port, path: '/', maxPayload: messageBytesMax, perMessageDeflate: false },
    verifyClient: ({ origin, req }, done) => {
      const own = (server.address() as AddressInfo).port
      const hosts = [`${loopback}:${own}`, `localhost:${own}`]
      // Another name in Host is a page that made its own name point at this machine.
      if (!origins.includes(origin) || !hosts.includes(req.headers.host ?? '')) done(false, 403)
      else if (server.clients.size >= connectionsMax) done(false, 503)
      else done(true)
    },
  })
  await once(server, 'listening')

  const pair = (message: unknown, origin: string): object | undefined => {
    const { pair: token, session: secret } = (message ?? {}) as Readonly<Record<string, unknown>>
    if (isSecret(token, pairingToken)) {
      pairingToken = undefined
      session = { secret: newSecret(), origin }
      return { paired: true, session: session.secret }
    }
    return isSecret(secret, session?.secret) && session?.origin === origin ? { paired: true } : undefined
  }

  const call = async (message: unknown, { ask }: OfficeQuestions): Promise<object> => {
    const { function: functionName, order } = (message ?? {}) as Readonly<Record<string, unknown>>
    if (functionName === 'makeCard' && cardMaker !== undefined && typeof order === 'object' && order !== null) {
      const { code, text } = await inTurn(async () => ({ code: 0, text: await cardMaker(order, ask) }))
      return { functionName, success: code === 0 ? '1' : String(code), pOutInfo: text }
    }
    const asked = parseDriverCall(message)
    const { code, text } = 'refused' in asked ? { code: asked.refused, text: '' } : await run(asked.name, asked.values)
    return { functionName: asked.name, success: code === 0 ? '1' : String(code), pOutInfo: text }
  }

  const run = async (name: DriverFunction, values: readonly (string | number)[]): Promise<DriverAnswer> => {
    const work: unknown = name === 'iReadIdentityCard' ? identityCardSimulator : driver[name]
    if (typeof work !== 'function') return { code: notSupported, text: '' }
    return inTurn(() => work.apply(driver, values))
  }

  const inTurn = async (work: () => Promise<DriverAnswer>): Promise<DriverAnswer> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    try {
      return await turn
    } catch (error) {
      onFault?.(error)
      return { code: -11, text: '' }
    }
  }

  server.on('connection', (socket, { headers }) => {
    const origin = headers.origin as string
    const questions = officeQuestions((text) => socket.send(text))
    const tooLate = setTimeout(() => socket.close(closeCodes.pairingTooLate, 'not paired in time'), pairWithinMs)
    socket.on('close', () => {
      clearTimeout(tooLate)
      questions.end()
      if (paired === socket) paired = undefined
    })
    // What is too large or no WebSocket frame ends the connection by itself.
    socket.on('error', () => socket.terminate())
    socket.on('message', async (data, isBinary) => {
      if (isBinary) return socket.close(closeCodes.binary, 'text only')
      const message = parseJson(data)
      if (socket !== paired) {
        const answer = pair(message, origin)
        if (answer === undefined) return socket.close(closeCodes.notPaired, 'not paired')
        clearTimeout(tooLate)
        paired?.close(closeCodes.replaced, 'another page uses the reader')
        paired = socket
        return socket.send(JSON.stringify(answer))
      }
      if (questions.hear(message)) return
      if (waiting >= waitingMax) return socket.close(closeCodes.tooMuch, 'too many calls at once')
      waiting += 1
      const answer = await call(message, questions)
      waiting -= 1
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(answer))
    })
  })

  return {
    url: `ws://${loopback}:${(server.address() as AddressInfo).port}`,
    pairingToken,
    renewPairing() {
      session = undefined
      paired?.close(closeCodes.notPaired, 'paired anew')
      paired = undefined
      pairingToken = newSecret()
      return pairingToken
    },
    async close() {
      for (const socket of server.clients) socket.terminate()
      const closed = once(server, 'close')
      server.close()
      await closed
      await last
    },
  }
}

const newSecret = () => randomBytes(18).toString('base64url')

function isSecret(given: unknown, secret: string | undefined): boolean {
  if (typeof given !== 'string' || secret === undefined) return false
  const encoder = new TextEncoder()
  return equalBytes(encoder.encode(given), encoder.encode(secret))
}

/** Undefined if it is not JSON, which no message is. */
function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
