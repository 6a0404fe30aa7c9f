import type { Database } from '../kernel/database/database.ts'
import { allChipKeys } from './chip-key-store.ts'

/** New cards speak SM4; while one version replaces another both are in use, and a retired one gives nobody keys. */
export async function chipKeysInUse(db: Database): Promise<ReadonlySet<number>> {
  const keys = (await allChipKeys(db)).filter(({ suite, state }) => suite === 'sm' && state === 'active')
  return new Set(keys.map(({ keyVersion }) => keyVersion))
}
