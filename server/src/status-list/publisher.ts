import { systemActor } from '@yika/core/access/actor.ts'
import { listCardStatuses } from '@yika/core/status-list/schema.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import { newId } from '../kernel/identifier.ts'
import type { ListBook } from './list-book.ts'
import { listsBehind } from './store.ts'

export interface PublisherParts {
  readonly db: Database
  readonly executor: Executor
  readonly book: ListBook
  /** `status-list.publish-seconds`. */
  figure(key: string): number
  report(error: unknown): void
}

/** The lists follow the cards every few seconds; every process tries, one at a time succeeds. */
export interface Publisher {
  start(): void
  stop(): Promise<void>
}

const cardsPerCommand = 2000

/** Brings all lists up to date; how many cards that took. Nothing is left behind where nothing has changed, no audit row either. */
export async function publishLists(
  { db, executor, book }: Omit<PublisherParts, 'figure' | 'report'>,
  stopped = () => false,
): Promise<number> {
  let listed = 0
  for (let full = true; full && !stopped() && (await listsBehind(db)); ) {
    const outcome = await executor.execute(listCardStatuses, {
      actor: systemActor,
      key: `${listCardStatuses.name}/${newId(Date.now())}`,
      input: { most: cardsPerCommand },
    })
    if (outcome.status === 'refused') throw new Error(`the status lists were not published: ${outcome.code}`)
    const { cards } = outcome.answer as { readonly cards: number }
    listed += cards
    full = cards === cardsPerCommand
  }
  if (listed > 0) await book.keep()
  return listed
}

/** Where the rule cannot be read. */
const secondsOtherwise = 5

export function publisher(parts: PublisherParts): Publisher {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false

  function seconds(): number {
    try {
      return parts.figure('status-list.publish-seconds')
    } catch (error) {
      parts.report(error)
      return secondsOtherwise
    }
  }

  function run(): void {
    // What could not be published now is still there the next time: the rows that differ are the work.
    running = publishLists(parts, () => stopped)
      .catch(parts.report)
      .then(() => {
        if (!stopped) timer = setTimeout(run, seconds() * 1000)
      })
  }

  return {
    start: run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
