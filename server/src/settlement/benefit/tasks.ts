import { systemActor } from '@yika/core/access/actor.ts'
import { payQueue } from '@yika/core/settlement/benefit/approve-batch.ts'
import { finishBenefitRun, payBenefitLine } from '@yika/core/settlement/benefit-schema.ts'
import type { Database } from '../../kernel/database/database.ts'
import { batchMost, type Executor } from '../../kernel/execute.ts'
import { newId } from '../../kernel/identifier.ts'
import type { KernelParts } from '../../kernel/parts.ts'
import type { TaskHandler } from '../../kernel/tasks.ts'
import { batchesToPay, benefitBatchesByIds } from './batch-store.ts'
import { type WaitingLine, waitingLines } from './line-store.ts'

export interface BenefitTaskParts extends Pick<KernelParts, 'clock'> {
  readonly db: Database
  readonly executor: Executor
}

/** Two transactions work side by side: while one waits for the disk, the other reads. */
const lanes = 2
const pageSize = batchMost * lanes * 4

/** Lines are paid when their batch is approved; what a killed process left behind is taken up by the clock. */
export function benefitTasks(parts: BenefitTaskParts): readonly TaskHandler[] {
  return [
    {
      queue: payQueue,
      schedule: '*/5 * * * *',
      async handle(data) {
        const { batchId } = data as { readonly batchId?: string }
        const due = batchId === undefined ? await batchesToPay(parts.db, parts.clock()) : [batchId]
        for (const one of due) await payBatch(parts, one)
      },
    },
  ]
}

/**
 * Pays what waits, line by line, until nothing waits any more. A line leaves the state `received` in the transaction that holds its
 * money, so that whoever runs this again, or beside another, pays none twice and leaves none out.
 */
export async function payBatch({ db, executor, clock }: BenefitTaskParts, batchId: string): Promise<void> {
  for (;;) {
    if ((await benefitBatchesByIds(db, [batchId])).get(batchId)?.status !== 'approved') return
    const run = newId(Date.parse(clock()))
    const pay = (lines: readonly WaitingLine[]) =>
      executor.executeAll(
        payBenefitLine,
        lines.map(({ lineNumber, personId }) => ({
          ...{ actor: systemActor, key: `benefit/${run}/${lineNumber}` },
          input: { batchId, lineNumber, personId },
        })),
      )
    let moved = false
    let stuck = 0
    for (let after = 0, more = true; more; ) {
      const page = await waitingLines(db, batchId, after, pageSize)
      more = page.length === pageSize
      after = page.at(-1)?.lineNumber ?? after
      const half = Math.ceil(page.length / lanes)
      const outcomes = await Promise.all([pay(page.slice(0, half)), pay(page.slice(half))])
      const accepted = outcomes.flat().filter(({ status }) => status === 'accepted').length
      moved ||= accepted > 0
      stuck += page.length - accepted
    }
    const key = `benefit/${run}/finish`
    const outcome = await executor.execute(finishBenefitRun, { actor: systemActor, key, input: { batchId } })
    const released = outcome.status === 'accepted' && (outcome.answer as { released: boolean }).released
    // A retry may have put lines back behind this walk: they are waiting, and the next walk finds them.
    if (released || (!moved && stuck === 0)) return
    if (!moved) throw new Error(`${stuck} lines of a batch of benefits could not be decided`)
  }
}
