import { transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { systemActor } from '@yika/core/access/actor.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { recordChipKey, recordChipKeyDestruction } from '@yika/core/production/chip-key-schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { allChipKeys } from './chip-key-store.ts'

export interface ChipKeyTaskParts {
  readonly db: Database
  readonly executor: Executor
  readonly custodian: Custodian
}

/** What the key machine does after two persons agreed; each ends in a command that may be given twice. */
export function chipKeyTasks(parts: ChipKeyTaskParts): readonly TaskHandler[] {
  return [
    { queue: 'make-chip-key', handle: (data) => makeChipKey(parts, named(data)) },
    { queue: 'destroy-chip-key', handle: (data) => destroyChipKey(parts, named(data)) },
  ]
}

/** The keys of a confirmed version, and with the first one the transport keys of the suite. */
export async function makeChipKey({ db, executor, custodian }: ChipKeyTaskParts, chipKeyId: string): Promise<void> {
  const key = (await allChipKeys(db)).find((one) => one.chipKeyId === chipKeyId)
  // A task that comes again after all was done must not raise from the dead what was destroyed meanwhile.
  if (key?.state !== 'confirmed') return
  const { suite, keyVersion } = key
  const { chipHsm } = custodian
  await chipHsm.generate(suite, transportVersion)
  await chipHsm.generate(suite, keyVersion)
  const checkValues = await chipHsm.checkValues(suite, keyVersion)
  await record(executor, recordChipKey, chipKeyId, { checkValues })
}

async function destroyChipKey({ db, executor, custodian }: ChipKeyTaskParts, chipKeyId: string): Promise<void> {
  const key = (await allChipKeys(db)).find((one) => one.chipKeyId === chipKeyId)
  if (key?.state !== 'destruction-confirmed') return
  await custodian.chipHsm.destroy(key.suite, key.keyVersion)
  await record(executor, recordChipKeyDestruction, chipKeyId)
}

async function record(executor: Executor, operation: Operation, chipKeyId: string, found: object = {}): Promise<void> {
  const key = `${operation.name}/${chipKeyId}`
  const outcome = await executor.execute(operation, { actor: systemActor, key, input: { chipKeyId, ...found } })
  if (outcome.status === 'refused') throw new Error(`${operation.name} of ${chipKeyId}: ${outcome.code}`)
}

function named(data: object): string {
  const { chipKeyId } = data as { readonly chipKeyId?: unknown }
  if (typeof chipKeyId !== 'string') throw new Error('a task names no chip key')
  return chipKeyId
}
