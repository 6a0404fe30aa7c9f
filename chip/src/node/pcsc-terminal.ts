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

  // The client owns the memory of the card's connection, so it is held as long.
  let connection: { readonly client: object; readonly card: Card } | undefined
  let powered = false
  let late: Promise<unknown> | undefined
  // The binding holds on to every buffer it was given, and without one it takes 64 KiB for each command.
  const answerBuffer = new ArrayBuffer(MAX_BUFFER_LEN)

  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    if (late !== undefined) throw new TerminalError('reader-gone', `${name} did not answer in time: open it anew`)
    const answer = Promise.try(work)
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

  const connect = async (): Promise<Card> => {
    if (connection !== undefined) return connection.card
    const client = newClient()
    const card = await within(() => client.connect(name, mode))
    connection = { client, card }
    return card
  }

  /** pcscd leaves a card switched on between programs, so that even a new connection is no cold reset. */
  const resetBy = async (disposition: number): Promise<Uint8Array> => {
    powered = false
    const card = await connect()
    await within(() => card.reconnect(mode, disposition))
    powered = true
    return (await within(() => card.state())).atr.slice()
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
  const wasTakenOut = async (card: Card): Promise<boolean> => {
    for (const end = performance.now() + removalSeenWithinMs; performance.now() < end; await pause(lookEveryMs)) {
      try {
        await within(() => card.state())
      } catch (error) {
        return hasFault(error, 'no-card')
      }
    }
    return false
  }

  const powerOff = async () => {
    const { card } = connection ?? {}
    connection = undefined
    powered = false
    if (card !== undefined) await within(() => card.disconnect(CardDisposition.UNPOWER))
  }

  /** The card stays taken until the late call ends, which may be never, so nobody waits for it. */
  const releaseAfter = (call: Promise<unknown>) => {
    const held = connection
    const release = () => held?.card.disconnect(CardDisposition.UNPOWER)
    call.then(release, release).catch(() => undefined)
  }

  return {
    name,
    powerOn,
    reset: () => resetBy(CardDisposition.RESET),
    powerOff,
    async transmit(command) {
      if (connection === undefined || !powered) throw new TerminalError('not-powered', 'the card has no power')
      const { card } = connection
      try {
        return (await within(() => card.transmit(undefined, command, answerBuffer))).slice()
      } catch (error) {
        powered = false
        if (!hasFault(error, 'no-answer') || !(await wasTakenOut(card))) throw error
        throw new TerminalError('no-card', 'the card was taken out')
      }
    },
    async close() {
      if (late !== undefined) return releaseAfter(late)
      try {
        await powerOff()
      } catch (error) {
        // A card or reader that is gone needs no switching off.
        if (!(error instanceof TerminalError)) throw error
      }
    },
  }
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
