import { memoryStorage as storageIn } from './memory-storage.ts'

/** A storage as browsers have it, for tests that look into it. */
export function memoryStorage(): Storage & { all(): Readonly<Record<string, string>> } {
  const kept = new Map<string, string>()
  return Object.assign(storageIn(kept), { all: () => Object.fromEntries(kept) })
}
