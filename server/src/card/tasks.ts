import { systemActor } from '@yika/core/access/actor.ts'
import { addDaysToInstant, type Instant } from '@yika/core/calendar/instant.ts'
import { type CancelReason, cancelReasons } from '@yika/core/card/card.ts'
import { cancelCard, lapseLoss, warnLossLapse } from '@yika/core/card/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { Database } from '../kernel/database/database.ts'
import { batchMost, type Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { type CardKey, cardsOfPersons, cardsToWarn, cardsWithDueLapse } from './store.ts'

export interface CardTaskParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly executor: Executor
}

/** What happens to cards without anybody asking; every step is a command of the system. */
export function cardTasks(parts: CardTaskParts): readonly TaskHandler[] {
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
          key: `${operation.name}/${cardId}/${now}`,
          input: { personId, cardId },
        })),
      )
      for (const { cardId } of cards) seen.add(cardId)
    }
  }

  return [
    {
      queue: 'lapse-losses',
      schedule: '* * * * *',
      handle: () => sweep(lapseLoss, (now) => cardsWithDueLapse(db, now, batchMost)),
    },
    {
      queue: 'warn-loss-lapses',
      schedule: '*/15 8-20 * * *',
      handle: () =>
        sweep(warnLossLapse, (now) => {
          const days = policyReader(systemActor, now).number('loss.lapse-warning')
          return cardsToWarn(db, now, addDaysToInstant(now, days), batchMost)
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
