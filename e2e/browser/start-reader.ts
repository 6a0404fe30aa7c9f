import { setTimeout as wait } from 'node:timers/promises'
import {
  type MiddlewareOptions,
  type ReaderMiddleware,
  startReaderMiddleware,
} from '@yika/chip/node/reader-middleware.ts'

const pollMs = 250

/** The program beside the reader has one place on a machine; a story whose turn it is not waits for it, as another program would have to. */
export async function startReader(options: MiddlewareOptions): Promise<ReaderMiddleware> {
  for (;;) {
    try {
      return await startReaderMiddleware(options)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      await wait(pollMs)
    }
  }
}
