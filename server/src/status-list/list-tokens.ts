import { promisify } from 'node:util'
import { constants, deflate } from 'node:zlib'
import { epochMs, type Instant } from '@yika/core/calendar/instant.ts'
import { deltaJwt, type ListClaims, listCwt, listJwt, type TokenSigner } from '@yika/core/status-list/list-token.ts'
import { packChanges } from '@yika/core/status-list/status-changes.ts'
import type { DocumentSigner } from '../kernel/custody/document-signer.ts'
import type { ListBook } from './list-book.ts'

export type ListForm = 'jwt' | 'cwt'

/** A signed list or delta as it goes out; the same for whoever asks within a quarter of its fresh time. */
export interface ListToken {
  readonly version: number
  readonly body: string | Buffer
  /** The same in every process, although no two signatures are. */
  readonly tag: string
  /** So long the caller need not ask again, in seconds. */
  readonly maxAge: number
}

export interface ListTokens {
  /** The newest versions, at most a second old. */
  heads(): ReturnType<ListBook['heads']>
  /** Undefined where there is no such list. */
  full(shard: number, form: ListForm): Promise<ListToken | undefined>
  /** `gone`: the list has moved too far since that version, or never was there. */
  delta(shard: number, from: number): Promise<ListToken | 'gone' | undefined>
}

export interface ListTokenParts {
  readonly book: ListBook
  readonly documents: DocumentSigner
  /** Where the lists stand, `https://…/status-lists/`. */
  address(): string
  clock(): Instant
  /** `stop.list-lifetime` in seconds and `stop.list-expiry` in hours. */
  figure(key: string): number
}

const headsMs = 500
const freshParts = 4
const hourSeconds = 3600
const deflateBits = promisify(deflate)
/**
 * A list of a million cards in 28 kB and 40 ms, off the main thread and once for each version that is asked for; level 9 takes twice the
 * time for 3 % less.
 */
export const compactly = { level: 8, memLevel: 9, strategy: constants.Z_FILTERED } as const

/** M9.5: signed when somebody asks, so that a token that says when it was known is never older than it says. */
export function listTokens({ book, documents, address, clock, figure }: ListTokenParts): ListTokens {
  let heads: { readonly at: number; readonly list: ReturnType<ListBook['heads']> } | undefined
  const tokens = new Map<string, { readonly tag: string; readonly token: Promise<ListToken | 'gone'> }>()
  const deflated = new Map<number, { readonly version: number; readonly bytes: Promise<Buffer> }>()

  const signer: TokenSigner = {
    kid: () => documents.keys('status-list')[0]?.kid ?? '',
    sign: (bytes) => documents.sign('status-list', bytes),
  }

  /** `atLeast`: whoever names a version that is not known here has it from a process that read later. */
  async function newestHeads(shard?: number, atLeast = 0): ReturnType<ListBook['heads']> {
    const known = await headsOf(headsMs)
    const head = known.find((list) => list.shard === shard)
    return head !== undefined && head.version < atLeast ? headsOf(0) : known
  }

  function headsOf(oldestMs: number): ReturnType<ListBook['heads']> {
    const now = performance.now()
    if (heads === undefined || now - heads.at > oldestMs) {
      const list = book.heads()
      heads = { at: now, list }
      // What failed is asked again at once.
      list.catch(() => {
        heads = undefined
      })
    }
    return heads.list
  }

  /** One compression for each version, off the main thread, however many ask. */
  async function deflatedAt(shard: number, version: number): Promise<{ version: number; bytes: Buffer }> {
    const list = await book.at(shard, version)
    let made = deflated.get(shard)
    if (made?.version !== list.version) {
      made = { version: list.version, bytes: deflateBits(list.bits, compactly) }
      deflated.set(shard, made)
    }
    return { version: made.version, bytes: await made.bytes }
  }

  /** The beginning of the running quarter of the fresh time, before anything that is asked now: never newer than what the token says. */
  function claims(shard: number): Omit<ListClaims, 'version'> {
    const ttl = figure('stop.list-lifetime')
    const step = Math.max(1, Math.floor(ttl / freshParts))
    const iat = Math.floor((epochMs(clock()) - headsMs) / 1000 / step) * step
    return { sub: `${address()}${shard}`, iat, exp: iat + figure('stop.list-expiry') * hourSeconds, ttl }
  }

  async function token(
    kind: string,
    shard: number,
    atLeast: number,
    make: (head: number, base: Omit<ListClaims, 'version'>) => Promise<Pick<ListToken, 'version' | 'body'> | 'gone'>,
  ): Promise<ListToken | 'gone' | undefined> {
    // Taken before the version is asked for: the token never claims to be newer than what it says.
    const base = claims(shard)
    const head = (await newestHeads(shard, atLeast)).find((list) => list.shard === shard)
    if (head === undefined) return undefined
    const key = `${shard}/${kind}`
    const tag = `W/"${key}-${head.version}-${base.iat}"`
    const known = tokens.get(key)
    if (known?.tag === tag) return known.token
    const token = make(head.version, base).then((made) =>
      made === 'gone' ? made : { ...made, tag, maxAge: Math.max(1, Math.floor(base.ttl / freshParts)) },
    )
    // A terminal that polls asks from the last version or the one before; others are not worth the room.
    if (tokens.size >= tokensMost) tokens.clear()
    tokens.set(key, { tag, token })
    token.catch(() => tokens.delete(key))
    return token
  }

  return {
    heads: () => newestHeads(),
    async full(shard, form) {
      const made = await token(form, shard, 0, async (head, base) => {
        const { version, bytes } = await deflatedAt(shard, head)
        const all = { ...base, version }
        return {
          version,
          body: form === 'jwt' ? listJwt(all, bytes, signer) : Buffer.from(listCwt(all, bytes, signer)),
        }
      })
      return made === 'gone' ? undefined : made
    },
    delta: (shard, from) =>
      token(`from-${from}`, shard, from, async (head, base) => {
        const since = from > head ? undefined : await book.since(shard, from, head)
        if (since === undefined) return 'gone'
        const { version, changes } = since
        return { version, body: deltaJwt({ ...base, version }, from, packChanges(changes), signer) }
      }),
  }
}

const tokensMost = 512
