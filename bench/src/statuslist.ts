import { createPublicKey, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, inflateSync } from 'node:zlib'
import { StatusList } from '@sd-jwt/jwt-status-list'
import { deltaJwt, type ListClaims, listCwt, listJwt, type TokenSigner } from '@yika/core/status-list/list-token.ts'
import { emptyShard, placesPerShard, setStatus, statusAt } from '@yika/core/status-list/status-bits.ts'
import { packChanges } from '@yika/core/status-list/status-changes.ts'
import { terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import type { DocumentSigner } from '@yika/server/kernel/custody/document-signer.ts'
import { compactly } from '@yika/server/status-list/list-tokens.ts'
import { machine } from './environment.ts'
import { againstLeast, againstLimit, againstPeer, type Report } from './report.ts'
import { withDocuments } from './with-documents.ts'

const cards = 22_000_000
const rounds = 5
const lookUps = 2_000_000
const address = 'https://bench.example/status-lists/'

/** So many of a hundred cards are not in use, and of those: superseded and cancelled ones, not yet enabled ones, lost and locked ones. */
const notNormal = 0.02
const kinds = [
  { status: 1, upTo: 0.9 },
  { status: 3, upTo: 0.98 },
  { status: 2, upTo: 1 },
] as const

/** The same city for every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

function city(): Uint8Array[] {
  const next = chance(20_261_123)
  const shards: Uint8Array[] = []
  for (let card = 0; card < cards; card += 1) {
    const place = card % placesPerShard
    if (place === 0) shards.push(emptyShard())
    let status = 0
    if (next() < notNormal) {
      const drawn = next()
      status = kinds.find(({ upTo }) => drawn < upTo)?.status ?? 1
    }
    setStatus(shards.at(-1) as Uint8Array, place, status)
  }
  return shards
}

function bestRate(things: number, work: () => void): number {
  let best = 0
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    work()
    best = Math.max(best, (things * 1000) / (performance.now() - began))
  }
  return best
}

async function secondsOf<Made>(work: () => Promise<Made>): Promise<{ made: Made; seconds: number }> {
  const began = performance.now()
  const made = await work()
  return { made, seconds: (performance.now() - began) / 1000 }
}

/** The lists of a city of 22 million cards: made, signed, taken by a terminal and asked; beside a library that others keep. */
export function statuslist(): Promise<Report> {
  return withDocuments(measured)
}

async function measured(documents: DocumentSigner): Promise<Report> {
  const shards = city()
  const signer: TokenSigner = {
    kid: () => documents.keys('status-list')[0]?.kid ?? '',
    sign: (bytes) => documents.sign('status-list', bytes),
  }
  const nowMs = Date.parse('2026-11-23T02:00:00Z')
  const claims = (shard: number, version = 1): ListClaims => ({
    ...{ sub: `${address}${shard}`, iat: nowMs / 1000, exp: nowMs / 1000 + 86_400, ttl: 60, version },
  })

  const zlib = promisify(deflate)
  const published = await secondsOf(() =>
    Promise.all(
      shards.map(async (bits, shard) => {
        const deflated = await zlib(bits, compactly)
        return { jwt: listJwt(claims(shard), deflated, signer), cwt: listCwt(claims(shard), deflated, signer) }
      }),
    ),
  )
  const size = (form: 'jwt' | 'cwt') => published.made.reduce((sum, token) => sum + token[form].length, 0) / 1000

  const changes = Array.from({ length: 500 }, (_, n) => ({ place: (n * 2_097) % placesPerShard, status: 2 }))
  const delta = deltaJwt(claims(0, 2), 1, packChanges(changes), signer)
  const still = deltaJwt(claims(0, 2), 2, packChanges([]), signer)

  const key = createPublicKey({ key: { ...documents.keys('status-list')[0] }, format: 'jwk' })
  const lists = terminalLists({
    address,
    verify: (_kid, signed, signature) => verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature),
    inflate: (deflated, maxOutputLength) => inflateSync(deflated, { maxOutputLength }),
  })
  const taken = await secondsOf(async () => {
    let good = true
    for (const { cwt } of published.made) good = (await lists.take(cwt, nowMs)).ok && good
    return good
  })

  const next = chance(7)
  const asked = Uint32Array.from({ length: lookUps }, () => Math.floor(next() * cards))
  let valid = 0
  const rate = bestRate(lookUps, () => {
    valid = 0
    for (const card of asked) {
      const known = lists.lookUp(card >>> 20, card & (placesPerShard - 1), nowMs)
      if (known?.status === 'valid' && known.staleness === 'fresh') valid += 1
    }
  })
  const expected = asked.reduce(
    (sum, card) => sum + Number(statusAt(shards[card >>> 20] as Uint8Array, card & (placesPerShard - 1)) === 0),
    0,
  )

  // The library keeps one number for each card; one list is enough to know its pace.
  const statuses = Array.from({ length: placesPerShard }, (_, place) => statusAt(shards[0] as Uint8Array, place))
  const peerList = new StatusList(statuses, 2)
  const first = shards[0] as Uint8Array
  let bareValid = 0
  const bareRate = bestRate(lookUps, () => {
    bareValid = 0
    for (const card of asked) if (statusAt(first, card & (placesPerShard - 1)) === 0) bareValid += 1
  })
  let peerValid = 0
  const peerRate = bestRate(lookUps, () => {
    peerValid = 0
    for (const card of asked) if (peerList.getStatus(card & (placesPerShard - 1)) === 0) peerValid += 1
  })
  const peerPublished = await secondsOf(async () => peerList.compressStatusList())
  const agree = StatusList.decompressStatusList(jwtList(published.made[0]?.jwt ?? ''), 2)
  const sameBits = statuses.every((status, place) => agree.getStatus(place) === status)

  const checks = [
    { name: 'a terminal believes every list and finds each card as it is', ok: taken.made && valid === expected },
    { name: 'a library kept by others reads the same statuses', ok: sameBits && peerValid === bareValid },
    { name: 'a delta is believed', ok: (await lists.take(delta, nowMs)).ok && (await lists.take(still, nowMs)).ok },
  ]
  return {
    name: 'statuslist',
    environment: machine(),
    valid: checks.every(({ ok }) => ok),
    checks,
    results: [
      againstLeast('look-ups of random cards with the age of the list, one thread', rate, 'cards/s', 10_000_000),
      againstPeer(
        'the status alone, of one list, beside a library kept by others that unpacks it to a number for each card',
        bareRate,
        'cards/s',
        { name: '@sd-jwt/jwt-status-list', value: peerRate },
        { atLeast: 1 },
      ),
      againstLimit(`${shards.length} lists of 22 M cards as CWT, 2 % not in use`, size('cwt'), 'kB', 600),
      againstLeast('the same as JWT, whose alphabet costs a third, twice', size('jwt'), 'kB', 0),
      againstLimit('all lists compressed, signed and written in both forms', published.seconds, 's', 3),
      againstPeer(
        'the same for one list beside a library kept by others, compression alone',
        published.seconds / shards.length,
        's',
        { name: '@sd-jwt/jwt-status-list', value: peerPublished.seconds },
        { atMost: 1 },
      ),
      againstLimit('all lists verified and inflated by a terminal', taken.seconds, 's', 1),
      againstLeast('a delta of 500 cards', delta.length / 1000, 'kB', 0),
      againstLeast('a delta that says that nothing changed', still.length / 1000, 'kB', 0),
    ],
  }
}

function jwtList(token: string): string {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    status_list: { lst: string }
  }
  return payload.status_list.lst
}
