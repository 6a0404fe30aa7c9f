import type { CipherSuite } from './suite.ts'

export interface OpenedKey {
  readonly wrapped: Uint8Array
  readonly suite: CipherSuite
  readonly material: Buffer
}

/** Unwrapped person keys: few and not for long, so that a memory image holds a handful of people and not the city. */
export interface PersonKeyCache {
  get(personId: string, wrapped: Uint8Array): OpenedKey | undefined
  put(personId: string, key: OpenedKey): void
  forget(personId: string): void
  clear(): void
}

export function personKeyCache(entriesMax: number, ttlMs: number, clock: () => number): PersonKeyCache {
  const entries = new Map<string, OpenedKey & { readonly expiresAt: number }>()

  const drop = (personId: string): void => {
    entries.get(personId)?.material.fill(0)
    entries.delete(personId)
  }

  return {
    get(personId, wrapped) {
      const entry = entries.get(personId)
      if (entry === undefined) return undefined
      if (entry.expiresAt <= clock()) {
        drop(personId)
        return undefined
      }
      return Buffer.compare(entry.wrapped, wrapped) === 0 ? entry : undefined
    },
    put(personId, key) {
      drop(personId)
      const now = clock()
      // Insertion order is order of expiry: the oldest stand first and leave first.
      for (const [oldest, entry] of entries) {
        if (entry.expiresAt > now && entries.size < entriesMax) break
        drop(oldest)
      }
      entries.set(personId, { ...key, expiresAt: now + ttlMs })
    },
    forget: drop,
    clear() {
      for (const personId of [...entries.keys()]) drop(personId)
    },
  }
}
