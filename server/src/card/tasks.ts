import { systemActor } from '@yika/core/access/actor.ts'
import { addDaysToInstant } from '@yika/core/calendar/instant.ts'
import { type CancelReason, cancelReasons } from '@yika/core/card/card.ts'
import { cancelCard, lapseLoss, warnLossLapse } from '@yika/core/card/schema.ts'
import type { Database } from '../kernel/database/database.ts'
import { batchMost, type Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { cardsOfPersons, cardsToWarn, cardsWithDueLapse } from './store.ts'
import { sweepCards } from './sweep-cards.ts'

export interface CardTaskParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly executor: Executor
}

/** What happens to cards without anybody asking; every step is a command of the system. */
export function cardTasks(parts: CardTaskParts): readonly TaskHandler[] {
  const { db, executor, policyReader } = parts
  return [
    {
      queue: 'lapse-losses',
      schedule: '* * * * *',
      handle: () => sweepCards(parts, lapseLoss, (now, after) => cardsWithDueLapse(db, now, after, batchMost)),
    },
    {
      queue: 'warn-loss-lapses',
      schedule: '*/15 8-20 * * *',
      handle: () =>
        sweepCards(parts, warnLossLapse, (now, after) => {
          const days = policyReader(systemActor, now).number('loss.lapse-warning')
          return cardsToWarn(db, now, addDaysToInstant(now, days), after, batchMost)
        }),
    },
    {
      queue: 'cancel-cards-of-person',
      async handle(data, taskId) {
        const { personId, reason } = parseEnd(data)
        const cards = await cardsOfPersons(db, [personId])
        await executor.executeAll(
          cancelCard,
          [...cards.values()]
            .filter((card) => card.social !== 'cancelled')
            .map(({ cardId }) => ({
              actor: systemActor,
              key: `${cancelCard.name}/${cardId}/${taskId}`,
              input: { personId, cardId, reason },
            })),
        )
      },
    },
  ]
}

function parseEnd(data: object): { readonly personId: string; readonly reason: CancelReason } {
  const { personId, reason } = data as { personId?: unknown; reason?: unknown }
  if (typeof personId !== 'string' || !(cancelReasons as readonly unknown[]).includes(reason)) {
    throw new Error('a task cancel-cards-of-person names no person or no reason')
  }
  return { personId, reason: reason as CancelReason }
}
