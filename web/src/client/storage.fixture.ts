/** A storage as browsers have it, for tests that run without one. */
export function memoryStorage(): Storage & { all(): Readonly<Record<string, string>> } {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (name) => kept.get(name) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (name) => void kept.delete(name),
    setItem: (name, value) => void kept.set(name, value),
    all: () => Object.fromEntries(kept),
  }
}
