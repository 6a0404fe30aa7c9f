import { systemActor } from '@yika/core/access/actor.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { endSanction, expireApplication } from '@yika/core/service/card-application-schema.ts'
import { settleMigrationLine } from '@yika/core/service/integration-schema.ts'
import type { Database } from '../kernel/database/database.ts'
import { batchMost, type Executor } from '../kernel/execute.ts'
import { nobody } from '../kernel/identifier.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { applicationsRunOut, beforeAllApplications } from './application-store.ts'
import { type LineKey, linesToSettle } from './integration-store.ts'
import { sanctionsRunOut } from './sanction-store.ts'

export interface ServiceTaskParts extends Pick<KernelParts, 'clock'> {
  readonly db: Database
  readonly executor: Executor
}

/** What happens to services on cards without anybody asking; every step is a command of the system. */
export function serviceTasks(parts: ServiceTaskParts): readonly TaskHandler[] {
  return [
    { queue: 'end-services-run-out', schedule: '5 0 * * *', handle: () => endRunOut(parts) },
    { queue: 'settle-waiting-migration', schedule: '* * * * *', handle: () => settleWaiting(parts) },
  ]
}

interface SweepParts {
  readonly executor: Executor
  readonly operation: Operation
  /** The same for every run of the sweep, so that a repetition of it does nothing. */
  readonly run: string
}

/** Page by page in the order of the keys: what is refused and stays due does not hold up those behind it. */
async function sweep<Key extends object>(
  { executor, operation, run }: SweepParts,
  first: Key,
  due: (after: Key) => Promise<readonly Key[]>,
): Promise<void> {
  let page = await due(first)
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    await executor.executeAll(
      operation,
      page.map((input) => ({
        actor: systemActor,
        key: `${operation.name}/${Object.values(input).join('/')}/${run}`,
        input,
      })),
    )
    page = await due(last)
  }
}

async function endRunOut({ db, executor, clock }: ServiceTaskParts): Promise<void> {
  const run = dayOf(clock())
  const reason = 'its last day has passed'
  const firstSanction = { personId: nobody, sanctionId: nobody, reason }
  await sweep({ executor, operation: endSanction, run }, firstSanction, async (after) =>
    (await sanctionsRunOut(db, run, after, batchMost)).map((key) => ({ ...key, reason })),
  )
  await sweep({ executor, operation: expireApplication, run }, beforeAllApplications, (after) =>
    applicationsRunOut(db, run, after, batchMost),
  )
}

/** M16.5: an old card is moved within minutes of the enabling of the card that takes its place. */
async function settleWaiting({ db, executor, clock }: ServiceTaskParts): Promise<void> {
  const first: LineKey = { personId: nobody, migrationId: nobody, position: 0 }
  await sweep({ executor, operation: settleMigrationLine, run: clock() }, first, (after) =>
    linesToSettle(db, after, batchMost),
  )
}
