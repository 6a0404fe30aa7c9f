import type { Store, TerminalDatabase } from './database.ts'

/** A database as the browser has it, for tests that run without one. */
export function memoryDatabase(): TerminalDatabase {
  const stores = new Map<Store, Map<string, unknown>>()
  const of = (store: Store): Map<string, unknown> => {
    const known = stores.get(store) ?? new Map<string, unknown>()
    stores.set(store, known)
    return known
  }
  return {
    get: async <Value>(store: Store, key: string) => structuredClone(of(store).get(key)) as Value | undefined,
    all: async <Value>(store: Store) => [...of(store).values()] as Value[],
    keys: async (store) => [...of(store).keys()].sort(),
    put: async (store, key, value) => void of(store).set(key, structuredClone(value)),
    remove: async (store, key) => void of(store).delete(key),
    clear: async () => stores.clear(),
  }
}
