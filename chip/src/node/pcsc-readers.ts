import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import { loadPcsc } from './load-pcsc.ts'
import { pcscFault } from './pcsc-fault.ts'

export interface PcscReader {
  readonly name: string
  /** A card lies in it and answers. */
  readonly card: boolean
}

interface Found {
  readonly readers: readonly PcscReader[]
  readonly fault?: { readonly fault: TerminalFault; readonly message: string }
}

const listedWithinMs = 10_000

/**
 * All readers of this machine, by name. Rejects with `TerminalError` 'reader-gone' that says what to install or start. The binding can only
 * watch readers, and ending the watch may block for ever (load-pcsc.ts), so a process of its own watches for a moment and dies.
 */
export async function listReaders(): Promise<readonly PcscReader[]> {
  const watcher = fileURLToPath(import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, [watcher], {
    timeout: listedWithinMs,
    killSignal: 'SIGKILL',
  }).catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }))
  if (stdout === '') throw new TerminalError('timeout', `the readers were not told within ${listedWithinMs} ms`)
  const { readers, fault } = JSON.parse(stdout) as Found
  if (fault !== undefined) throw new TerminalError(fault.fault, fault.message)
  return readers.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The binding says which readers there are one after another and never that there are no more: this much silence ends the list. */
const [firstWithinMs, silenceMs] = [400, 50]

async function watch(): Promise<Found> {
  const { newClient, ReaderStatus } = await loadPcsc()
  const readers = new Map<string, PcscReader>()
  return new Promise((resolve, reject) => {
    const finish = () => resolve({ readers: [...readers.values()] })
    let silence = setTimeout(finish, firstWithinMs)
    newClient().start((name, status) => {
      const gone = (status & (ReaderStatus.UNKNOWN | ReaderStatus.UNAVAILABLE)) !== 0
      const card = (status & ReaderStatus.PRESENT) !== 0 && (status & ReaderStatus.MUTE) === 0
      if (gone) readers.delete(name)
      else readers.set(name, { name, card })
      clearTimeout(silence)
      silence = setTimeout(finish, silenceMs)
    }, reject)
  })
}

if (import.meta.main) {
  const found = await watch().catch((error: unknown): Found => {
    const { fault, message } = pcscFault(error)
    return { readers: [], fault: { fault, message } }
  })
  process.stdout.write(JSON.stringify(found), () => process.kill(process.pid, 'SIGKILL'))
}
