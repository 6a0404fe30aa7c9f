import { systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { beforeAllCards, type CardKey } from './store.ts'

interface SweepParts extends Pick<KernelParts, 'clock'> {
  readonly executor: Executor
}

/**
 * The same command of the system for every card that is due, page by page in the order of the keys: a card that is
 * refused and stays due does not hold up those behind it.
 */
export async function sweepCards(
  { executor, clock }: SweepParts,
  operation: Operation,
  due: (now: Instant, after: CardKey) => Promise<readonly CardKey[]>,
): Promise<void> {
  const now = clock()
  let page = await due(now, beforeAllCards)
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    await executor.executeAll(
      operation,
      page.map(({ personId, cardId }) => ({
        actor: systemActor,
        key: `${operation.name}/${cardId}/${now}`,
        input: { personId, cardId },
      })),
    )
    page = await due(now, last)
  }
}
