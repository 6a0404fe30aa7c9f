import type { Instant } from '../calendar/instant.ts'

/** One status list: what it said in each version is in its events, the bits are their fold. */
export interface StatusList {
  readonly shard: number
  /** From it follows the order in which places are given out; base64. */
  readonly seed: string
  /** Places given out. */
  readonly cards: number
  readonly publishedAt: Instant
}

export interface StatusListEventData {
  'status-list-opened': { readonly seed: string }
  'statuses-listed': {
    /** Packed, base64. */
    readonly changes: string
    readonly cards: number
  }
}

export type StatusListEvent = {
  readonly [Name in keyof StatusListEventData]: {
    readonly stream: 'status-list'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: StatusListEventData[Name]
  }
}[keyof StatusListEventData]

export function statusListEvent<Name extends keyof StatusListEventData>(
  shard: number,
  name: Name,
  data: StatusListEventData[Name],
): StatusListEvent {
  return { stream: 'status-list', id: String(shard), personId: null, name, data } as StatusListEvent
}

export function evolveStatusList(state: StatusList | undefined, event: StatusListEvent, at: Instant): StatusList {
  if (event.name === 'status-list-opened')
    return { shard: Number(event.id), seed: event.data.seed, cards: 0, publishedAt: at }
  if (state === undefined) throw new Error(`${event.name} in a list that does not exist`)
  return { ...state, cards: event.data.cards, publishedAt: at }
}
