import { emptyShard } from '@yika/core/status-list/status-bits.ts'
import { applyChanges, joinChanges, type StatusChange } from '@yika/core/status-list/status-changes.ts'
import type { Database } from '../kernel/database/database.ts'
import { keepFold, keptFold, statusLists, type VersionLimits, versionsAfter } from './store.ts'

/** The bits of one list at one version; never changed, so they may be compressed while a later version is made. */
export interface ListAt {
  readonly version: number
  readonly bits: Uint8Array
}

/** The lists as this process knows them: 256 KiB for each million cards, brought up to date from the events when somebody asks. */
export interface ListBook {
  /** The newest version of every list, in order of shard. */
  heads(): Promise<readonly { readonly shard: number; readonly version: number }[]>
  /** The list, at this version or a later one. */
  at(shard: number, version: number): Promise<ListAt>
  /** What changed after a version up to `head` at least, and up to which; undefined when that is too much to be told. */
  since(
    shard: number,
    from: number,
    head: number,
  ): Promise<{ version: number; changes: readonly StatusChange[] } | undefined>
  /** Keeps the fold of lists that have moved far, so that the next start reads little. */
  keep(): Promise<void>
}

/** One version is a command of a few thousand cards, far below these letters, so every reading gets on. */
const perRead: VersionLimits = { versions: 500, letters: 4_000_000 }
const perDelta: VersionLimits = { versions: 2000, letters: 40_000 }
const versionsPerFold = 256

export function listBook(db: Database): ListBook {
  const known = new Map<number, ListAt>()
  const kept = new Map<number, number>()
  const reading = new Map<number, Promise<ListAt>>()

  async function read(shard: number): Promise<ListAt> {
    let list = known.get(shard)
    if (list === undefined) {
      const fold = await keptFold(db, shard)
      if (fold !== undefined) kept.set(shard, fold.version)
      list = fold ?? { version: 0, bits: emptyShard() }
    }
    for (;;) {
      const versions = await versionsAfter(db, shard, list.version, perRead)
      const last = versions.at(-1)
      if (last === undefined) break
      const bits: Uint8Array = list.bits.slice()
      for (const { changes } of versions) applyChanges(bits, changes)
      list = { version: last.version, bits }
    }
    known.set(shard, list)
    return list
  }

  /** One reading at a time for each list: two would apply the same versions twice over. */
  function upToDate(shard: number): Promise<ListAt> {
    const waiting = reading.get(shard)
    if (waiting !== undefined) return waiting
    const begun = read(shard).finally(() => reading.delete(shard))
    reading.set(shard, begun)
    return begun
  }

  return {
    async heads() {
      return [...(await statusLists(db)).values()].map(({ shard, version }) => ({ shard, version }))
    },
    async at(shard, version) {
      let list = known.get(shard)
      // A reading that was under way may have begun before the version was there.
      for (let tries = 0; (list === undefined || list.version < version) && tries < 2; tries += 1)
        list = await upToDate(shard)
      if (list === undefined || list.version < version)
        throw new Error(`the status list ${shard} has no version ${version} in its events`)
      return list
    },
    async since(shard, from, head) {
      const versions = await versionsAfter(db, shard, from, perDelta)
      const version = versions.at(-1)?.version ?? from
      return version < head ? undefined : { version, changes: joinChanges(versions.map((one) => one.changes)) }
    },
    async keep() {
      for (const { shard, version: head } of await this.heads()) {
        const { version, bits } = await this.at(shard, head)
        if (version - (kept.get(shard) ?? 0) < versionsPerFold) continue
        await keepFold(db, shard, version, bits)
        kept.set(shard, version)
      }
    },
  }
}
