import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { deltaJwt, type ListClaims, listJwt } from '@yika/core/status-list/list-token.ts'
import { emptyShard, setStatus } from '@yika/core/status-list/status-bits.ts'
import { packChanges } from '@yika/core/status-list/status-changes.ts'
import { memoryDatabase } from './database.fixture.ts'
import { heldLists } from './held-lists.ts'
import { inflate } from './inflate.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
const signerAs = (kid: string) => ({
  kid: () => kid,
  sign: (bytes: Uint8Array) => ({
    kid,
    signature: sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }),
})
const now = Date.parse('2026-11-23T02:00:00Z')
const address = 'https://yika.example/status-lists/'
const claims = (version: number): ListClaims => ({
  ...{ sub: `${address}0`, iat: now / 1000, exp: now / 1000 + 24 * 3600, ttl: 60, version },
})
const bits = emptyShard()
setStatus(bits, 7, 0)
const full = (kid = 'status-list-1') => listJwt(claims(5), deflateSync(bits), signerAs(kid))
const delta = deltaJwt(claims(6), 5, packChanges([{ place: 7, status: 2 }]), signerAs('status-list-1'))

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

/** An office with these documents; answers 304 to whoever names what stands there. */
function office(documents: Readonly<Record<string, string>>): string[] {
  const asked: string[] = []
  globalThis.fetch = async (path, request) => {
    const body = documents[String(path)]
    const known = new Headers(request?.headers).get('if-none-match')
    asked.push(known === null ? String(path) : `${path} unless ${known}`)
    if (body === undefined) return new Response('{}', { status: 410 })
    const tag = `"${body.length}"`
    return known === tag ? new Response(null, { status: 304 }) : new Response(body, { headers: { etag: tag } })
  }
  return asked
}

const keys = JSON.stringify({
  keys: [
    { kid: 'status-list-1', x, y },
    { kid: 'e-card-1', x, y },
  ],
})
const published = {
  '/.well-known/yika-documents/jwks.json': keys,
  '/status-lists': JSON.stringify({ status_lists: [`${address}0`], lists: [{ shard: 0 }] }),
}

test('M9.5: a list is fetched whole once, then what has changed, and both are believed again after a reload without the network', async () => {
  const database = memoryDatabase()
  const lists = heldLists(database, () => now)
  await lists.restore()
  const asked = office({ ...published, '/status-lists/0': full(), '/status-lists/0?from=5': delta })
  await lists.refresh()
  assert.equal(lists.lookUp(0, 7, now)?.status, 'valid')
  await lists.refresh()
  assert.equal(lists.lookUp(0, 7, now)?.status, 'suspended')
  await lists.refresh()
  assert.deepEqual(
    asked.filter((path) => path.startsWith('/status-lists/')),
    ['/status-lists/0', '/status-lists/0?from=5', `/status-lists/0?from=5 unless "${delta.length}"`],
  )
  assert.deepEqual(lists.held(now), [{ shard: 0, version: 6, knownAt: now, staleness: 'fresh' }])

  const later = heldLists(database, () => now + 3_600_000)
  await later.restore()
  assert.equal(later.lookUp(0, 7, now)?.status, 'suspended')
  assert.equal(later.held(now + 3_600_000)[0]?.staleness, 'stale')
  assert.equal(later.issuerKey(1)?.length, 64)
})

test('M9.5: what has moved too far is fetched whole again; a list under a key for codes is none', async () => {
  const lists = heldLists(memoryDatabase(), () => now)
  const asked = office({ ...published, '/status-lists/0': full() })
  await lists.refresh()
  await lists.refresh()
  assert.deepEqual(asked.slice(-2), ['/status-lists/0?from=5', '/status-lists/0'])

  const other = heldLists(memoryDatabase(), () => now)
  office({ ...published, '/status-lists/0': full('e-card-1') })
  await other.refresh()
  assert.deepEqual(other.held(now), [])
})

test('M9.5: a list that inflates to more than it may, or is broken, fills no memory', async () => {
  assert.equal(await inflate(deflateSync(new Uint8Array(1_000_000)), 1000), undefined)
  assert.equal(await inflate(Uint8Array.of(1, 2, 3), 1000), undefined)
  assert.deepEqual(await inflate(deflateSync(Uint8Array.of(9, 8)), 2), Uint8Array.of(9, 8))
})
