import type { Client, Reader } from 'pcsc-mini'
import { TerminalError } from '../terminal/card-terminal.ts'
import { pcscFault } from './pcsc-fault.ts'

export interface PcscReader {
  readonly name: string
  /** A card lies in it and answers. */
  readonly card: boolean
}

export interface ReaderWatch {
  readonly readers: ReadonlyMap<string, PcscReader>
  reader(name: string): Reader | undefined
  /** Looks again whenever a reader changes. Undefined when the time is over; rejects with `TerminalError` if the daemon ends. */
  until<T>(look: () => T | undefined, limitMs: number): Promise<T | undefined>
  close(): void
}

/** The library says which readers there are one after another, and never that there are no more: this much silence ends the list. */
const silenceMs = 100
const firstReaderWithinMs = 500

/** All readers of this machine. Rejects with `TerminalError` 'reader-gone' that says what to install or start. */
export async function listReaders(): Promise<readonly PcscReader[]> {
  const watch = await watchReaders()
  try {
    let known = 0
    const more = () => (watch.readers.size > known ? watch.readers.size : undefined)
    for (let limitMs = firstReaderWithinMs; ; limitMs = silenceMs) {
      const count = await watch.until(more, limitMs)
      if (count === undefined) break
      known = count
    }
    return [...watch.readers.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  } finally {
    watch.close()
  }
}

export async function watchReaders(): Promise<ReaderWatch> {
  const { Client, ReaderStatus } = await loadPcsc()
  const client = new Client()
  const readers = new Map<string, PcscReader>()
  const lookers = new Set<() => void>()
  let fault: TerminalError | undefined
  const changed = () => {
    for (const look of [...lookers]) look()
  }

  client.on('error', (error) => {
    fault = pcscFault(error)
    changed()
  })
  client.on('reader', (reader) => {
    const name = reader.name()
    reader.on('change', (status) => {
      const card = status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE)
      readers.set(name, { name, card })
      changed()
    })
    reader.on('disconnect', () => {
      readers.delete(name)
      changed()
    })
  })
  start(client)

  return {
    readers,
    reader: (name) => client.reader(name),
    until: (look, limitMs) =>
      new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer)
          lookers.delete(attempt)
        }
        const attempt = () => {
          if (fault !== undefined) {
            end()
            reject(fault)
            return
          }
          const found = look()
          if (found === undefined) return
          end()
          resolve(found)
        }
        const timer = setTimeout(() => {
          end()
          resolve(undefined)
        }, limitMs)
        lookers.add(attempt)
        attempt()
      }),
    close() {
      // After the daemon has ended there is nothing left to cancel, and the library complains.
      try {
        client.stop()
      } catch (error) {
        fault ??= pcscFault(error)
      }
    },
  }
}

function start(client: Client): void {
  try {
    client.start()
  } catch (error) {
    throw pcscFault(error)
  }
}

/** Loaded when a reader is wanted and not before: a machine without readers need not have the library of PC/SC. */
export async function loadPcsc(): Promise<typeof import('pcsc-mini')> {
  try {
    return await import('pcsc-mini')
  } catch (cause) {
    const { message } = cause as Error
    const known = message.includes('libpcsclite')
      ? 'the library of PC/SC is missing: apt-get install libpcsclite1 pcscd'
      : `the binding of PC/SC cannot be loaded: ${message.split('\n')[0]}`
    throw new TerminalError('reader-gone', known)
  }
}
