import { type CardStatus, cardStatuses } from '../card/card-status.ts'
import { type ReadListToken, readListToken } from './read-list-token.ts'
import { bytesPerShard, cardStatusWidth, placesPerShard, statusAt } from './status-bits.ts'
import { applyChanges } from './status-changes.ts'

/** What a terminal brings along: cryptography and decompression are its own, and so is its clock. */
export interface TerminalListParts {
  /** Address of the lists without their number, `https://…/status-lists/`: a list of another office is none. */
  readonly address: string
  /** ES256 over `signed` by the key of that name, which the terminal has from the office's key set; false for an unknown name. */
  verify(kid: string, signed: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  /** The zlib form undone, up to so many bytes and no more; undefined when it is broken or would be larger. */
  inflate(deflated: Uint8Array, bytesMost: number): Uint8Array | undefined | Promise<Uint8Array | undefined>
}

/**
 * `form`: not a token of ours; `signature`; `address`: of another list; `future`: issued after the terminal's clock; `expired`; `size`: not two
 * bits for each place; `older`: the terminal knows more already; `gap`: a delta that begins after what the terminal holds.
 */
export type TokenFault = 'form' | 'signature' | 'address' | 'future' | 'expired' | 'size' | 'older' | 'gap'

export type TakenToken =
  | { readonly ok: true; readonly shard: number; readonly version: number }
  | { readonly ok: false; readonly fault: TokenFault }

export type Staleness = 'fresh' | 'stale' | 'expired'

/** What the terminal knows of a card without asking anybody. */
export interface KnownStatus {
  readonly status: CardStatus
  /** When the office said so, in milliseconds since 1970. */
  readonly knownAt: number
  readonly staleness: Staleness
}

export interface TerminalLists {
  /** A full list or a delta as it was fetched, `nowMs` by the terminal's clock. */
  take(token: string | Uint8Array, nowMs: number): Promise<TakenToken>
  /** Undefined while no list covers the card. Tens of millions a second: a gate looks up, it does not wait. */
  lookUp(shard: number, place: number, nowMs: number): KnownStatus | undefined
  /** What the terminal acknowledges in its report. */
  held(): readonly { readonly shard: number; readonly version: number }[]
}

interface HeldShard {
  readonly bits: Uint8Array
  readonly version: number
  readonly knownAt: number
  readonly freshUntil: number
  readonly expiresAt: number
}

/** So far the two clocks may be apart. */
const skewMs = 60_000

const names = Object.entries(cardStatuses).reduce<CardStatus[]>((list, [name, number]) => {
  list[number] = name as CardStatus
  return list
}, [])

/** Article 9, M9.5: the status lists in a terminal: believed only when the office signed them, never set back, and always with their age. */
export function terminalLists({ address, verify, inflate }: TerminalListParts): TerminalLists {
  const shards: (HeldShard | undefined)[] = []

  const shardOf = (sub: string): number | undefined => {
    const number = sub.startsWith(address) ? sub.slice(address.length) : ''
    return /^\d{1,4}$/.test(number) ? Number(number) : undefined
  }

  async function bitsOf(
    content: ReadListToken['content'],
    held: HeldShard | undefined,
  ): Promise<Uint8Array | TokenFault> {
    if (content.kind === 'delta') {
      if (held === undefined || content.from > held.version) return 'gap'
      // A copy, so that whoever looks up meanwhile sees the whole of one version; `slice` of a Node buffer would be none.
      const bits = new Uint8Array(held.bits)
      applyChanges(bits, content.changes)
      return bits
    }
    const bits = content.width === cardStatusWidth ? await inflate(content.deflated, bytesPerShard) : undefined
    return bits?.length === bytesPerShard ? bits : 'size'
  }

  return {
    async take(token, nowMs) {
      const read = readListToken(token)
      if (read === undefined) return refused('form')
      if (!(await verify(read.kid, read.signed, read.signature))) return refused('signature')
      const { sub, iat, exp, ttl, version } = read.claims
      const shard = shardOf(sub)
      if (shard === undefined) return refused('address')
      const knownAt = iat * 1000
      if (knownAt > nowMs + skewMs) return refused('future')
      if (exp * 1000 <= nowMs) return refused('expired')
      const before = shards[shard]
      const bits = await bitsOf(read.content, before)
      if (typeof bits === 'string') return refused(bits)
      // Asked last: another token of the same list may have been taken while this one was inflated.
      const held = shards[shard]
      if (held !== undefined && isOlder({ version, knownAt }, held, nowMs)) return refused('older')
      // What changed between two other versions says nothing about the rest of this one.
      if (read.content.kind === 'delta' && held !== undefined && version < held.version) return refused('older')
      if (read.content.kind === 'delta' && held !== before) return refused('gap')
      shards[shard] = { bits, version, knownAt, freshUntil: knownAt + ttl * 1000, expiresAt: exp * 1000 }
      return { ok: true, shard, version }
    },
    lookUp(shard, place, nowMs) {
      const held = shards[shard]
      if (held === undefined || place < 0 || place >= placesPerShard) return undefined
      const { knownAt } = held
      return { status: names[statusAt(held.bits, place)] as CardStatus, knownAt, staleness: stalenessOf(held, nowMs) }
    },
    held: () => shards.flatMap((held, shard) => (held === undefined ? [] : [{ shard, version: held.version }])),
  }
}

const refused = (fault: TokenFault): TakenToken => ({ ok: false, fault })

/**
 * Versions only grow; what the office had to restore from an older copy may fall behind, and is believed again when the list that is held no
 * longer counts. A token that was kept and is shown again is older by its own word.
 */
function isOlder(
  { version, knownAt }: Pick<HeldShard, 'version' | 'knownAt'>,
  held: HeldShard,
  nowMs: number,
): boolean {
  if (version > held.version) return false
  return knownAt < held.knownAt || (version < held.version && nowMs < held.expiresAt)
}

/** A clock that was set back proves nothing about age, so nothing is believed by it. */
function stalenessOf({ knownAt, freshUntil, expiresAt }: HeldShard, nowMs: number): Staleness {
  if (nowMs >= expiresAt || nowMs < knownAt - skewMs) return 'expired'
  return nowMs <= freshUntil ? 'fresh' : 'stale'
}
