import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, addYears, type Day, dayOf, type Instant, startOfDay } from '@yika/core/calendar/instant.ts'
import { reminderDays } from '@yika/core/distribution/remind-collection.ts'
import { remindCollection, sealUncollected } from '@yika/core/distribution/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { CardKey } from '../card/store.ts'
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
  const { db, executor, clock, policyReader } = parts

  /** The same command for every card that is due, in batches, until none is left or nothing moves any more. */
  async function sweep(operation: Operation, due: (now: Instant) => Promise<readonly CardKey[]>): Promise<void> {
    const seen = new Set<string>()
    for (;;) {
      const now = clock()
      const cards = (await due(now)).filter(({ cardId }) => !seen.has(cardId))
      if (cards.length === 0) return
      await executor.executeAll(
        operation,
        cards.map(({ personId, cardId }) => ({
          actor: systemActor,
          key: `${operation.name}/${cardId}/${dayOf(now)}`,
          input: { personId, cardId },
        })),
      )
      for (const { cardId } of cards) seen.add(cardId)
    }
  }

  return [
    {
      queue: 'remind-collections',
      schedule: '0 9 * * *',
      handle: () =>
        sweep(remindCollection, (now) => {
          const days = reminderDays(policyReader(systemActor, now).text('collection.reminder'))
          const before = days.map((count) => endOfDay(addDays(dayOf(now), -count)))
          return cardsToRemind(db, before, batchMost)
        }),
    },
    {
      queue: 'seal-uncollected-cards',
      schedule: '0 3 * * *',
      handle: () =>
        sweep(sealUncollected, (now) => {
          const years = policyReader(systemActor, now).number('collection.seal-after')
          return cardsToSeal(db, endOfDay(addYears(dayOf(now), -years)), batchMost)
        }),
    },
  ]
}

/** What began on the day or earlier began before this instant. */
function endOfDay(day: Day): Instant {
  return startOfDay(addDays(day, 1))
}
