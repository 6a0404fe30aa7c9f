import { type KnownStatus, type TerminalLists, terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import { CallFailed } from '../client/problem.ts'
import { fetchText } from '../client/send.ts'
import type { TerminalDatabase } from './database.ts'
import { inflate } from './inflate.ts'
import { type OfficeKey, type OfficeKeys, officeKeys } from './office-keys.ts'

/** A token as it was fetched: it is believed anew, with its signature, whenever the page starts. */
interface KeptToken {
  readonly token: string
  readonly tag: string | null
}

/** The whole list, and what has changed in it since. */
interface KeptList {
  readonly shard: number
  readonly version: number
  readonly takenAt: number
  readonly full: KeptToken
  readonly delta: KeptToken | null
}

export interface HeldList extends Pick<KnownStatus, 'knownAt' | 'staleness'> {
  readonly shard: number
  readonly version: number
}

export interface HeldLists extends Pick<TerminalLists, 'lookUp'> {
  issuerKey: OfficeKeys['issuerKey']
  /** What was kept by the page before. */
  restore(): Promise<void>
  /** What is new; throws `CallFailed` where the office is not reached. */
  refresh(): Promise<void>
  held(nowMs: number): readonly HeldList[]
}

interface Overview {
  readonly address: string
  readonly shards: readonly number[]
}

const listsPath = '/status-lists'
const keysPath = '/.well-known/yika-documents/jwks.json'
/** After this the whole list is fetched again: it ends some time, and with it what was built on it. */
const fullMs = 6 * 3_600_000
const notFound = 404
const gone = 410

/** M9.5: the signed lists of card states and the keys of the office, as this device holds them without the network. */
export function heldLists(database: TerminalDatabase, now: () => number = Date.now): HeldLists {
  let keys = officeKeys([])
  let address = ''
  let lists = listsAt('')

  function listsAt(from: string): TerminalLists {
    address = from
    return terminalLists({
      address,
      verify: (kid, signed, signature) => keys.verifyList(kid, signed, signature),
      inflate,
    })
  }

  async function fetchOverview(): Promise<Overview> {
    const answer = await fetchText(listsPath)
    const { status_lists: addresses, lists: all } = JSON.parse(answer?.text ?? '{}') as {
      status_lists: readonly string[]
      lists: readonly { shard: number }[]
    }
    const [first = ''] = addresses
    return { address: first.slice(0, first.lastIndexOf('/') + 1), shards: all.map(({ shard }) => shard) }
  }

  async function fetchDelta(list: KeptList): Promise<KeptList | undefined> {
    try {
      const found = await fetchText(`${listsPath}/${list.shard}?from=${list.version}`, list.delta?.tag)
      if (found === undefined) return list
      const delta = { token: found.text, tag: found.tag }
      return (await lists.take(delta.token, now())).ok ? { ...list, delta } : undefined
    } catch (failed) {
      if (failed instanceof CallFailed && [notFound, gone].includes(failed.problem.status)) return undefined
      throw failed
    }
  }

  async function fetchFull(shard: number): Promise<KeptList | undefined> {
    const found = await fetchText(`${listsPath}/${shard}`)
    if (found === undefined) return undefined
    const taken = await lists.take(found.text, now())
    if (!taken.ok) return undefined
    const full = { token: found.text, tag: found.tag }
    return { shard: taken.shard, version: taken.version, takenAt: now(), full, delta: null }
  }

  return {
    issuerKey: (version) => keys.issuerKey(version),
    lookUp: (...place) => lists.lookUp(...place),
    held: (nowMs) =>
      lists.held().map(({ shard, version }) => {
        const { knownAt, staleness } = lists.lookUp(shard, 0, nowMs) as KnownStatus
        return { shard, version, knownAt, staleness }
      }),
    async restore() {
      keys = officeKeys((await database.get<readonly OfficeKey[]>('kept', 'office-keys')) ?? [])
      lists = listsAt((await database.get<string>('kept', 'list-address')) ?? '')
      for (const { full, delta } of await database.all<KeptList>('list')) {
        await lists.take(full.token, now())
        if (delta !== null) await lists.take(delta.token, now())
      }
    },
    async refresh() {
      const answer = await fetchText(keysPath)
      const { keys: published } = JSON.parse(answer?.text ?? '{}') as { keys: readonly OfficeKey[] }
      keys = officeKeys(published)
      await database.put('kept', 'office-keys', published)
      const overview = await fetchOverview()
      if (overview.shards.length > 0 && overview.address !== address) {
        lists = listsAt(overview.address)
        await database.put('kept', 'list-address', address)
      }
      for (const shard of overview.shards) {
        const kept = await database.get<KeptList>('list', String(shard))
        const young =
          kept !== undefined && now() - kept.takenAt < fullMs && lists.held().some((one) => one.shard === shard)
        const next = (young ? await fetchDelta(kept) : undefined) ?? (await fetchFull(shard))
        if (next !== undefined && next !== kept) await database.put('list', String(shard), next)
      }
    },
  }
}
