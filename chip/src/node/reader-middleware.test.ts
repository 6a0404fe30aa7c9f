import assert from 'node:assert/strict'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { suite, test } from 'node:test'
import WebSocket from 'ws'
import type { DriverAnswer } from '../driver/driver-answer.ts'
import type { OfferedDriver } from './driver-call.ts'
import type { CardMaker } from './office-questions.ts'
import {
  closeCodes,
  type MiddlewareOptions,
  type ReaderMiddleware,
  startReaderMiddleware,
} from './reader-middleware.ts'

const page = 'https://counter.example'
const answer = async (text: string): Promise<DriverAnswer> => ({ code: 0, text })

async function withMiddleware(
  driver: OfferedDriver,
  work: (middleware: ReaderMiddleware) => Promise<void>,
  more: Partial<MiddlewareOptions> = {},
): Promise<void> {
  const middleware = await startReaderMiddleware({ driver, origins: [page], port: 0, ...more })
  try {
    await work(middleware)
  } finally {
    await middleware.close()
  }
}

async function open(url: string, headers: Record<string, string> = { Origin: page }): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers })
  await once(socket, 'open')
  return socket
}

async function ask(socket: WebSocket, message: unknown): Promise<unknown> {
  const reply = once(socket, 'message')
  socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  const [data] = await reply
  return JSON.parse(String(data))
}

async function pairedPage({ url, pairingToken }: ReaderMiddleware): Promise<WebSocket> {
  const socket = await open(url)
  await ask(socket, { pair: pairingToken })
  return socket
}

/** The code with which the middleware closes after the message. */
async function closing(socket: WebSocket, message?: string | Buffer): Promise<number> {
  const closed = once(socket, 'close')
  if (message !== undefined) socket.send(message)
  const [code] = await closed
  return code as number
}

const refused = (functionName: string, code: number) => ({ functionName, success: String(code), pOutInfo: '' })

suite('the reader for web pages', () => {
  test('A paired page reads the card in the form that public pages know', async () => {
    const driver: OfferedDriver = {
      iReadCardBas: (iType: number) => answer(`110000|${iType}|`),
      iVerifyPIN: async (_: number) => ({ code: -51, text: '密码校验失败' }),
      iReadCard: (...values: (string | number)[]) => answer(values.join(' ')),
    }
    await withMiddleware(driver, async (middleware) => {
      const socket = await pairedPage(middleware)
      assert.deepEqual(await ask(socket, { function: 'iReadCardBas', iType: 3 }), {
        functionName: 'iReadCardBas',
        success: '1',
        pOutInfo: '110000|3|',
      })
      assert.deepEqual(await ask(socket, { iType: 1, function: 'iVerifyPIN' }), {
        functionName: 'iVerifyPIN',
        success: '-51',
        pOutInfo: '密码校验失败',
      })
      const reading = { pFileAddr: '3F00EF06|08|$', pCardInfo: 'a|b|', iAuthType: 2, iType: 1, function: 'iReadCard' }
      assert.partialDeepStrictEqual(await ask(socket, reading), { pOutInfo: '1 2 a|b| 3F00EF06|08|$' })
    })
  })

  test('Unknown functions are −13, also those that every object has and those that the driver lacks', async () => {
    await withMiddleware({}, async (middleware) => {
      const socket = await pairedPage(middleware)
      for (const name of ['iWriteCard', 'iDoDebit', 'constructor', '__proto__', 'iReadCardBas']) {
        assert.deepEqual(await ask(socket, `{"function":"${name}","iType":1}`), refused(name, -13))
      }
    })
  })

  test('Identity cards are read by nobody but a simulator that was asked for', async () => {
    const driver = { iReadIdentityCard: () => answer('made up') }
    const reading = { function: 'iReadIdentityCard', iType: 1 }
    await withMiddleware(driver as OfferedDriver, async (middleware) => {
      assert.deepEqual(await ask(await pairedPage(middleware), reading), refused('iReadIdentityCard', -13))
    })
    const identityCardSimulator = () => answer('simulated')
    await withMiddleware(
      {},
      async (middleware) => {
        assert.partialDeepStrictEqual(await ask(await pairedPage(middleware), reading), { pOutInfo: 'simulated' })
      },
      { identityCardSimulator },
    )
  })

  test('Anything but exactly the parameters is −14 and reaches no card', async () => {
    let calls = 0
    const driver: OfferedDriver = {
      iReadCardBas: () => {
        calls += 1
        return answer('')
      },
    }
    await withMiddleware(driver, async (middleware) => {
      const socket = await pairedPage(middleware)
      const wrong = [
        {},
        { iType: 0 },
        { iType: 5 },
        { iType: '1' },
        { iType: 1.5 },
        { iType: null },
        { iType: 1, more: 1 },
        { more: 1 },
      ]
      for (const parameters of wrong) {
        const given = { function: 'iReadCardBas', ...parameters }
        assert.deepEqual(await ask(socket, given), refused('iReadCardBas', -14))
      }
      const nameless = [
        '{',
        '',
        'null',
        '1',
        '"iReadCardBas"',
        '[]',
        '{"function":1}',
        `{"function":"${'i'.repeat(65)}"}`,
      ]
      for (const text of nameless) assert.deepEqual(await ask(socket, text), refused('', -14))
      assert.equal(calls, 0)
    })
  })

  test('Only pages on the list are let in, by the name of this machine only', async () => {
    await withMiddleware({}, async ({ url }) => {
      const strangers: Record<string, string>[] = [
        {},
        { Origin: 'https://evil.example' },
        { Origin: `${page}.evil.example` },
        { Origin: 'null' },
        { Origin: page, Host: 'evil.example' },
      ]
      for (const headers of strangers) {
        await assert.rejects(open(url, headers), /403/, JSON.stringify(headers))
      }
      await assert.rejects(open(`${url}/other`), /400/)
      const { port } = new URL(url)
      await assert.rejects(startReaderMiddleware({ driver: {}, origins: [page], port: Number(port) }), {
        code: 'EADDRINUSE',
      })
      const local = await open(url, { Origin: page, Host: `localhost:${port}` })
      local.terminate()
    })
  })

  test('Nobody outside this machine reaches it', async () => {
    await withMiddleware({}, async ({ url }) => {
      assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+$/)
      const outside = Object.values(networkInterfaces()).flatMap((addresses) =>
        (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
      )
      for (const { address } of outside) {
        await assert.rejects(open(url.replace('127.0.0.1', address)), { code: 'ECONNREFUSED' })
      }
    })
  })

  test('The token pairs once; without it, with a wrong one or before pairing nothing is answered', async () => {
    await withMiddleware({ iReadCardBas: () => answer('secret') }, async ({ url, pairingToken }) => {
      assert.ok(pairingToken.length >= 24)
      const wrong = [
        '{"function":"iReadCardBas","iType":1}',
        '{"pair":"wrong"}',
        '{"pair":""}',
        '{"session":null}',
        'x',
        'null',
      ]
      for (const message of wrong) assert.equal(await closing(await open(url), message), closeCodes.notPaired, message)
      const socket = await open(url)
      assert.partialDeepStrictEqual(await ask(socket, { pair: pairingToken }), { paired: true })
      assert.equal(await closing(await open(url), JSON.stringify({ pair: pairingToken })), closeCodes.notPaired)
      assert.partialDeepStrictEqual(await ask(socket, { function: 'iReadCardBas', iType: 1 }), { success: '1' })
    })
  })

  test('A page comes back with its session, takes the reader over, and no other page can use the session', async () => {
    const other = 'https://other.example'
    await withMiddleware(
      { iReadCardBas: () => answer('') },
      async ({ url, pairingToken }) => {
        const first = await open(url)
        const { session } = (await ask(first, { pair: pairingToken })) as { session: string }
        const message = JSON.stringify({ session })
        assert.equal(await closing(await open(url, { Origin: other }), message), closeCodes.notPaired)
        const second = await open(url)
        const replaced = closing(first)
        assert.deepEqual(await ask(second, message), { paired: true })
        assert.equal(await replaced, closeCodes.replaced)
        assert.partialDeepStrictEqual(await ask(second, { function: 'iReadCardBas', iType: 1 }), { success: '1' })
      },
      { origins: [page, other] },
    )
  })

  test('A new pairing ends the session of the old one', async () => {
    await withMiddleware({}, async (middleware) => {
      const first = await open(middleware.url)
      const { session } = (await ask(first, { pair: middleware.pairingToken })) as { session: string }
      const ended = closing(first)
      const token = middleware.renewPairing()
      assert.equal(await ended, closeCodes.notPaired)
      assert.equal(await closing(await open(middleware.url), JSON.stringify({ session })), closeCodes.notPaired)
      assert.partialDeepStrictEqual(await ask(await open(middleware.url), { pair: token }), { paired: true })
    })
  })

  test('Who does not pair in time, sends bytes or too much, is let go', async () => {
    await withMiddleware(
      {},
      async ({ url }) => assert.equal(await closing(await open(url)), closeCodes.pairingTooLate),
      { pairWithinMs: 1 },
    )
    await withMiddleware({}, async (middleware) => {
      assert.equal(await closing(await open(middleware.url), 'x'.repeat(16_385)), 1009)
      const socket = await pairedPage(middleware)
      assert.equal(await closing(socket, Buffer.of(1)), closeCodes.binary)
    })
  })

  test('One call at a time works, calls wait in order, and a heap of them is refused', async () => {
    const log: string[] = []
    let gate = Promise.withResolvers<void>()
    const driver: OfferedDriver = {
      async iReadCard(_type: number, _auth: number, name: string) {
        log.push(`begin ${name}`)
        await gate.promise
        log.push(`end ${name}`)
        return { code: 0, text: name }
      },
    }
    await withMiddleware(driver, async (middleware) => {
      const socket = await pairedPage(middleware)
      const call = (pCardInfo: string) =>
        socket.send(JSON.stringify({ function: 'iReadCard', iType: 1, iAuthType: 2, pCardInfo, pFileAddr: '' }))
      for (const name of ['a', 'b', 'c']) call(name)
      // A refused call is answered at once: then the three before it have arrived.
      assert.deepEqual(await ask(socket, { function: 'none' }), refused('none', -13))
      assert.deepEqual(log, ['begin a'])
      const third = new Promise((resolve) =>
        socket.on('message', (data) => JSON.parse(String(data)).pOutInfo === 'c' && resolve(undefined)),
      )
      gate.resolve()
      await third
      assert.deepEqual(log, ['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c'])
      gate = Promise.withResolvers()
      for (let count = 0; count < 9; count += 1) call('d')
      assert.equal(await closing(socket), closeCodes.tooMuch)
      gate.resolve()
    })
  })

  test('A fault of the driver is −11 for the page, is told, and the next call works', async () => {
    const faults: unknown[] = []
    let broken = true
    const driver: OfferedDriver = {
      async iReadCardBas() {
        if (!broken) return { code: 0, text: 'again' }
        broken = false
        throw new Error('a bug')
      },
    }
    await withMiddleware(
      driver,
      async (middleware) => {
        const socket = await pairedPage(middleware)
        const reading = { function: 'iReadCardBas', iType: 1 }
        assert.deepEqual(await ask(socket, reading), refused('iReadCardBas', -11))
        assert.partialDeepStrictEqual(await ask(socket, reading), { pOutInfo: 'again' })
        assert.match(String(faults), /a bug/)
      },
      { onFault: (error) => faults.push(error) },
    )
  })

  test('M7.14: a card is made by the station, which asks the office through the page and nothing else', async () => {
    const cardMaker: CardMaker = async (order, ask) =>
      JSON.stringify({ order, told: await ask('production/x', { a: 1 }) })
    await withMiddleware(
      {},
      async (middleware) => {
        const socket = await pairedPage(middleware)
        const order = { lineId: 'l1' }
        const asked = await ask(socket, { function: 'makeCard', order })
        assert.deepEqual(asked, { question: 1, operation: 'production/x', input: { a: 1 } })
        const made = (await ask(socket, { answer: 1, body: { b: 2 } })) as { success: string; pOutInfo: string }
        assert.equal(made.success, '1')
        assert.deepEqual(JSON.parse(made.pOutInfo), { order, told: { b: 2 } })
        await ask(socket, { function: 'makeCard', order })
        const refusedByOffice = await ask(socket, { answer: 2 })
        assert.deepEqual(refusedByOffice, refused('makeCard', -11))
        assert.deepEqual(await ask(socket, { function: 'makeCard' }), refused('makeCard', -13))
      },
      { cardMaker },
    )
    await withMiddleware({}, async (middleware) => {
      const socket = await pairedPage(middleware)
      assert.deepEqual(await ask(socket, { function: 'makeCard', order: {} }), refused('makeCard', -13))
    })
  })
})
