import { Worker } from 'node:worker_threads'
import type { ReceiptSheet } from './receipt-sheet.ts'

export interface ReceiptPress {
  print(sheet: ReceiptSheet): Promise<Uint8Array>
  close(): Promise<void>
}

interface Printed {
  readonly job: number
  readonly file?: Uint8Array
  readonly error?: Error
}

interface Waiting {
  resolve(file: Uint8Array): void
  reject(error: unknown): void
}

/** Drawing takes tens of milliseconds and 8 MB of font: it has a thread of its own, from the first receipt on. */
export function receiptPress(): ReceiptPress {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let jobs = 0

  function end(error: unknown): void {
    thread = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  function start(): Worker {
    const started = new Worker(new URL('./receipt-press-thread.ts', import.meta.url))
    started.on('message', ({ job, file, error }: Printed) => {
      const one = waiting.get(job)
      waiting.delete(job)
      if (file === undefined) one?.reject(error)
      else one?.resolve(file)
    })
    started.on('error', end)
    started.on('exit', () => started === thread && end(new Error('the press of the receipts has stopped')))
    started.unref()
    return started
  }

  return {
    print(sheet) {
      thread ??= start()
      const job = jobs++
      thread.postMessage({ job, sheet })
      return new Promise((resolve, reject) => waiting.set(job, { resolve, reject }))
    },
    async close() {
      const closing = thread
      end(new Error('the press of the receipts is closed'))
      await closing?.terminate()
    },
  }
}
