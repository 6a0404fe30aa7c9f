import type { Bilingual } from '../../client/problem.ts'

/**
 * What this browser keeps of the e-card of a person: a private key that no script can read out, and what the office has signed about it.
 * It says no name and no number of a card.
 */
export interface BoundTelephone {
  readonly personId: string
  readonly deviceId: string
  readonly key: CryptoKey
  /** Null until the first renewal. */
  readonly held: HeldBinding | null
}

/** What a code is made of without the network. */
export interface HeldBinding {
  /** As `renew-binding` gave it, base32. */
  readonly binding: string
  readonly validUntil: string
  readonly codeSeconds: number
  readonly services: readonly OpenService[]
}

export interface OpenService {
  readonly serviceId: string
  readonly name: Bilingual
}

const [database, table] = ['yika.e-card', 'telephone']

export async function boundTelephone(personId: string): Promise<BoundTelephone | null> {
  const found = await inTable<BoundTelephone | undefined>('readonly', (rows) => rows.get(personId))
  return found ?? null
}

export async function keepTelephone(telephone: BoundTelephone): Promise<void> {
  await inTable('readwrite', (rows) => rows.put(telephone))
}

export async function forgetTelephone(personId: string): Promise<void> {
  await inTable('readwrite', (rows) => rows.delete(personId))
}

async function inTable<Value>(
  mode: IDBTransactionMode,
  use: (rows: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const opening = indexedDB.open(database, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(table, { keyPath: 'personId' })
  const opened = await settled(opening)
  try {
    return await settled(use(opened.transaction(table, mode).objectStore(table)))
  } finally {
    opened.close()
  }
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
