import { setTimeout as pause } from 'node:timers/promises'
import type { Card } from 'pcsc-mini/build/addon.node.js'
import { type CardTerminal, TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import { loadPcsc } from './load-pcsc.ts'
import { pcscFault } from './pcsc-fault.ts'
import { listReaders } from './pcsc-readers.ts'

export interface PcscOptions {
  /** How long a reader that is not there yet is waited for. */
  readonly readerWithinMs?: number
  /** How long `powerOn` waits for somebody to insert a card. */
  readonly cardWithinMs?: number
  /** The limit of every single call. */
  readonly answerWithinMs?: number
  /** `exclusive` keeps other programs off the card while it is connected, so that nobody resets what was proved to it. */
  readonly share?: 'exclusive' | 'shared'
}

interface Connection {
  /** Owns the memory of the connection. */
  readonly client: object
  readonly card: Card
}

/** How often something is looked for that PC/SC does not announce. */
const lookEveryMs = 50
const removalSeenWithinMs = 1_000

/**
 * A reader of PC/SC by its name or the first whose name fits a pattern. Rejects with `TerminalError` 'reader-gone' that says what to
 * install, start or plug in. After a call that ended with 'timeout' the terminal is done with: open it anew.
 */
export async function openPcscTerminal(wanted: string | RegExp, options: PcscOptions = {}): Promise<CardTerminal> {
  const { readerWithinMs = 2_000, cardWithinMs = 0, answerWithinMs = 10_000, share = 'exclusive' } = options
  const { CardDisposition, CardMode, MAX_BUFFER_LEN, newClient } = await loadPcsc()
  const mode = share === 'exclusive' ? CardMode.EXCLUSIVE : CardMode.SHARED
  const name = await readerNamed(wanted, readerWithinMs)

  let connection: Connection | undefined
  let powered = false
  let late: Promise<unknown> | undefined
  // The binding holds on to every buffer it was given, and without one it takes 64 KiB for each command.
  const answerBuffer = new ArrayBuffer(MAX_BUFFER_LEN)

  const within = async <T>(client: object, work: () => Promise<T>): Promise<T> => {
    if (late !== undefined) throw new TerminalError('reader-gone', `${name} did not answer in time: open it anew`)
    const answer = holding(client, Promise.try(work))
    const over = new AbortController()
    const limit = pause(answerWithinMs, undefined, { signal: over.signal }).then(() => {
      late = answer
      throw new TerminalError('timeout', `${name} did not answer within ${answerWithinMs} ms`)
    })
    try {
      return await Promise.race([answer, limit])
    } catch (error) {
      throw pcscFault(error)
    } finally {
      over.abort()
      limit.catch(() => undefined)
    }
  }

  const connect = async (): Promise<Connection> => {
    if (connection !== undefined) return connection
    const client = newClient()
    const card = await within(client, () => client.connect(name, mode))
    connection = { client, card }
    return connection
  }

  /** A card or a reader that is gone needs no farewell. */
  const disconnect = async (disposition: number) => {
    const ended = connection
    connection = undefined
    powered = false
    try {
      if (ended !== undefined) await within(ended.client, () => ended.card.disconnect(disposition))
    } catch (error) {
      if (!hasFault(error, 'no-card') && !hasFault(error, 'reader-gone')) throw error
    }
  }

  /**
   * Whoever goes on with the connection to a card that was taken out can switch the next one on before pcscd has seen it; should that one be
   * taken out soon, pcscd 1.9 believes for ever that it lies there. So every card gets a connection of its own.
   */
  const forget = () => disconnect(CardDisposition.LEAVE)

  /** pcscd leaves a card switched on between programs, so that even a new connection is no cold reset. */
  const resetBy = async (disposition: number): Promise<Uint8Array> => {
    powered = false
    try {
      const { client, card } = await connect()
      await within(client, () => card.reconnect(mode, disposition))
      const { atr } = await within(client, () => card.state())
      powered = true
      return atr.slice()
    } catch (error) {
      if (hasFault(error, 'no-card')) await forget()
      throw error
    }
  }

  const powerOn = async (): Promise<Uint8Array> => {
    for (const end = performance.now() + cardWithinMs; ; await pause(lookEveryMs)) {
      try {
        return await resetBy(CardDisposition.UNPOWER)
      } catch (error) {
        if (!hasFault(error, 'no-card') || performance.now() >= end) throw error
      }
    }
  }

  /** A card that is taken out in the middle just does not answer; pcscd looks for it about twice a second. */
  const wasTakenOut = async ({ client, card }: Connection): Promise<boolean> => {
    for (const end = performance.now() + removalSeenWithinMs; performance.now() < end; await pause(lookEveryMs)) {
      try {
        await within(client, () => card.state())
      } catch (error) {
        return hasFault(error, 'no-card')
      }
    }
    return false
  }

  /** The card stays taken until the late call ends, which may be never, so nobody waits for it. */
  const releaseAfter = (call: Promise<unknown>) => {
    const ended = connection
    if (ended === undefined) return
    const release = () => ended.card.disconnect(CardDisposition.UNPOWER)
    holding(ended.client, call.then(release, release)).catch(() => undefined)
  }

  return {
    name,
    powerOn,
    reset: () => resetBy(CardDisposition.RESET),
    powerOff: () => disconnect(CardDisposition.UNPOWER),
    async transmit(command) {
      if (connection === undefined || !powered) throw new TerminalError('not-powered', 'the card has no power')
      const { client, card } = connection
      try {
        return (await within(client, () => card.transmit(undefined, command, answerBuffer))).slice()
      } catch (error) {
        powered = false
        const gone =
          hasFault(error, 'no-card') || (hasFault(error, 'no-answer') && (await wasTakenOut({ client, card })))
        if (!gone) throw error
        await forget()
        throw new TerminalError('no-card', 'the card was taken out')
      }
    },
    async close() {
      if (late === undefined) await disconnect(CardDisposition.UNPOWER)
      else releaseAfter(late)
    },
  }
}

/** A client must not be collected while a call is under way, also one that nobody waits for any more. */
const clients = new Set<object>()

function holding<T>(client: object, call: Promise<T>): Promise<T> {
  clients.add(client)
  return call.finally(() => clients.delete(client))
}

async function readerNamed(wanted: string | RegExp, withinMs: number): Promise<string> {
  const fits = (name: string) => (typeof wanted === 'string' ? name === wanted : wanted.test(name))
  for (const end = performance.now() + withinMs; ; await pause(lookEveryMs)) {
    const names = (await listReaders()).map(({ name }) => name)
    const name = names.find(fits)
    if (name !== undefined) return name
    if (performance.now() < end) continue
    throw new TerminalError('reader-gone', `no reader fits ${wanted}; readers here: ${names.join(', ') || 'none'}`)
  }
}

function hasFault(error: unknown, fault: TerminalFault): boolean {
  return error instanceof TerminalError && error.fault === fault
}
