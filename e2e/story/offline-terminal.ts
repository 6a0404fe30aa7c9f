import { setTimeout } from 'node:timers/promises'
import { inflateSync } from 'node:zlib'
import { instantOf } from '@yika/core/calendar/instant.ts'
import type { CardStatus } from '@yika/core/card/card-status.ts'
import { checkOffline } from '@yika/core/e-card/check-offline.ts'
import { decodeCode } from '@yika/core/e-card/code.ts'
import { terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import { pointOf, verifyEs256 } from '../../server/src/kernel/custody/verify-es256.ts'
import { StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

/** A gate that has fetched the lists and the keys of the office and asks nobody when a code is shown. */
export interface OfflineTerminal {
  /** Fetches what changed until the list says this of the place of the card. */
  fetchUntil(shard: number, place: number, status: CardStatus): Promise<void>
  /** `yes`, or the reason of a no. */
  judge(code: string): Promise<string>
  /** Where the binding of a code says that the card stands. */
  placeOf(code: string): { readonly shard: number; readonly place: number }
  held(): { readonly shard: number; readonly version: number }[]
}

interface Key {
  readonly kid: string
  readonly x: string
  readonly y: string
}

const lookEveryMs = 100
const looksMost = 300

export async function offlineTerminal({ url }: Stage, serviceId: string): Promise<OfflineTerminal> {
  const read = async <Body>(path: string) => (await (await fetch(new URL(path, url))).json()) as Body
  const { keys } = await read<{ keys: readonly Key[] }>('/.well-known/yika-documents/jwks.json')
  const { status_lists: addresses } = await read<{ status_lists: readonly string[] }>('/status-lists')
  const keyOf = (kid: string) => {
    const key = keys.find((one) => one.kid === kid)
    return key === undefined ? undefined : pointOf(key)
  }
  const lists = terminalLists({
    address: addresses[0]?.replace(/\d+$/, '') ?? '',
    verify: (kid, signed, signature) => {
      const key = keyOf(kid)
      return key !== undefined && verifyEs256(key, signed, signature)
    },
    inflate: (deflated, maxOutputLength) => inflateSync(deflated, { maxOutputLength }),
  })
  const shown = new Set<string>()

  async function fetchList(shard: number): Promise<void> {
    const version = lists.held().find((one) => one.shard === shard)?.version
    const from = version === undefined ? '' : `?from=${version}`
    const answer = await fetch(new URL(`/status-lists/${shard}${from}`, url))
    if (!answer.ok) throw new StoryBroken(`list ${shard} was not handed out: ${answer.status}`)
    const taken = await lists.take(await answer.text(), Date.now())
    if (!taken.ok) throw new StoryBroken(`the terminal does not believe list ${shard}: ${taken.fault}`)
  }

  return {
    async fetchUntil(shard, place, status) {
      for (let look = 0; look < looksMost; look += 1) {
        await fetchList(shard)
        if (lists.lookUp(shard, place, Date.now())?.status === status) return
        await setTimeout(lookEveryMs)
      }
      throw new StoryBroken(`list ${shard} does not say ${status}`)
    },
    async judge(code) {
      const answer = await checkOffline(code, {
        ...{ at: instantOf(Date.now()), serviceId, skewSeconds: 30, tokenSeconds: 60, verify: verifyEs256, lists },
        issuerKey: (version) => keyOf(`e-card-${version}`),
        seen: (deviceId, id) => shown.has(`${deviceId}/${id}`),
      })
      if (!answer.accepted) return answer.code
      shown.add(`${answer.code.binding.deviceId}/${answer.code.id}`)
      return 'yes'
    },
    placeOf(code) {
      const { binding } = decodeCode(code) ?? {}
      if (binding === undefined) throw new StoryBroken('the code cannot be read')
      return { shard: binding.shard, place: binding.index }
    },
    held: () => [...lists.held()],
  }
}
