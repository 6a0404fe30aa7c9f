import { systemActor } from '@yika/core/access/actor.ts'
import { addMilliseconds, dayOf } from '@yika/core/calendar/instant.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { sweepCards } from '../card/sweep-cards.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { casesToSettle, endedCardsWithPurse } from './purse-store.ts'
import { openSince } from './tap-commands.ts'
import { cardsWithOpenEntries } from './tap-store.ts'

const pageMost = 500
const hourMs = 3_600_000

/** What happens to rides and purses without anybody asking. */
export function travelTasks(
  parts: Pick<KernelParts, 'clock' | 'policyReader'> & { readonly db: Database; readonly executor: Executor },
): readonly TaskHandler[] {
  const { db, executor, clock, policyReader } = parts
  return [
    {
      queue: 'close-open-rides',
      schedule: '20 4 * * *',
      async handle() {
        const longest = policyReader(systemActor, clock()).number('travel.ride-longest') * hourMs
        await sweepCards(parts, schema.closeOpenRides, (now, after) => {
          const between = { from: openSince(parts), before: addMilliseconds(now, -longest) }
          return cardsWithOpenEntries(db, between, after, pageMost)
        })
      },
    },
    {
      queue: 'open-purse-cases',
      schedule: '40 * * * *',
      handle: () =>
        sweepCards(parts, schema.openPurseCase, (now, after) => endedCardsWithPurse(db, dayOf(now), after, pageMost)),
    },
    {
      queue: 'settle-purse-cases',
      schedule: '50 4 * * *',
      async handle() {
        const now = clock()
        let page = await casesToSettle(db, dayOf(now), null, pageMost)
        for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
          // Where there is no new card, or too much money for one decision, the case waits for people.
          await executor.executeAll(
            schema.decidePurseCase,
            page.map(({ personId, caseId }) => ({
              actor: systemActor,
              key: `decide-purse-case/${caseId}/${now}`,
              input: { personId, caseId, way: 'new-card' },
            })),
          )
          page = await casesToSettle(db, dayOf(now), last.caseId, pageMost)
        }
      },
    },
  ]
}
