import assert from 'node:assert/strict'
import { generateKeyPairSync, webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { inflateSync } from 'node:zlib'
import type { Actor } from '@yika/core/access/actor.ts'
import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { type AnswerOf, type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import * as schema from '@yika/core/terminal/schema.ts'
import { evolveTerminal, type Terminal, type TerminalEvent } from '@yika/core/terminal/terminal.ts'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { systemClient } from '../src/access/store.ts'
import { cardCommands } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import type { PublicRead } from '../src/kernel/public-read.ts'
import { createSignInClient } from '../src/simulator/sign-in-client.ts'
import { statusListCommands } from '../src/status-list/commands.ts'
import { listBook } from '../src/status-list/list-book.ts'
import { publishLists } from '../src/status-list/publisher.ts'
import { listingsOfCards } from '../src/status-list/store.ts'
import { terminalCommands } from '../src/terminal/commands.ts'
import { terminalPublicReads, terminalQueries } from '../src/terminal/queries.ts'
import { terminalsByIds } from '../src/terminal/store.ts'
import { thumbprintOf } from '../src/terminal/thumbprint-of.ts'
import { callsOn } from './calls-on.ts'
import { enabledCard, givenCard, givenPerson, holderOf } from './given-card.ts'
import { givenCatalogue } from './given-service.ts'
import { testKernel } from './test-kernel.ts'
import { testServer } from './test-server.ts'

const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'human-resources' }
const park: Actor = { id: 'park-system', role: 'institution', organisationId: 'landscaping', officeId: 'park-1' }
const neighbour: Actor = { id: 'park-system-2', role: 'institution', organisationId: 'landscaping', officeId: 'park-2' }

function deviceOf(terminalId: string, institutionId = 'park-1', organisationId = 'landscaping'): Actor {
  return { id: terminalId, role: 'terminal', organisationId, officeId: institutionId }
}

function publicKey() {
  const { publicKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y } as const
}

const gate = (terminalId: string, more: object = {}) => ({
  ...{ terminalId, institutionId: 'park-1', kind: 'gate', services: ['park-free-entry'], place: '东门' },
  ...{ keys: [publicKey()], offline: true, ...more },
})

async function terminals(ending: Parameters<typeof testKernel>[0]) {
  const kernel = await testKernel(ending, {
    commands: (parts) => [...cardCommands(parts), ...statusListCommands, ...terminalCommands],
    queries: terminalQueries,
    standing: loadStanding,
    caseConcerns,
    policy: {
      ...{ 'terminal.silent-after': 15, 'terminal.clock-off': 60, 'terminal.waiting-most': 1000 },
      ...{ 'loss.social.provisional': 10, 'loss.finance.provisional': 5, 'loss.coupling': 'separate' },
    },
  })
  await givenCatalogue(kernel)
  const { db, executor } = kernel
  const book = listBook(db)
  const report = (terminalId: string, more: object = {}) =>
    kernel.run(schema.reportTerminalHealth, deviceOf(terminalId), {
      ...{ software: '1.4.0', clock: kernel.now, waiting: 0, reader: 'ok', lists: [], ...more },
    })
  const later = (minutes: number) => {
    kernel.now = instantOf(epochMs(kernel.now) + minutes * 60_000)
  }
  const { read } = callsOn(kernel)
  const publicReads = terminalPublicReads({
    clock: () => kernel.now,
    policyReader: () => ({ number: () => 15, text: () => '', flag: () => false, used: () => [] }),
  })
  const ask = async <O extends Operation>(operation: O, input: object): Promise<AnswerOf<O>> => {
    const found = publicReads.find((one) => one.operation.name === operation.name) as PublicRead
    return (await found.answer(db, input as never)) as AnswerOf<O>
  }
  const publish = () => publishLists({ db, executor, book })
  return { ...kernel, kernel, report, later, read, ask, publish }
}

function answerOf<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

function refusalOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : 'accepted'
}

test('M9.5, M12.6: an institution registers its own terminals for its agreements, each with a system client of its own', async (t) => {
  const { db, run, kernel } = await terminals(t)
  const input = gate('park-1-east')
  assert.deepEqual(answerOf(await run(schema.registerTerminal, park, input)), { terminalId: 'park-1-east' })
  const client = await systemClient(db, 'park-1-east')
  assert.deepEqual(
    [client?.role, client?.officeId, client?.organisationId, client?.district, client?.status, client?.keys],
    ['terminal', 'park-1', 'landscaping', '110101', 'active', input.keys],
  )
  const registered = (await terminalsByIds(db, ['park-1-east'])).get('park-1-east')
  assert.equal(registered?.status, 'active')
  assert.equal(registered?.district, '110101')

  const refusals: [Actor, object, string][] = [
    [neighbour, gate('park-1-west'), 'not-permitted'],
    [holderOf('018f0000-0000-7000-8000-000000000001'), gate('park-1-west'), 'not-permitted'],
    [park, gate('park-1-east'), 'terminal-exists'],
    [park, gate('park-1-west', { services: ['park-free-entry', 'metro'] }), 'terminal-service-without-agreement'],
    [officer, gate('gate-9', { institutionId: 'park-9' }), 'institution-unknown'],
    [officer, gate('system'), 'client-exists'],
  ]
  for (const [actor, refused, code] of refusals)
    assert.equal(refusalOf(await run(schema.registerTerminal, actor, refused)), code)
  assert.equal(refusalOf(await run(schema.registerTerminal, officer, gate('park-1-west'))), 'accepted')
  kernel.now = '2020-01-01T00:00:00.000Z' as Instant
  assert.equal(refusalOf(await run(schema.registerTerminal, officer, gate('park-1-north'))), 'institution-unknown')
})

test('M9.5: keys are replaced in both registers at once; suspended, resumed, retired; and never by another institution', async (t) => {
  const { db, run, report } = await terminals(t)
  await run(schema.registerTerminal, park, gate('park-1-east'))
  const terminalId = 'park-1-east'
  const keys = [publicKey()]
  const reason = '设备遗失'
  assert.equal(refusalOf(await run(schema.replaceTerminalKeys, neighbour, { terminalId, keys })), 'not-permitted')
  assert.equal(refusalOf(await run(schema.replaceTerminalKeys, park, { terminalId, keys })), 'accepted')
  const now = async () => (await terminalsByIds(db, [terminalId])).get(terminalId)
  assert.deepEqual((await now())?.keys, keys)
  assert.deepEqual((await systemClient(db, terminalId))?.keys, keys)

  assert.equal(refusalOf(await run(schema.resumeTerminal, park, { terminalId })), 'terminal-not-suspended')
  assert.equal(refusalOf(await run(schema.suspendTerminal, park, { terminalId, reason })), 'accepted')
  assert.equal(refusalOf(await run(schema.suspendTerminal, park, { terminalId, reason })), 'terminal-not-active')
  // It learns of it when it reports, and still gets its lists.
  assert.equal(answerOf<{ status: string }>(await report(terminalId)).status, 'suspended')
  assert.equal(refusalOf(await run(schema.suspendTerminal, officer, { terminalId, reason })), 'accepted')
  assert.equal(refusalOf(await run(schema.suspendTerminal, officer, { terminalId, reason })), 'terminal-not-active')
  assert.equal(refusalOf(await run(schema.resumeTerminal, park, { terminalId })), 'terminal-suspended-by-office')
  assert.equal(refusalOf(await run(schema.resumeTerminal, officer, { terminalId })), 'accepted')
  assert.equal(refusalOf(await run(schema.suspendTerminal, park, { terminalId, reason })), 'accepted')
  assert.equal(refusalOf(await run(schema.resumeTerminal, park, { terminalId })), 'accepted')
  assert.equal(refusalOf(await run(schema.retireTerminal, park, { terminalId, reason })), 'accepted')
  assert.equal((await systemClient(db, terminalId))?.status, 'retired')
  for (const outcome of [
    await run(schema.retireTerminal, park, { terminalId, reason }),
    await run(schema.resumeTerminal, park, { terminalId }),
    await run(schema.suspendTerminal, park, { terminalId, reason }),
    await run(schema.replaceTerminalKeys, park, { terminalId, keys }),
    await report(terminalId),
  ])
    assert.equal(refusalOf(outcome), 'terminal-retired')
  assert.equal(refusalOf(await run(schema.suspendTerminal, officer, { terminalId: 'nobody', reason })), 'not-found')
})

test('M5.2, M9.2: a terminal learns of itself what it offers and how it judges a code; nobody else asks in its name', async (t) => {
  const { db, run, read, kernel } = await terminals(t)
  for (const [key, value] of Object.entries({ 'e-card.token': 60, 'e-card.clock-skew': 30, 'use.late-days': 30 }))
    kernel.policy.set(key, value)
  await run(schema.registerTerminal, park, gate('park-1-east', { services: ['park-free-entry', 'park-annual-ticket'] }))
  await db`update agreement set status = 'ended' where service_id = 'park-annual-ticket' and institution_id = 'park-1'`
  assert.deepEqual(await read(schema.thisTerminal, deviceOf('park-1-east'), {}), {
    ...{ terminalId: 'park-1-east', place: '东门', kind: 'gate', status: 'active', offline: true },
    institution: { zh: '样例公园（一）', en: 'sample park one' },
    services: [
      {
        serviceId: 'park-free-entry',
        name: { zh: '公园免票入园', en: 'free entry to the parks' },
        carriers: ['contactless-chip', 'e-card'],
      },
    ],
    ...{ codeSeconds: 60, skewSeconds: 30, lateDays: 30 },
  })
  for (const [actor, code] of [
    [park, 'not-permitted'],
    [deviceOf('park-1-nowhere'), 'not-found'],
  ] as const)
    assert.equal(refusalOf(await kernel.reader.read(schema.thisTerminal, actor, {})), code)
})

test('M12.6: a terminal reports for itself; what it says makes its health, and silence is told apart', async (t) => {
  const { db, kernel, run, report, later, read } = await terminals(t)
  for (const id of ['gate-a', 'gate-b', 'gate-c', 'gate-d']) await run(schema.registerTerminal, park, gate(id))
  const health = async (...report_: Parameters<typeof report>) =>
    answerOf<{ health: string }>(await report(...report_)).health
  assert.equal(await health('gate-a'), 'ok')
  const ahead = instantOf(epochMs(kernel.now) + 61_000)
  assert.equal(await health('gate-b', { clock: ahead }), 'degraded')
  assert.equal(await health('gate-b', { clock: instantOf(epochMs(kernel.now) + 60_000), waiting: 1001 }), 'degraded')
  assert.equal(await health('gate-c', { reader: 'absent' }), 'failing')
  assert.equal(refusalOf(await report('gate-x')), 'not-permitted')
  const stranger = { ...deviceOf('gate-a'), officeId: 'park-2' }
  const said = { software: '1', clock: kernel.now, waiting: 0, reader: 'ok', lists: [] }
  assert.equal(refusalOf(await run(schema.reportTerminalHealth, stranger, said)), 'not-permitted')

  const page = await read(schema.terminals, park, {})
  assert.deepEqual(
    page.terminals.map(({ terminalId, condition }) => [terminalId, condition]),
    [
      ['gate-a', 'ok'],
      ['gate-b', 'degraded'],
      ['gate-c', 'failing'],
      ['gate-d', 'silent'],
    ],
  )
  assert.deepEqual(page.counts, { ok: 1, degraded: 1, failing: 1, silent: 1 })
  assert.deepEqual(page.kinds, [{ kind: 'gate', ...page.counts }])
  assert.equal(page.terminals[1]?.clockOffMs, 60_000)
  later(15)
  assert.equal((await read(schema.terminal, park, { terminalId: 'gate-a' })).condition, 'ok')
  later(1)
  assert.equal((await read(schema.terminal, park, { terminalId: 'gate-a' })).condition, 'silent')
  assert.deepEqual((await read(schema.terminals, officer, { condition: 'ok' })).terminals, [])
  assert.equal((await read(schema.terminals, officer, { condition: 'silent' })).terminals.length, 4)

  // Another institution sees none of them, whatever it asks; pages follow one another.
  assert.deepEqual((await read(schema.terminals, neighbour, { institutionId: 'park-1' })).terminals, [])
  const first = await read(schema.terminals, officer, { institutionId: 'park-1', limit: 3 })
  assert.equal(first.next, 'gate-c')
  const second = await read(schema.terminals, officer, { institutionId: 'park-1', limit: 3, after: first.next })
  assert.deepEqual([second.terminals.map(({ terminalId }) => terminalId), second.next], [['gate-d'], null])

  const rows = await terminalsByIds(db, ['gate-b'])
  await db.begin(async (tx) => {
    let folded: Terminal | undefined
    const events = await eventsOf(tx as never, null, 'terminal', 'gate-b')
    for (const { event, at } of events) folded = evolveTerminal(folded, event as TerminalEvent, at)
    assert.deepEqual({ ...folded, version: events.length }, rows.get('gate-b'))
  })
})

test('M12.6: the public learns how many terminals work and where a kiosk does, and nothing about a single device', async (t) => {
  const { run, report, ask } = await terminals(t)
  await run(schema.registerTerminal, park, gate('gate-a'))
  await run(schema.registerTerminal, park, gate('gate-b'))
  await run(schema.registerTerminal, park, gate('kiosk-a', { kind: 'kiosk', services: ['park-annual-ticket'] }))
  await report('gate-a')
  await report('kiosk-a')
  const { districts } = await ask(schema.terminalHealth, { district: '110101' })
  assert.deepEqual(districts, [
    { district: '110101', kind: 'gate', terminals: 2, healthy: 1 },
    { district: '110101', kind: 'kiosk', terminals: 1, healthy: 1 },
  ])
  const nearby = await ask(schema.terminalsNearby, { district: '110101' })
  assert.deepEqual(nearby.places, [
    {
      institutionId: 'park-1',
      name: { zh: '样例公园（一）', en: 'sample park one' },
      ...{ kind: 'kiosk', terminals: 1, healthy: 1 },
    },
  ])
  assert.deepEqual((await ask(schema.terminalsNearby, { district: '110101', service: 'metro' })).places, [])
  const said = JSON.stringify([districts, nearby])
  for (const secret of ['gate-a', 'kiosk-a', '1.4.0', '东门']) assert.ok(!said.includes(secret), secret)
})

test('M9.5, M13.2, M13.4: after a loss it is proved which terminals know of it, which do not, and of whom nothing is heard', async (t) => {
  const { db, kernel, run, report, later, read, publish } = await terminals(t)
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, enabledCard())
  await publish()
  for (const id of ['gate-a', 'gate-b', 'gate-c']) await run(schema.registerTerminal, park, gate(id))
  await run(schema.registerTerminal, park, gate('counter-a', { kind: 'counter', offline: false }))
  for (const id of ['gate-a', 'gate-b']) await report(id, { lists: [{ shard: 0, version: 2 }] })
  // Nobody acknowledges what was never published.
  assert.equal(refusalOf(await report('gate-a', { lists: [{ shard: 0, version: 3 }] })), 'list-version-unknown')
  assert.equal(refusalOf(await report('gate-a', { lists: [{ shard: 4, version: 1 }] })), 'list-version-unknown')

  later(1)
  const key = { personId, cardId: card.cardId }
  const loss = { ...key, functions: 'social', kind: 'provisional', channel: 'hotline' }
  assert.equal(refusalOf(await run(reportLoss, holderOf(personId), loss)), 'accepted')
  const spread = () => read(schema.lossSpread, holderOf(personId), { ...key, purpose: 'own-affairs' })
  // The state is newer than any list: nobody without a network can know.
  assert.deepEqual(await spread(), {
    published: null,
    ...{ terminals: 3, acknowledged: 0, byKind: [{ kind: 'gate', terminals: 3, acknowledged: 0 }] },
  })
  later(1)
  await publish()
  assert.equal((await listingsOfCards(db, [key])).get(card.cardId)?.listVersion, 3)
  const answer = answerOf<{ lists: unknown }>(await report('gate-a', { lists: [{ shard: 0, version: 3 }] }))
  assert.deepEqual(answer.lists, [{ shard: 0, version: 3 }])
  assert.deepEqual(await spread(), {
    published: { shard: 0, version: 3, at: kernel.now },
    ...{ terminals: 3, acknowledged: 1, byKind: [{ kind: 'gate', terminals: 3, acknowledged: 1 }] },
  })

  const acknowledgedAt = kernel.now
  later(5)
  await report('gate-a', { lists: [{ shard: 0, version: 3 }] })
  const proof = await read(schema.listAcknowledgements, officer, { shard: 0, version: 3 })
  assert.equal(proof.publishedAt, acknowledgedAt)
  assert.deepEqual(proof.counts, { acknowledged: 1, behind: 1, silent: 1 })
  assert.deepEqual(proof.lists, [{ shard: 0, newest: 3, publishedAt: acknowledgedAt }])
  // Whoever names no version means the newest.
  assert.deepEqual(await read(schema.listAcknowledgements, officer, { shard: 0 }), proof)
  const empty = await read(schema.listAcknowledgements, officer, { shard: 7 })
  assert.deepEqual([empty.version, empty.publishedAt, empty.counts.acknowledged], [null, null, 0])
  assert.deepEqual(
    proof.terminals.map(({ terminalId, acknowledgement, held, since }) => [terminalId, acknowledgement, held, since]),
    [
      // Since when it has known, not when it last said so.
      ['gate-a', 'acknowledged', 3, acknowledgedAt],
      ['gate-b', 'behind', 2, '2026-11-23T02:00:00.000Z'],
      ['gate-c', 'silent', null, null],
    ],
  )
  const behind = await read(schema.listAcknowledgements, park, { shard: 0, version: 3, acknowledgement: 'behind' })
  assert.deepEqual(
    behind.terminals.map(({ terminalId }) => terminalId),
    ['gate-b'],
  )
  assert.deepEqual((await read(schema.listAcknowledgements, neighbour, { shard: 0, version: 3 })).terminals, [])
  const one = await read(schema.terminal, officer, { terminalId: 'gate-b' })
  assert.deepEqual(one.lists, [{ shard: 0, newest: 3, held: 2, since: '2026-11-23T02:00:00.000Z' }])
  assert.match(one.keys[0]?.thumbprint ?? '', /^[\w-]{43}$/)

  // Somebody else's card, and a card that is none.
  const stranger = await givenPerson(kernel)
  const foreign = await kernel.reader.read(schema.lossSpread, holderOf(stranger), { ...key, purpose: 'own-affairs' })
  assert.equal(refusalOf(foreign), 'not-permitted')
  const none = await kernel.reader.read(schema.lossSpread, holderOf(stranger), {
    ...{ personId: stranger, cardId: card.cardId, purpose: 'own-affairs' },
  })
  assert.equal(refusalOf(none), 'not-found')
})

test('M9.5, M12.6: over HTTP a terminal signs in with its own key, fetches a list, believes it by the published keys and acknowledges it', async (t) => {
  const server = await testServer(t)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey: shown } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', shown)
  const input = gate('park-1-east', { keys: [{ kty, crv, x, y }] })
  const registered = await server.call(schema.registerTerminal, await server.staff('bureau-officer'), input)
  assert.equal(registered.status, 200, registered.text)

  const { status_lists: addresses, lists } = (await eventually(async () => {
    const index = await server.send('/status-lists')
    return (index.body['lists'] as unknown[]).length > 0 ? index.body : undefined
  })) as unknown as { status_lists: string[]; lists: { shard: number; version: number }[] }
  assert.deepEqual(addresses, [`${server.url}/status-lists/0`])
  const keys = createLocalJWKSet((await server.send('/.well-known/yika-documents/jwks.json')).body as never)
  const token = (await server.send('/status-lists/0')).text
  const { protectedHeader } = await jwtVerify(token, keys, { typ: 'statuslist+jwt', subject: addresses[0] as string })
  const device = terminalLists({
    address: `${server.url}/status-lists/`,
    // The whole token was verified by the library above.
    verify: (kid) => kid === protectedHeader.kid,
    inflate: (deflated, maxOutputLength) => inflateSync(deflated, { maxOutputLength }),
  })
  const taken = await device.take(token, Date.now())
  assert.ok(taken.ok && taken.version >= (lists[0]?.version ?? 0), JSON.stringify(taken))

  const signedIn = await createSignInClient(server.url).system('park-1-east', privateKey)
  const report = await server.call(schema.reportTerminalHealth, signedIn, {
    ...{ software: '1.0.0', clock: new Date().toISOString(), waiting: 0, reader: 'ok', lists: device.held() },
  })
  assert.equal(report.status, 200, report.text)
  assert.equal(report.body['health'], 'ok')
  const health = await server.send(`${pathOf(schema.terminalHealth)}?district=110101&kind=gate`)
  assert.equal(health.status, 200, health.text)
  const found = (health.body['districts'] as { terminals: number; healthy: number }[])[0]
  assert.ok(found !== undefined && found.healthy >= 1)
})

/** Asks until there is something, and fails when there is nothing for long: the server publishes when it likes. */
async function eventually<Found>(ask: () => Promise<Found | undefined>): Promise<Found> {
  const limit = performance.now() + 20_000
  while (performance.now() < limit) {
    const found = await ask()
    if (found !== undefined) return found
    await setImmediate()
  }
  throw new Error('nothing came')
}

test('the fingerprint of a key is the one of RFC 8037, appendix A.3', () => {
  const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const
  assert.equal(thumbprintOf(key), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})
