import { systemActor } from '@yika/core/access/actor.ts'
import { lapseRelationOperation } from '@yika/core/holder/schema.ts'
import type { Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'

/** What happens to relations without anybody asking. */
export function holderTasks({
  executor,
  clock,
}: Pick<KernelParts, 'clock'> & { readonly executor: Executor }): readonly TaskHandler[] {
  return [
    {
      queue: 'lapse-relation',
      async handle(data) {
        const { personId, relationId } = data as { readonly personId: string; readonly relationId: string }
        const key = `lapse-relation/${relationId}/${clock()}`
        await executor.execute(lapseRelationOperation, { actor: systemActor, key, input: { personId, relationId } })
      },
    },
  ]
}
