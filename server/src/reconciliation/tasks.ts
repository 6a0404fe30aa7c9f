import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { compareReconciliationDay } from '@yika/core/reconciliation/schema.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { daysToCompare, type PartnerDay } from './store.ts'

export interface ReconciliationTaskParts {
  readonly db: Database
  readonly executor: Executor
  clock(): Instant
}

/** How far back the night looks for days that are not settled; older ones are compared when a file comes. */
const daysBack = 35

/** Days are compared when a file comes, and every morning as long as they are not settled. */
export function reconciliationTasks({ db, executor, clock }: ReconciliationTaskParts): readonly TaskHandler[] {
  const compare = async ({ partner, day }: PartnerDay, taskId: string) => {
    await executor.execute(compareReconciliationDay, {
      actor: systemActor,
      key: `${compareReconciliationDay.name}/${partner}/${day}/${taskId}`,
      input: { partner, day },
    })
  }
  return [
    { queue: 'compare-reconciliation-day', handle: (data, taskId) => compare(parseDay(data), taskId) },
    {
      queue: 'compare-reconciliation-days',
      schedule: '0 6 * * *',
      async handle(_data, taskId) {
        const today = dayOf(clock())
        for (const day of await daysToCompare(db, addDays(today, -daysBack), addDays(today, -1)))
          await compare(day, taskId)
      },
    },
  ]
}

function parseDay(data: object): PartnerDay {
  const { partner, day } = data as { partner?: unknown; day?: unknown }
  if (typeof partner !== 'string' || typeof day !== 'string')
    throw new Error('a task to compare names no partner or day')
  return { partner, day: day as PartnerDay['day'] }
}
