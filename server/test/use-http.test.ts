import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { registerTerminal } from '@yika/core/terminal/schema.ts'
import { decideUse, myUses } from '@yika/core/use/schema.ts'
import { openPlatform } from '../src/platform.ts'
import type { SampleChip } from '../src/sample/sample-chip.ts'
import { sampleChipMemories } from '../src/simulator/sample-chip-memory.ts'
import { createSignInClient } from '../src/simulator/sign-in-client.ts'
import { tapped } from './card-at-terminal.ts'
import { testServer } from './test-server.ts'

const server = await testServer({ after })
const { platform } = server.server
const now = () => instantOf(Date.now())

/** A gate of the sample museum with a key of its own, signed in as every system does. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const { kty, crv, x } = publicKey.export({ format: 'jwk' })
const registered = await platform.executor.execute(registerTerminal, {
  actor: systemActor,
  key: 'test-register-gate',
  input: {
    ...{ terminalId: 'museum-gate', institutionId: 'museum-1', kind: 'gate', services: ['museum'], place: 'main gate' },
    ...{ keys: [{ kty, crv, x }], offline: true },
  },
})
assert.equal(registered.status, 'accepted', JSON.stringify(registered))
const gate = await createSignInClient(server.url).system(
  'museum-gate',
  privateKey.toCryptoKey('Ed25519', false, ['sign']),
)

/** Somebody of the sample city with a chip that works. */
const [card] = await platform.db<(SampleChip & { personId: string; cardId: string; cardNumber: string })[]>`
  select person_id, card_id, card_number, chip_identification_code, atr, chip_key_version from card
  where social = 'enabled' and chip_key_version is not null order by card_number limit 1`
assert.ok(card)
const [memory] = await sampleChipMemories(platform.custodian.chipHsm, [
  {
    chip: card,
    data: {
      ...{ version: '3.00', cardClass: '3', initialisingBody: '911100000000', cardNumber: card.cardNumber },
      ...{ issuedOn: '20250601', validUntil: '20350601', ssn: '11010119900307751X', name: '张三', sex: '1' },
      ...{ ethnicGroup: '01', birthPlace: '110101', birthOn: '19900307', bankCardNumber: null },
    },
  },
])
assert.ok(memory)
const asking = async () => ({
  ...{ serviceId: 'museum', purpose: 'card-use' },
  presentation: await tapped(memory, 'museum-gate', now()),
})

test('M9.2, M5.6: a gate asks over HTTP and hears yes or no and nothing of the holder', async () => {
  const input = await asking()
  const yes = await server.call(decideUse, gate, input, { headers: { 'idempotency-key': 'one-tap-one-key' } })
  assert.equal(yes.status, 200, yes.text)
  assert.deepEqual([yes.body['allowed'], yes.body['personal']], [true, {}])
  assert.ok(!yes.text.includes(card.personId) && !yes.text.includes(card.cardNumber))
  const again = await server.call(decideUse, gate, input, { headers: { 'idempotency-key': 'one-tap-one-key' } })
  assert.deepEqual(again.body, yes.body)
  const replayed = await server.call(decideUse, gate, input)
  assert.deepEqual([replayed.status, replayed.body.code], [409, 'proof-used'])
  const more = { ...input, presentation: { ...input.presentation, name: '张三' } }
  assert.equal((await server.call(decideUse, gate, more)).status, 400, 'a field that is not on the list')
  const wrong = { ...input, presentation: { ...input.presentation, counter: 9999 } }
  const doubted = await server.call(decideUse, gate, wrong)
  assert.deepEqual([doubted.status, doubted.body.code], [403, 'proof-wrong'])
  const officer = await server.staff('bureau-officer')
  assert.equal((await server.call(decideUse, officer, await asking())).body.code, 'not-permitted')
})

test('M13.2, M9.5: a second platform on the same database refuses the card as soon as its loss is committed', async () => {
  const dataDirectory = path.join(tmpdir(), `yika-second-${randomUUID()}`)
  const second = await openPlatform({
    ...{ dataDirectory, databaseUrl: platform.ownerUrl, suite: 'sm' },
    custodyDirectory: path.join(server.directory, 'custody'),
    report: () => {},
  })
  const actor: Actor = { id: 'museum-gate', role: 'terminal', organisationId: 'culture-tourism', officeId: 'museum-1' }
  const heard = async (key: string) => {
    const outcome = await second.executor.execute(decideUse, { actor, key, input: await asking() })
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    return (outcome as { answer: { reason: { code: string } | null } }).answer.reason?.code
  }
  try {
    assert.equal(await heard('before'), undefined)
    const { personId, cardId } = card
    const loss = { personId, cardId, functions: 'social', kind: 'provisional', channel: 'hotline' }
    const lost = await server.call(reportLoss, await server.staff('bureau-officer'), loss)
    assert.equal(lost.status, 200, lost.text)
    const committed = performance.now()
    assert.equal(await heard('after'), 'card-lost')
    assert.ok(performance.now() - committed < 1000)
  } finally {
    // Before the first one, which ends the database.
    await second.close()
    await rm(dataDirectory, { recursive: true, force: true })
  }
})

test('M2.9: the holder reads at home where the card was used', async () => {
  const [person] = await platform.db<{ at: number }[]>`
    select count(*) as at from card_use where person_id = ${card.personId}`
  const holder = server.people.find(({ card: held }) => held?.cardNumber === card.cardNumber)
  assert.ok(holder)
  const mine = await server.call(myUses, await server.citizen(holder), { purpose: 'own-affairs' })
  assert.equal(mine.status, 200, mine.text)
  assert.equal((mine.body['uses'] as unknown[]).length, person?.at)
})
