import type { Actor } from '@yika/core/access/actor.ts'
import { chipSuites } from '@yika/core/card/chip-suite.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { chipKeyIdOf } from '@yika/core/production/chip-key.ts'
import { confirmChipKey, proposeChipKey } from '@yika/core/production/chip-key-schema.ts'
import { allChipKeys } from './chip-key-store.ts'
import { type ChipKeyTaskParts, makeChipKey } from './chip-key-tasks.ts'

const firstVersion = 1

/**
 * The ceremony of version 1 of both suites, held by two people in the ordinary commands. It may be cut off and held again;
 * a suite that has ever had keys is left alone.
 */
export async function holdFirstCeremony(parts: ChipKeyTaskParts, [one, other]: readonly [Actor, Actor]): Promise<void> {
  const keys = await allChipKeys(parts.db)
  const act = async (operation: Operation, actor: Actor, key: string, input: object): Promise<void> => {
    const outcome = await parts.executor.execute(operation, { actor, key, input })
    if (outcome.status === 'refused') throw new Error(`the first key ceremony: ${operation.name} ${outcome.code}`)
  }
  for (const suite of chipSuites) {
    if (keys.some((key) => key.suite === suite && key.state !== 'proposed' && key.state !== 'confirmed')) continue
    const chipKeyId = chipKeyIdOf(suite, firstVersion)
    await act(proposeChipKey, one, `first-ceremony-${suite}`, { suite, reason: 'first key ceremony' })
    await act(confirmChipKey, other, `first-ceremony-${suite}`, { chipKeyId })
    await makeChipKey(parts, chipKeyId)
  }
}
