import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { VirtualCard } from '../card/virtual-card.ts'
import { PowerCut } from '../memory/memory.ts'
import { type Inserted, type Insertion, insertIntoVpcd } from './vpcd.ts'
import { encodeFrame, frameCutter, vpcdControl } from './vpcd-frames.ts'

const atr = Uint8Array.fromHex('3B6D00000081544C978684110000000001')

/** A chip that says what was done to it and answers a command with its own bytes. */
function recordingCard(): VirtualCard & { readonly log: string[] } {
  const log: string[] = []
  return {
    log,
    powerOn() {
      log.push('on')
      return atr
    },
    powerOff() {
      log.push('off')
    },
    transmit(command) {
      log.push(command.toHex())
      if (command[1] === 0xee) throw new PowerCut()
      return Uint8Array.of(...command.subarray(4), 0x90, 0x00)
    },
  }
}

/** The other side: listens like vpcd, reads frames and remembers in which pieces they came. */
async function playVpcd(): Promise<{
  readonly port: number
  readonly server: Server
  readonly arrival: Promise<Socket>
}> {
  const server = createServer()
  const arrival = once(server, 'connection').then(([socket]) => socket as Socket)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server, arrival }
}

async function frames(socket: Socket, count: number): Promise<string[]> {
  const cut = frameCutter()
  const bodies: string[] = []
  while (bodies.length < count) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    bodies.push(...cut(chunk).map((body) => body.toHex()))
  }
  return bodies
}

async function inReader(
  work: (vpcd: Socket, card: ReturnType<typeof recordingCard>, inserted: Inserted) => Promise<void>,
  more: Partial<Insertion> = {},
): Promise<void> {
  const { port, server, arrival } = await playVpcd()
  const card = recordingCard()
  try {
    const inserted = await insertIntoVpcd({ card, slot: 'user', namespace: null, port, ...more })
    const vpcd = await arrival
    await work(vpcd, card, inserted)
    await inserted.remove()
    vpcd.destroy()
  } finally {
    server.close()
  }
}

const control = (byte: number) => encodeFrame(Uint8Array.of(byte))
const command = (...bytes: number[]) => encodeFrame(Uint8Array.of(...bytes))

suite('a card in vpcd', () => {
  test('However a stream is cut, the frames are the same', () => {
    const bodies = fc.array(fc.uint8Array({ minLength: 0, maxLength: 300 }), { maxLength: 8 })
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (given, lengths) => {
        const stream = Uint8Array.from(given.flatMap((body) => [...encodeFrame(body)]))
        const cut = frameCutter()
        const found: Uint8Array[] = []
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const length = lengths[turn % lengths.length] as number
          found.push(...cut(stream.subarray(at, at + length)))
          at += length
        }
        assert.deepEqual(found, given)
      }),
      { seed: 32015 },
    )
  })

  test('Power and reset are obeyed in silence, the ATR and commands are answered, also out of halves and heaps', async () => {
    await inReader(async (vpcd, card) => {
      const answers = frames(vpcd, 4)
      const stream = Buffer.concat([
        control(vpcdControl.powerOn),
        control(vpcdControl.atr),
        command(0x00, 0xa4, 0, 0, 0xef, 0x05),
        control(vpcdControl.reset),
        control(vpcdControl.atr),
        command(0x00, 0xb0, 0, 0, 1),
      ])
      for (const byte of stream.subarray(0, 9)) vpcd.write(Uint8Array.of(byte))
      vpcd.write(stream.subarray(9))
      assert.deepEqual(await answers, [atr.toHex(), 'ef059000', atr.toHex(), '019000'])
      assert.deepEqual(card.log, ['on', '00a40000ef05', 'on', '00b0000001'])
    })
  })

  test('Without power a command is not the card’s, and asking for the ATR gives power', async () => {
    await inReader(async (vpcd, card) => {
      vpcd.write(Buffer.concat([command(0, 0xa4, 0, 0), control(vpcdControl.atr), control(vpcdControl.powerOff)]))
      vpcd.write(command(0, 0xa4, 0, 1))
      assert.deepEqual(await frames(vpcd, 3), ['6f00', atr.toHex(), '6f00'])
      assert.deepEqual(card.log, ['on', 'off'])
    })
  })

  test('Removal ends the connection and takes the power', async () => {
    const reasons: unknown[] = []
    await inReader(
      async (vpcd, card, inserted) => {
        vpcd.write(control(vpcdControl.powerOn))
        vpcd.write(control(vpcdControl.atr))
        await frames(vpcd, 1)
        const ended = once(vpcd.resume(), 'end')
        await inserted.remove()
        await ended
        await inserted.removed
        assert.deepEqual(card.log, ['on', 'off'])
      },
      { onRemoved: (reason) => reasons.push(reason) },
    )
    assert.deepEqual(reasons, [undefined])
  })

  test('The signal takes the card out', async () => {
    const stop = new AbortController()
    await inReader(
      async (_, card, inserted) => {
        stop.abort()
        await inserted.removed
        assert.deepEqual(card.log, ['off'])
      },
      { signal: stop.signal },
    )
  })

  test('When pcscd ends, the card has no power and whoever inserted it hears of it', async () => {
    const reasons: (Error | undefined)[] = []
    await inReader(
      async (vpcd, card, inserted) => {
        vpcd.end()
        await inserted.removed
        assert.deepEqual(card.log, ['off'])
      },
      { onRemoved: (reason) => reasons.push(reason) },
    )
    assert.match(String(reasons[0]), /pcscd closed/)
  })

  test('A card that loses its power in a command says nothing more: it is out of the reader', async () => {
    const reasons: (Error | undefined)[] = []
    await inReader(
      async (vpcd, _, inserted) => {
        vpcd.write(Buffer.concat([control(vpcdControl.powerOn), command(0, 0xee, 0, 0), command(0, 0xa4, 0, 0)]))
        vpcd.on('data', () => assert.fail('the card has answered'))
        await inserted.removed
      },
      { onRemoved: (reason) => reasons.push(reason) },
    )
    assert.ok(reasons[0] instanceof PowerCut)
  })

  test('Where nobody listens, insertion fails and says so', async () => {
    const { port, server } = await playVpcd()
    server.close()
    await once(server, 'close')
    const insertion = insertIntoVpcd({ card: recordingCard(), slot: 'psam', namespace: null, port })
    await assert.rejects(insertion, { code: 'ECONNREFUSED' })
  })
})
