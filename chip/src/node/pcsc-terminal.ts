import type { Card } from 'pcsc-mini'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import { pcscFault } from './pcsc-fault.ts'
import { loadPcsc, type PcscReader, watchReaders } from './pcsc-readers.ts'

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

const removalSeenWithinMs = 1_000

/**
 * A reader of PC/SC by its name or the first whose name fits a pattern. Rejects with `TerminalError` 'reader-gone' that says what to
 * install, start or plug in. After a call that ended with 'timeout' the terminal is done with: open it anew.
 */
export async function openPcscTerminal(wanted: string | RegExp, options: PcscOptions = {}): Promise<CardTerminal> {
  const { readerWithinMs = 2_000, cardWithinMs = 0, answerWithinMs = 10_000, share = 'exclusive' } = options
  const { CardDisposition, CardMode, MAX_BUFFER_LEN } = await loadPcsc()
  const mode = share === 'exclusive' ? CardMode.EXCLUSIVE : CardMode.SHARED
  const watch = await watchReaders()
  const fits = ({ name }: PcscReader) => (typeof wanted === 'string' ? name === wanted : wanted.test(name))
  const { name } = await watch
    .until(() => [...watch.readers.values()].find(fits), readerWithinMs)
    .then((found) => {
      if (found !== undefined) return found
      const known = [...watch.readers.keys()].join(', ') || 'none'
      throw new TerminalError('reader-gone', `no reader fits ${wanted}; readers here: ${known}`)
    })
    .catch((error: unknown) => {
      watch.close()
      throw error
    })

  let card: Card | undefined
  let powered = false
  let lost = false
  // The binding holds on to every buffer it was given, and without one it takes 64 KiB for each command.
  const answerBuffer = new ArrayBuffer(MAX_BUFFER_LEN)

  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    if (lost) throw new TerminalError('reader-gone', `${name} did not answer in time: open it anew`)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        lost = true
        reject(new TerminalError('timeout', `${name} did not answer within ${answerWithinMs} ms`))
      }, answerWithinMs)
    })
    try {
      return await Promise.race([work(), late])
    } catch (error) {
      throw pcscFault(error)
    } finally {
      clearTimeout(timer)
    }
  }

  const connected = async (): Promise<Card> => {
    await watch.until(() => watch.readers.get(name)?.card || undefined, cardWithinMs)
    if (card !== undefined) return card
    const reader = watch.reader(name)
    if (reader === undefined) throw new TerminalError('reader-gone', `${name} is not plugged in any more`)
    card = await within(() => reader.connect(mode))
    return card
  }

  /** pcscd leaves a card switched on between programs, so that even a new connection is no cold reset. */
  const resetBy = async (disposition: number): Promise<Uint8Array> => {
    powered = false
    const present = await connected()
    await within(() => present.reconnect(mode, disposition))
    powered = true
    return (await within(() => present.state())).atr.slice()
  }

  /** A card that is taken out in the middle does not answer at first; pcscd looks for it about twice a second. */
  const removed = async (error: unknown) =>
    error instanceof TerminalError &&
    error.fault === 'no-answer' &&
    (await watch.until(() => !watch.readers.get(name)?.card || undefined, removalSeenWithinMs)) === true

  const powerOff = async () => {
    const present = card
    card = undefined
    powered = false
    if (present !== undefined) await within(() => present.disconnect(CardDisposition.UNPOWER))
  }

  return {
    name,
    powerOn: () => resetBy(CardDisposition.UNPOWER),
    reset: () => resetBy(CardDisposition.RESET),
    powerOff,
    async transmit(command) {
      const present = card
      if (present === undefined || !powered) throw new TerminalError('not-powered', 'the card has no power')
      try {
        return (await within(() => present.transmit(command, answerBuffer))).slice()
      } catch (error) {
        powered = false
        throw (await removed(error)) ? new TerminalError('no-card', 'the card was taken out') : error
      }
    },
    async close() {
      try {
        if (!lost) await powerOff()
      } catch (error) {
        // A card or reader that is gone needs no switching off.
        if (!(error instanceof TerminalError)) throw error
      } finally {
        watch.close()
      }
    },
  }
}
