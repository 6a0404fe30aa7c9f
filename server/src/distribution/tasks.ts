import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, addYears, type Day, dayOf, type Instant, startOfDay } from '@yika/core/calendar/instant.ts'
import { reminderDays } from '@yika/core/distribution/remind-collection.ts'
import { remindCollection, sealUncollected } from '@yika/core/distribution/schema.ts'
import { sweepCards } from '../card/sweep-cards.ts'
import type { Database } from '../kernel/database/database.ts'
import { batchMost, type Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { cardsToRemind, cardsToSeal } from './store.ts'

export interface DistributionTaskParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly executor: Executor
}

/** Reminders and the sealing of what nobody collected: every step is a command of the system. */
export function distributionTasks(parts: DistributionTaskParts): readonly TaskHandler[] {
  const { db, policyReader } = parts

  return [
    {
      queue: 'remind-collections',
      schedule: '0 9 * * *',
      handle: () =>
        sweepCards(parts, remindCollection, (now, after) => {
          const days = reminderDays(policyReader(systemActor, now).text('collection.reminder'))
          const before = days.map((count) => endOfDay(addDays(dayOf(now), -count)))
          return cardsToRemind(db, before, after, batchMost)
        }),
    },
    {
      queue: 'seal-uncollected-cards',
      schedule: '0 3 * * *',
      handle: () =>
        sweepCards(parts, sealUncollected, (now, after) => {
          const years = policyReader(systemActor, now).number('collection.seal-after')
          return cardsToSeal(db, endOfDay(addYears(dayOf(now), -years)), after, batchMost)
        }),
    },
  ]
}

/** What began on the day or earlier began before this instant. */
function endOfDay(day: Day): Instant {
  return startOfDay(addDays(day, 1))
}
