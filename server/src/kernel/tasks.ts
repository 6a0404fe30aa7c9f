import type { Task } from '@yika/core/decision/decision.ts'
import { PgBoss } from 'pg-boss'
import postgres from 'postgres'
import type { Transaction } from './database/database.ts'

/** What runs after the commit: at least once, so it must be idempotent, and it ends in a command of its own. */
export interface TaskHandler {
  readonly queue: string
  /** `taskId` is the same when a task is taken again: the key of what it does. */
  handle(data: object, taskId: string): Promise<void>
  /** Runs by itself at these times (cron, Asia/Shanghai), with empty data. */
  readonly schedule?: string
}

export interface TaskRunner {
  enqueue(tx: Transaction, tasks: readonly Task[]): Promise<void>
  /** Begins to take tasks; a process that only enqueues leaves it out. */
  work(handlers: readonly TaskHandler[]): Promise<void>
  stop(): Promise<void>
}

/** Tries a failed task again after 5 s, 10 s, 20 s … up to ten times; then it stays in the queue's table as failed. */
const retry = { retryLimit: 10, retryDelay: 5, retryBackoff: true }

type Statements = Pick<postgres.Sql, 'unsafe'>

function executeSqlOn(sql: Statements) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      const result = await sql.unsafe(text, values as never[])
      // Several statements in one text answer with a list of results; pg-boss wants the same list.
      const several = result.length > 0 && Array.isArray(result[0])
      return (
        several ? result.map((rows) => ({ rows: [...(rows as unknown as unknown[])] })) : { rows: [...result] }
      ) as never
    },
  }
}

/** pg-boss on the platform's own driver: the queue lives in the schema `pgboss` of the same database. */
export async function openTasks(
  url: string,
  queues: readonly string[],
  report: (error: Error) => void,
): Promise<TaskRunner> {
  const sql = postgres(url, {
    // pg-boss sends whole transactions as one text; one connection keeps them whole, and its statements are short.
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'yika-tasks', TimeZone: 'UTC' },
    // pg-boss hands JSON over as text, like node-postgres; the driver's default would encode it a second time.
    types: {
      json: {
        to: 114,
        from: [114, 3802],
        serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
        parse: (text: string) => JSON.parse(text) as unknown,
      },
    },
  })
  const boss = new PgBoss({
    db: executeSqlOn(sql),
    schema: 'pgboss',
    // The owner of the database has made the schema; the application's role may not.
    createSchema: false,
    schedule: true,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', report)
  await boss.start()
  for (const queue of queues) await boss.createQueue(queue, retry)
  return {
    async enqueue(tx, tasks) {
      const byQueue = Map.groupBy(tasks, (task) => task.queue)
      await Promise.all(
        [...byQueue].map(([queue, list]) =>
          boss.insert(
            queue,
            list.map((task) => ({
              data: task.data,
              ...(task.startAfter === undefined ? {} : { startAfter: task.startAfter }),
            })),
            { db: executeSqlOn(tx as unknown as Statements) },
          ),
        ),
      )
    },
    async work(handlers) {
      for (const { queue, handle, schedule } of handlers) {
        await boss.work(queue, { pollingIntervalSeconds: 1, batchSize: 50 }, async (jobs) => {
          for (const job of jobs) await handle(job.data as object, job.id)
        })
        if (schedule !== undefined) await boss.schedule(queue, schedule, {}, { tz: 'Asia/Shanghai' })
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
      await sql.end({ timeout: 5 })
    },
  }
}
