import { systemActor } from '@yika/core/access/actor.ts'
import { type ChipDoubted, chipDoubtQueue } from '@yika/core/presentation/chip-doubt.ts'
import { noteChipDoubt } from '@yika/core/use/schema.ts'
import type { Executor } from '../kernel/execute.ts'
import type { TaskHandler } from '../kernel/tasks.ts'

/** What follows from a refusal at a terminal. */
export function useTasks({ executor }: { readonly executor: Executor }): readonly TaskHandler[] {
  return [
    {
      queue: chipDoubtQueue,
      async handle(data, taskId) {
        const key = `${noteChipDoubt.name}/${taskId}`
        const input = data as ChipDoubted
        const outcome = await executor.execute(noteChipDoubt, { actor: systemActor, key, input })
        if (outcome.status === 'refused') throw new Error(`${noteChipDoubt.name}: ${outcome.code}`)
      },
    },
  ]
}
