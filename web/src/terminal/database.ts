/** What the device keeps over a reload and without the network; forgetting the device empties all of it. */
const stores = ['device', 'kept', 'list', 'waiting', 'seen'] as const
export type Store = (typeof stores)[number]

export interface TerminalDatabase {
  get<Value>(store: Store, key: string): Promise<Value | undefined>
  all<Value>(store: Store): Promise<readonly Value[]>
  /** In order. */
  keys(store: Store): Promise<readonly string[]>
  put(store: Store, key: string, value: unknown): Promise<void>
  remove(store: Store, key: string): Promise<void>
  clear(): Promise<void>
}

const name = 'yika-terminal'
const version = 1

export async function openDatabase(): Promise<TerminalDatabase> {
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => {
    for (const store of stores) opening.result.createObjectStore(store)
  }
  const db = await answered(opening)

  const read = <Value>(store: Store, ask: (from: IDBObjectStore) => IDBRequest): Promise<Value> =>
    answered(ask(db.transaction(store).objectStore(store)) as IDBRequest<Value>)

  /** Done when it lies on the disk: what the holder was told must not be lost with the power. */
  const write = (names: readonly Store[], change: (of: (store: Store) => IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = db.transaction(names, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
      change((store) => transaction.objectStore(store))
    })

  return {
    get: (store, key) => read(store, (from) => from.get(key)),
    all: (store) => read(store, (from) => from.getAll()),
    keys: (store) => read(store, (from) => from.getAllKeys()),
    put: (store, key, value) => write([store], (of) => void of(store).put(value, key)),
    remove: (store, key) => write([store], (of) => void of(store).delete(key)),
    clear: () => write(stores, (of) => stores.forEach((store) => void of(store).clear())),
  }
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
