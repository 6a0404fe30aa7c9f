import { systemActor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { closeLedgerDay, countLedgerDay } from '@yika/core/ledger/schema.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { daysToClose } from './day-store.ts'

export interface LedgerTaskParts {
  readonly db: Database
  readonly executor: Executor
  clock(): Instant
}

/** Every night the days that are over are closed and counted, the oldest first; a night that was missed is made up for. */
export function ledgerTasks({ db, executor, clock }: LedgerTaskParts): readonly TaskHandler[] {
  return [
    {
      queue: 'close-ledger-days',
      schedule: '30 0 * * *',
      async handle() {
        for (const { day, closed } of await daysToClose(db, dayOf(clock()))) {
          const wish = (operation: { readonly name: string }) => ({
            actor: systemActor,
            key: `${operation.name}/${day}`,
            input: { day },
          })
          if (!closed) await executor.execute(closeLedgerDay, wish(closeLedgerDay))
          await executor.execute(countLedgerDay, wish(countLedgerDay))
        }
      },
    },
  ]
}
