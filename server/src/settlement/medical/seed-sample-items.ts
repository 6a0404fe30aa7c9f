import { systemActor } from '@yika/core/access/actor.ts'
import { sampleItems } from '@yika/core/settlement/medical/sample-items.ts'
import { publishMedicalItems } from '@yika/core/settlement/medical-schema.ts'
import type { Executor } from '../../kernel/execute.ts'

/** The sample city's hospital catalogue; a real city publishes that of its medical security office. */
export async function seedSampleItems(executor: Executor): Promise<void> {
  const items = sampleItems().map((item) => ({ ...item, name: { ...item.name } }))
  await executor.execute(publishMedicalItems, { actor: systemActor, key: 'sample-medical-items', input: { items } })
}
