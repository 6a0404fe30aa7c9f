import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { after, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list'
import { epochMs, instantOf } from '@yika/core/calendar/instant.ts'
import type { Card, Social } from '@yika/core/card/card.ts'
import { cardStatuses, cardStatusOf } from '@yika/core/card/card-status.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { type CardListing, type CardListingEvent, evolveCardListing } from '@yika/core/status-list/card-listing.ts'
import { listCardStatuses } from '@yika/core/status-list/schema.ts'
import { emptyShard, statusAt } from '@yika/core/status-list/status-bits.ts'
import { evolveStatusList, type StatusList, type StatusListEvent } from '@yika/core/status-list/status-list.ts'
import { terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import { decode } from 'cborg'
import Fastify from 'fastify'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { cardCommands } from '../src/card/commands.ts'
import { loadStanding } from '../src/holder/store.ts'
import { connect } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { mountDocumentKeys } from '../src/mount-document-keys.ts'
import { mountStatusLists } from '../src/mount-status-lists.ts'
import { statusListCommands } from '../src/status-list/commands.ts'
import { listBook } from '../src/status-list/list-book.ts'
import { listTokens } from '../src/status-list/list-tokens.ts'
import { publishLists } from '../src/status-list/publisher.ts'
import { keepFold, listingsOfCards, statusLists } from '../src/status-list/store.ts'
import { collectedCard, enabledCard, givenCard, givenPerson, holderOf } from './given-card.ts'
import { testDatabase } from './test-database.ts'
import { testKernel } from './test-kernel.ts'

const policy = {
  'loss.social.provisional': 10,
  'loss.finance.provisional': 5,
  'loss.coupling': 'separate',
  'loss.lapse-warning': 2,
  'guardian.required-under': 18,
  'stop.list-lifetime': 60,
  'stop.list-expiry': 24,
}
const address = 'https://yika.example/status-lists/'

async function lists(ending: Parameters<typeof testKernel>[0]) {
  const kernel = await testKernel(ending, {
    commands: (parts) => [...cardCommands(parts), ...statusListCommands],
    standing: loadStanding,
    policy,
  })
  const { db, executor, custodian } = kernel
  const figure = (key: string) => kernel.policy.get(key) as number
  const tokensOf = (book = listBook(db)) =>
    listTokens({ book, documents: custodian.documents, address: () => address, clock: () => kernel.now, figure })
  const book = listBook(db)
  const publish = () => publishLists({ db, executor, book })
  const keys = () => createLocalJWKSet({ keys: [...custodian.documents.keys('status-list')] })
  const later = (seconds: number) => {
    kernel.now = instantOf(epochMs(kernel.now) + seconds * 1000)
  }
  async function verify(kid: string, signed: Uint8Array, signature: Uint8Array): Promise<boolean> {
    const jwk = custodian.documents.keys('status-list').find((key) => key.kid === kid)
    if (jwk === undefined) return false
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const key = await webcrypto.subtle.importKey('jwk', { ...jwk }, algorithm, false, ['verify'])
    return webcrypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(signed))
  }
  const terminal = () =>
    terminalLists({
      address,
      verify,
      inflate: (deflated, maxOutputLength) => {
        try {
          return inflateSync(deflated, { maxOutputLength })
        } catch {
          return undefined
        }
      },
    })
  const place = async (card: Stored<Card>) => {
    const listing = (await listingsOfCards(db, [card])).get(card.cardId)
    assert.ok(listing)
    return listing
  }
  const lose = async ({ personId, cardId }: Stored<Card>) => {
    const input = { personId, cardId, functions: 'social', kind: 'provisional', channel: 'hotline' }
    const outcome = await kernel.run(reportLoss, holderOf(personId), input)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  }
  return { ...kernel, kernel, book, publish, tokensOf, keys, later, verify, terminal, place, lose }
}

test('M9.5: the column of the card says what core says, for every state of the social function', async (t) => {
  const { ownerUrl } = await testDatabase(t)
  const owner = connect(ownerUrl, { connections: 1 })
  after(() => owner.end())
  const states: Record<Social, object> = {
    none: {},
    'pending-enable': {},
    enabled: {},
    'suspended-provisional': { social_provisional_until: '2026-12-01T00:00:00Z' },
    'suspended-formal': {},
    locked: {},
    cancelled: { cancel_reason: 'superseded', cancelled_at: '2026-11-23T00:00:00Z' },
  }
  const at = '2026-11-23T00:00:00Z'
  const rows = Object.entries(states).map(([social, more]) => ({
    ...{ person_id: newId(0), card_id: newId(0), version: 1, issuing_area: '110000', generation: 3, requested_at: at },
    ...{ physical: 'collected', physical_since: at, finance: 'none', pin_state: 'none', pin_tries_left: 0 },
    ...{ enable_code_tries_left: 0, chip_counter: 0, social, ...more },
  }))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const written = await owner
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      const found = await tx<{ social: Social; statusBits: number }[]>`
        insert into card (${tx(columns)})
        select ${tx(columns)} from json_populate_recordset(null::card, ${JSON.stringify(rows)}::text::json)
        returning social, status_bits`
      throw Object.assign(new Error('undone'), { found: [...found] })
    })
    .catch((error: { found?: { social: Social; statusBits: number }[] }) => {
      if (error.found === undefined) throw error
      return error.found
    })
  assert.deepEqual(
    written.map(({ social, statusBits }) => [social, statusBits]),
    Object.keys(states).map((social) => [social, cardStatuses[cardStatusOf({ social: social as Social })]]),
  )
})

test('M9.5: every card gets a place for good, the list follows its state, and where nothing changed nothing is written', async (t) => {
  const { kernel, db, publish, book, place, lose, later } = await lists(t)
  const cards: Stored<Card>[] = []
  for (const steps of [enabledCard(), collectedCard(), enabledCard()])
    cards.push(await givenCard(kernel, await givenPerson(kernel), steps))
  assert.equal(await publish(), 3)
  const first = await Promise.all(cards.map(place))
  assert.deepEqual(
    first.map(({ shard, status, listVersion, version }) => ({ shard, status, listVersion, version })),
    [0, 3, 0].map((status) => ({ shard: 0, status, listVersion: 2, version: 1 })),
  )
  assert.equal(new Set(first.map(({ place }) => place)).size, 3)

  const audited = async () => (await db`select from audit_entry where operation = ${listCardStatuses.name}`).length
  const before = await audited()
  assert.equal(await publish(), 0)
  assert.equal(await audited(), before)

  later(1)
  const lost = cards[0] as Stored<Card>
  await lose(lost)
  assert.equal(await publish(), 1)
  const after = await place(lost)
  assert.deepEqual({ ...after }, { ...first[0], status: 2, listVersion: 3, listedAt: kernel.now, version: 2 })
  const { bits } = await book.at(0, 3)
  assert.deepEqual(
    first.map((listing) => statusAt(bits, listing.place)),
    [2, 3, 0],
  )
  // Every other place says: never enabled.
  const expected = emptyShard()
  assert.notDeepEqual(bits, expected)
  assert.equal(
    bits.reduce((set, byte, at) => set + (byte === expected[at] ? 0 : 1), 0),
    new Set([first[0], first[2]].map((one) => (one?.place ?? 0) >> 2)).size,
  )
})

test('M9.5: the rows of lists and listings are the fold of their events', async (t) => {
  const { kernel, db, publish, lose, later } = await lists(t)
  const card = await givenCard(kernel, await givenPerson(kernel), enabledCard())
  await givenCard(kernel, await givenPerson(kernel), collectedCard())
  await publish()
  later(5)
  await lose(card)
  await publish()
  const listings = await listingsOfCards(db, [card])
  const list = (await statusLists(db)).get('0')
  await db.begin(async (tx) => {
    let listing: CardListing | undefined
    for (const { event, at } of await eventsOf(tx as never, card.personId, 'card-listing', card.cardId))
      listing = evolveCardListing(listing, event as CardListingEvent, at)
    assert.deepEqual({ ...listing, version: 2 }, listings.get(card.cardId))
    let folded: StatusList | undefined
    const events = await eventsOf(tx as never, null, 'status-list', '0')
    for (const { event, at } of events) folded = evolveStatusList(folded, event as StatusListEvent, at)
    assert.deepEqual({ ...folded, version: events.length }, list)
  })
})

test('M9.5: a terminal without a network refuses a lost card as soon as it has the delta, and says how old its knowledge is', async (t) => {
  const { kernel, publish, tokensOf, terminal, place, lose, later } = await lists(t)
  const card = await givenCard(kernel, await givenPerson(kernel), enabledCard())
  await publish()
  const { shard, place: at } = await place(card)
  const tokens = tokensOf()
  const device = terminal()
  const now = () => epochMs(kernel.now)
  assert.equal(device.lookUp(shard, at, now()), undefined)
  const full = await tokens.full(shard, 'jwt')
  assert.ok(full)
  assert.deepEqual(await device.take(full.body as string, now()), { ok: true, shard, version: 2 })
  assert.equal(device.lookUp(shard, at, now())?.status, 'valid')
  assert.equal(device.lookUp(shard, at, now())?.staleness, 'fresh')

  later(30)
  await lose(card)
  await publish()
  later(1)
  const delta = await tokens.delta(shard, 2)
  assert.ok(delta !== undefined && delta !== 'gone')
  assert.ok(delta.body.length < 800, `${delta.body.length} characters`)
  assert.deepEqual(await device.take(delta.body as string, now()), { ok: true, shard, version: 3 })
  assert.equal(device.lookUp(shard, at, now())?.status, 'suspended')
  // Nobody sets it back to before the loss.
  assert.deepEqual(await device.take(full.body as string, now()), { ok: false, fault: 'older' })
  assert.equal(device.lookUp(shard, at, now())?.status, 'suspended')
  assert.deepEqual(device.held(), [{ shard, version: 3 }])

  later(120)
  assert.equal(device.lookUp(shard, at, now())?.staleness, 'stale')
  // An empty delta says that the version still stands.
  const still = await tokens.delta(shard, 3)
  assert.ok(still !== undefined && still !== 'gone')
  assert.deepEqual(await device.take(still.body as string, now()), { ok: true, shard, version: 3 })
  assert.equal(device.lookUp(shard, at, now())?.staleness, 'fresh')
  later(25 * 3600)
  assert.equal(device.lookUp(shard, at, now())?.staleness, 'expired')
  assert.equal(await tokens.delta(shard, 99), 'gone')
  assert.equal(await tokens.full(7, 'jwt'), undefined)
})

test('M9.5: libraries kept by others read both forms, and verify them with the published keys', async (t) => {
  const { kernel, custodian, publish, tokensOf, keys, verify, place, lose } = await lists(t)
  const [lost, valid] = [
    await givenCard(kernel, await givenPerson(kernel), enabledCard()),
    await givenCard(kernel, await givenPerson(kernel), enabledCard()),
  ]
  await lose(lost)
  await publish()
  const places = [(await place(lost)).place, (await place(valid)).place]
  const tokens = tokensOf()
  const jwt = (await tokens.full(0, 'jwt'))?.body as string
  const { payload } = await jwtVerify(jwt, keys(), {
    typ: 'statuslist+jwt',
    subject: `${address}0`,
    currentDate: new Date(kernel.now),
  })
  assert.equal(payload['ttl'], 60)
  assert.equal((payload.exp as number) - (payload.iat as number), 24 * 3600)
  const list = getListFromStatusListJWT(jwt)
  assert.equal(list.getBitsPerStatus(), 2)
  assert.deepEqual(
    places.map((at) => list.getStatus(at)),
    [2, 0],
  )

  const cwt = (await tokens.full(0, 'cwt'))?.body as Uint8Array
  const tags = { 18: (value: () => unknown) => value() }
  const [head, , body, signature] = decode(cwt, { tags: tags as never }) as Uint8Array[]
  const header = decode(head as Uint8Array, { useMaps: true }) as Map<number, unknown>
  assert.equal(header.get(1), -7)
  assert.equal(header.get(16), 'application/statuslist+cwt')
  const kid = Buffer.from(header.get(4) as Uint8Array).toString()
  // Sig_structure of RFC 9052: four entries, the third empty.
  const signed = Buffer.concat([
    Buffer.from([0x84, 0x6a]),
    Buffer.from('Signature1'),
    cborBytes(head as Uint8Array),
    Buffer.from([0x40]),
    cborBytes(body as Uint8Array),
  ])
  assert.equal(await verify(kid, signed, signature as Uint8Array), true)
  const claims = decode(body as Uint8Array, { useMaps: true }) as Map<number, unknown>
  assert.equal(claims.get(2), `${address}0`)
  assert.equal(claims.get(65534), 60)
  const bits = inflateSync((claims.get(65533) as Map<string, Uint8Array>).get('lst') as Uint8Array)
  assert.deepEqual(
    places.map((at) => statusAt(bits, at)),
    [2, 0],
  )
  assert.equal(custodian.documents.keys('status-list')[0]?.kid, kid)
})

/** A byte string as RFC 8949 has it, written apart from our own encoder. */
function cborBytes(bytes: Uint8Array): Buffer {
  const { length } = bytes
  const head =
    length < 24
      ? [0x40 | length]
      : length < 256
        ? [0x58, length]
        : length < 65_536
          ? [0x59, length >> 8, length & 255]
          : [0x5a, 0, length >> 16, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from(head), bytes])
}

test('M9.5: a process that starts later reads the kept fold and the events after it, and says the same', async (t) => {
  const { kernel, db, book, publish, tokensOf, terminal, lose, place } = await lists(t)
  const card = await givenCard(kernel, await givenPerson(kernel), enabledCard())
  await publish()
  const early = await book.at(0, 2)
  await keepFold(db, 0, early.version, early.bits)
  await lose(card)
  await publish()
  const { place: at } = await place(card)
  const another = listBook(db)
  const now = await another.at(0, 3)
  assert.deepEqual(now, await book.at(0, 3))
  assert.equal(statusAt(now.bits, at), 2)
  const device = terminal()
  const token = await tokensOf(another).full(0, 'cwt')
  assert.deepEqual(await device.take(token?.body as Uint8Array, epochMs(kernel.now)), {
    ok: true,
    shard: 0,
    version: 3,
  })
  assert.equal(device.lookUp(0, at, epochMs(kernel.now))?.status, 'suspended')
})

test('M9.5: two publishers at once list every card once', async (t) => {
  const { kernel, db, executor, book } = await lists(t)
  const cards: Stored<Card>[] = []
  for (let n = 0; n < 6; n += 1) cards.push(await givenCard(kernel, await givenPerson(kernel), enabledCard()))
  const counts = await Promise.all([1, 2, 3].map(() => publishLists({ db, executor, book })))
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    6,
  )
  const listings = await listingsOfCards(db, cards)
  assert.equal(new Set([...listings.values()].map(({ place }) => place)).size, 6)
  assert.equal((await statusLists(db)).get('0')?.cards, 6)
})

test('M9.5: the lists over HTTP: forms, tags, deltas, and what is not there', async (t) => {
  const { kernel, custodian, publish, tokensOf, later } = await lists(t)
  await givenCard(kernel, await givenPerson(kernel), enabledCard())
  await publish()
  const http = Fastify()
  t.after(() => http.close())
  mountStatusLists(http, tokensOf(), () => 'https://yika.example')
  mountDocumentKeys(http, custodian.documents)
  const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers })

  const index = await get('/status-lists')
  assert.deepEqual(index.json(), {
    status_lists: [`${address}0`],
    lists: [{ shard: 0, version: 2, places: 2 ** 20 }],
  })
  const jwt = await get('/status-lists/0')
  assert.equal(jwt.statusCode, 200)
  assert.equal(jwt.headers['content-type'], 'application/statuslist+jwt')
  assert.equal(jwt.headers['cache-control'], 'public, max-age=15')
  const cwt = await get('/status-lists/0', { accept: 'application/statuslist+cwt' })
  assert.equal(cwt.headers['content-type'], 'application/statuslist+cwt')
  assert.equal(cwt.rawPayload[0], 0xd2)
  const tag = jwt.headers.etag as string
  const again = await get('/status-lists/0', { 'if-none-match': tag })
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
  later(60)
  assert.equal((await get('/status-lists/0', { 'if-none-match': tag })).statusCode, 200)

  const delta = await get('/status-lists/0?from=1')
  assert.equal(delta.headers['content-type'], 'application/statuslist-delta+jwt')
  const code = async (url: string, headers = {}) => {
    const answer = await get(url, headers)
    return [answer.statusCode, answer.json<{ code: string }>().code]
  }
  assert.deepEqual(await code('/status-lists/0?from=9'), [410, 'status-list-version-gone'])
  assert.deepEqual(await code('/status-lists/1'), [404, 'status-list-unknown'])
  assert.deepEqual(await code('/status-lists/1?from=1'), [404, 'status-list-unknown'])
  assert.deepEqual(await code('/status-lists/..%2f'), [404, 'status-list-unknown'])
  assert.deepEqual(await code('/status-lists/0?from=-1'), [404, 'status-list-unknown'])
  assert.deepEqual(await code('/status-lists/0', { accept: 'text/html' }), [406, 'status-list-form-unknown'])
  assert.deepEqual(await code('/status-lists/0?from=1', { accept: 'application/statuslist+cwt' }), [
    406,
    'status-list-form-unknown',
  ])
  const keys = await get('/.well-known/yika-documents/jwks.json')
  assert.deepEqual(
    keys.json<{ keys: { kid: string }[] }>().keys.map(({ kid }) => kid),
    ['status-list-1', 'e-card-1', 'credential-1', 'reconciliation-1'],
  )
})

test('M9.5: only the platform itself publishes', async (t) => {
  const { run } = await lists(t)
  const officer = { id: 'officer-1', role: 'bureau-officer', organisationId: 'human-resources' } as const
  const outcome = await run(listCardStatuses, officer, { most: 10 })
  assert.deepEqual(outcome, { status: 'refused', code: 'not-permitted', detail: {} })
})
