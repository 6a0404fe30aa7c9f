import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Actor } from '@yika/core/access/actor.ts'
import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { enableSocial, reportLoss } from '@yika/core/card/schema.ts'
import { fromBase32 } from '@yika/core/e-card/base32.ts'
import { readBinding } from '@yika/core/e-card/binding.ts'
import { checkOffline } from '@yika/core/e-card/check-offline.ts'
import { type ECard, type ECardEvent, evolveECard } from '@yika/core/e-card/e-card.ts'
import { type ECardDevice, type ECardDeviceEvent, evolveECardDevice } from '@yika/core/e-card/e-card-device.ts'
import * as operations from '@yika/core/e-card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { terminalLists } from '@yika/core/status-list/terminal-lists.ts'
import { cardCommands, codePlace } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { eCardCommands } from '../src/e-card/commands.ts'
import { issuerKeys } from '../src/e-card/issuer-key.ts'
import { eCardQueries } from '../src/e-card/queries.ts'
import { codeReader } from '../src/e-card/read-code.ts'
import { devicesOfPersons, eCardsOfPersons } from '../src/e-card/store.ts'
import { loadStanding } from '../src/holder/store.ts'
import { pointOf, verifyEs256 } from '../src/kernel/custody/verify-es256.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import { statusListCommands } from '../src/status-list/commands.ts'
import { listBook } from '../src/status-list/list-book.ts'
import { listTokens } from '../src/status-list/list-tokens.ts'
import { publishLists } from '../src/status-list/publisher.ts'
import { clerk, collectedCard, enabledCard, givenCard, givenPerson, givenVisit, holderOf } from './given-card.ts'
import { type Telephone, telephone } from './telephone.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => [...cardCommands(parts), ...eCardCommands(parts), ...statusListCommands],
    queries: (parts) => eCardQueries({ ...parts, publicUrl: () => 'https://yika.example' }),
    standing: loadStanding,
    caseConcerns,
    policy: {
      'loss.social.provisional': 10,
      'loss.finance.provisional': 5,
      'loss.coupling': 'separate',
      'loss.lapse-warning': 2,
      'guardian.required-under': 18,
      'pin.length': 6,
      'pin.reset-window': 15,
      'one-time-code.lifetime': 5,
      'one-time-code.tries': 3,
      'stop.list-lifetime': 60,
      'stop.list-expiry': 24,
      'e-card.pin-length': 6,
      'e-card.pin-tries': 3,
      'e-card.pin-lock': 24,
      'e-card.devices': 2,
      'e-card.token': 60,
      'e-card.clock-skew': 30,
      'e-card.offline-hours': 24,
      'e-card.offer-minutes': 10,
    },
  },
)
const { db, custodian, executor, reader } = kernel
const book = listBook(db)
const publish = () => publishLists({ db, executor, book })
const pin = '482915'

async function done<O extends (typeof operations)[keyof typeof operations]>(
  operation: O,
  actor: Actor,
  input: object,
): Promise<AnswerOf<O>> {
  const outcome = await kernel.run(operation, actor, input)
  if (outcome.status === 'refused') assert.fail(`${operation.name} was refused: ${outcome.code}`)
  return outcome.answer as AnswerOf<O>
}

async function refusal(operation: Parameters<typeof kernel.run>[0], actor: Actor, input: object): Promise<string> {
  const outcome = await kernel.run(operation, actor, input)
  return outcome.status === 'refused' ? outcome.code : `accepted ${JSON.stringify(outcome.answer)}`
}

async function bindingInput(phone: Telephone, personId: string) {
  return { personId, deviceName: '我的手机', key: phone.key, ...(await phone.proof('bind', personId, kernel.now)), pin }
}

async function givenTelephone(personId: string, actor: Actor = holderOf(personId)) {
  const phone = await telephone()
  const { deviceId } = await done(operations.bindDevice, actor, await bindingInput(phone, personId))
  if (deviceId === null) throw new Error('not bound')
  const renewal = async (more: object = {}) => ({
    personId,
    deviceId,
    ...(await phone.proof('renew', personId, kernel.now)),
    pin,
    ...more,
  })
  const renewed = async () => (await done(operations.renewBinding, actor, await renewal())).binding ?? ''
  return { phone, deviceId, renewal, renewed }
}

/** Registration seals the two numbers under one name. */
async function sealAsRegistered(personId: string): Promise<void> {
  await db`update person set ssn = identity_number where person_id = ${personId}`
}

async function givenHolder() {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, enabledCard())
  await sealAsRegistered(personId)
  await publish()
  return { personId, card, holder: holderOf(personId) }
}

const lose = ({ personId, cardId }: Pick<Card, 'personId' | 'cardId'>, kind: 'provisional' | 'formal') =>
  kernel.run(reportLoss, kind === 'formal' ? clerk : holderOf(personId), {
    ...{ personId, cardId, functions: 'social', kind, channel: kind === 'formal' ? 'bank' : 'web' },
  })

const rules = () => ({ skewSeconds: 30, tokenSeconds: 60, verify: verifyEs256 })
const parts = { db, custodian, clock: () => kernel.now }
const readCode = codeReader({
  ...parts,
  policyReader: () => ({
    number: (key) => kernel.policy.get(key) as number,
    text: () => '',
    flag: () => false,
    used: () => [],
  }),
})

async function read(code: string, serviceId = 'library'): Promise<string> {
  const answer = await readCode(code, { at: kernel.now, serviceId })
  return 'accepted' in answer ? answer.code : answer.personId
}

test('M9.2: a telephone is bound, renewed and shown, and its code leads to the holder and nobody else', async () => {
  const { personId, holder } = await givenHolder()
  const { phone, deviceId, renewed } = await givenTelephone(personId)
  const binding = await renewed()
  const code = await phone.show(binding, 'library', kernel.now)
  assert.equal(await read(code), personId)
  assert.equal(await read(code, 'metro'), 'e-card-code-for-another-service')
  const stranger = await telephone()
  assert.equal(await read(await stranger.show(binding, 'library', kernel.now)), 'e-card-code-altered')
  const signed = readBinding(fromBase32(binding) as Uint8Array)
  assert.equal(signed?.deviceId, deviceId)
  assert.ok(!JSON.stringify(signed).includes(personId))
  await done(operations.unbindDevice, holder, { personId, deviceId })
  assert.equal(await read(code), 'device-not-bound')
})

test('M9.2: nobody else renews, and not without the key of the device', async () => {
  const { personId, holder } = await givenHolder()
  const { renewal } = await givenTelephone(personId)
  const other = holderOf(await givenPerson(kernel))
  assert.equal(await refusal(operations.renewBinding, other, await renewal()), 'not-permitted')
  assert.equal(await refusal(operations.renewBinding, clerk, await renewal()), 'not-permitted')
  const stranger = await telephone()
  const foreignProof = await stranger.proof('renew', personId, kernel.now)
  assert.equal(await refusal(operations.renewBinding, holder, await renewal(foreignProof)), 'device-proof-wrong')
  const early = instantOf(epochMs(kernel.now) - 91_000)
  const { phone } = await givenTelephone(personId)
  const old = await phone.proof('bind', personId, early)
  assert.equal(
    await refusal(operations.bindDevice, holder, { ...(await bindingInput(phone, personId)), ...old }),
    'device-proof-wrong',
  )
  const noPoint = { ...(await bindingInput(stranger, personId)), key: { x: 'A'.repeat(43), y: 'B'.repeat(43) } }
  assert.equal(await refusal(operations.bindDevice, holder, noPoint), 'device-key-invalid')
  assert.equal(await refusal(operations.bindDevice, holder, await bindingInput(stranger, personId)), 'devices-too-many')
})

test('M9.2: a lost card stops the e-card at once on line, and off line with the next list', async () => {
  const { personId, card, holder } = await givenHolder()
  const { phone, renewal, renewed } = await givenTelephone(personId)
  const code = await phone.show(await renewed(), 'library', kernel.now)
  const lists = terminalLists({
    address: 'https://yika.example/status-lists/',
    verify(kid, signed, signature) {
      const key = custodian.documents.keys('status-list').find((one) => one.kid === kid)
      const point = key === undefined ? undefined : pointOf(key)
      return point !== undefined && verifyEs256(point, signed, signature)
    },
    inflate: (bytes, most) => inflateSync(bytes, { maxOutputLength: most }),
  })
  const place = readBinding(fromBase32(await renewed()) as Uint8Array)
  assert.ok(place !== undefined)
  async function fetchList() {
    const figure = (key: string) => kernel.policy.get(key) as number
    const address = () => 'https://yika.example/status-lists/'
    const tokens = listTokens({
      book: listBook(db),
      documents: custodian.documents,
      address,
      figure,
      clock: () => kernel.now,
    })
    const token = await tokens.full(place?.shard ?? 0, 'jwt')
    const taken = await lists.take(token?.body ?? '', epochMs(kernel.now))
    assert.ok(taken.ok, JSON.stringify(taken))
  }
  await fetchList()
  const offline = async () => {
    const answer = await checkOffline(code, {
      ...rules(),
      at: kernel.now,
      serviceId: 'library',
      issuerKey: issuerKeys(custodian.documents),
      lists,
      seen: () => false,
    })
    return answer.accepted ? answer.staleness : answer.code
  }
  assert.equal(await offline(), 'fresh')
  assert.equal((await lose(card, 'provisional')).status, 'accepted')
  assert.equal(await refusal(operations.renewBinding, holder, await renewal()), 'card-lost-provisionally')
  const shown = await reader.read(operations.myECard, holder, { personId, purpose: 'own-affairs' })
  assert.ok(shown.status === 'accepted')
  const mine = shown.answer as AnswerOf<typeof operations.myECard>
  assert.deepEqual([mine.exists, mine.usable, mine.barred?.code], [true, false, 'card-lost-provisionally'])
  await publish()
  await fetchList()
  assert.equal(await offline(), 'e-card-listed-suspended')
})

test('M9.2: after the new card is enabled the bound telephone follows by itself', async () => {
  const { personId, card, holder } = await givenHolder()
  const { renewed } = await givenTelephone(personId)
  const before = readBinding(fromBase32(await renewed()) as Uint8Array)
  kernel.now = instantOf(epochMs(kernel.now) + 1000)
  const next = await givenCard(kernel, personId, collectedCard())
  await givenVisit(kernel, personId)
  const enabled = await kernel.run(enableSocial, clerk, {
    ...{ personId, cardId: next.cardId, channel: 'bank', dutyNoticeVersion: dutyNotice.version },
  })
  assert.equal(enabled.status, 'accepted', JSON.stringify(enabled))
  await publish()
  const after = readBinding(fromBase32(await renewed()) as Uint8Array)
  assert.notDeepEqual([after?.shard, after?.index], [before?.shard, before?.index])
  const shown = await reader.read(operations.myECard, holder, { personId, purpose: 'own-affairs' })
  assert.ok(shown.status === 'accepted')
  assert.equal((shown.answer as AnswerOf<typeof operations.myECard>).cardId, next.cardId)
  assert.notEqual(next.cardId, card.cardId)
})

test('M9.2: a wrong PIN is counted before the answer, locks, and the lock ends; what lies in the row is no PIN', async () => {
  const { personId, holder } = await givenHolder()
  const { renewal } = await givenTelephone(personId)
  for (const left of [2, 1, 0]) {
    const answer = await done(operations.verifyECardPin, holder, { personId, pin: '000111' })
    assert.equal(answer.triesLeft, left)
    const [row] = await db<{ left: number }[]>`select pin_tries_left as left from e_card where person_id = ${personId}`
    assert.equal(row?.left, left)
  }
  assert.equal(await refusal(operations.renewBinding, holder, await renewal()), 'e-card-pin-locked')
  const start = kernel.now
  kernel.now = instantOf(epochMs(start) + 24 * 3_600_000)
  assert.deepEqual(await done(operations.verifyECardPin, holder, { personId, pin }), { outcome: 'right', triesLeft: 3 })
  kernel.now = start
  const [row] = await db<
    { verifier: Buffer }[]
  >`select pin_verifier as verifier from e_card where person_id = ${personId}`
  assert.ok(row !== undefined && !row.verifier.toString('latin1').includes(pin))
  assert.ok(!custodian.pinMatches(personId, pin, row.verifier))
})

test('M9.2: the PIN is reset with the code of the registered telephone, or in the reset that a counter opened', async () => {
  const { personId, holder } = await givenHolder()
  await givenTelephone(personId)
  const reset = (more: object) => ({ personId, newPin: '739264', ...more })
  assert.equal(await refusal(operations.resetECardPin, holder, reset({})), 'e-card-reset-unproven')
  await done(operations.sendECardCode, holder, { personId })
  const { codeId, sealedCode, use } = (kernel.tasks.at(-1)?.data ?? {}) as Record<string, string>
  assert.equal(use, 'reset-e-card-pin')
  const code = Buffer.from(
    custodian.openShared(codePlace(codeId ?? ''), Buffer.from(sealedCode ?? '', 'base64')),
  ).toString()
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  assert.deepEqual(await done(operations.resetECardPin, holder, reset({ code: other })), {
    outcome: 'code-wrong',
    triesLeft: 2,
  })
  assert.deepEqual(await done(operations.resetECardPin, holder, reset({ code })), { outcome: 'set', triesLeft: 3 })
  assert.equal(await refusal(operations.openECardReset, clerk, { personId }), 'visit-required')
  await givenVisit(kernel, personId)
  const { resetId } = await done(operations.openECardReset, clerk, { personId })
  assert.equal(await refusal(operations.resetECardPin, clerk, reset({ resetId, newPin: '482913' })), 'not-permitted')
  await done(operations.resetECardPin, holder, reset({ resetId, newPin: '482913' }))
  const changed = await done(operations.changeECardPin, holder, { personId, pin: '482913', newPin: '739264' })
  assert.equal(changed.outcome, 'right')
})

test('M9.2: the guardian holds the e-card of a minor', async () => {
  const personId = await givenPerson(kernel, { birthOn: '2016-03-07' as never })
  await givenCard(kernel, personId, enabledCard())
  await sealAsRegistered(personId)
  await publish()
  const parent = holderOf(await givenPerson(kernel))
  assert.equal(
    await refusal(operations.bindDevice, parent, await bindingInput(await telephone(), personId)),
    'not-permitted',
  )
  await db`
    insert into relation (person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on)
    values (${personId}, ${newId(0)}, 1, ${parent.id}, 'guardian', null, ${['all']}, ${kernel.now}, '2099-01-01')`
  const { phone, renewed } = await givenTelephone(personId, parent)
  assert.equal(await read(await phone.show(await renewed(), 'library', kernel.now)), personId)
  const code = await phone.show(await renewed(), 'library', kernel.now)
  const child = await bindingInput(await telephone(), personId)
  assert.equal(await refusal(operations.bindDevice, holderOf(personId), child), 'guardian-required')
  const shown = await reader.read(operations.myECard, parent, { personId, purpose: 'own-affairs' })
  assert.ok(shown.status === 'accepted')
  assert.equal((shown.answer as AnswerOf<typeof operations.myECard>).devices[0]?.byGuardian, true)
  await db`update relation set ended_at = ${kernel.now}, end_reason = 'ended' where person_id = ${personId}`
  assert.equal(await read(code), 'device-not-bound')
})

test('M2.9: shown to others the e-card masks name and numbers, and what was revealed stands in the audit', async () => {
  const { personId, holder } = await givenHolder()
  await givenTelephone(personId)
  const show = async (more: object) => {
    const outcome = await reader.read(operations.myECard, holder, { personId, purpose: 'own-affairs', ...more })
    assert.ok(outcome.status === 'accepted', JSON.stringify(outcome))
    return outcome.answer as AnswerOf<typeof operations.myECard>
  }
  const masked = await show({})
  assert.equal(masked.name, '张*')
  assert.equal(masked.ssn, '110***********0011')
  assert.match(masked.cardNumber ?? '', /^T00\*\*\d{4}$/)
  assert.deepEqual(
    masked.devices.map(({ deviceName, byGuardian }) => [deviceName, byGuardian]),
    [['我的手机', false]],
  )
  const open = await show({ reveal: ['name', 'identityNumber'] })
  assert.deepEqual([open.name, open.ssn], ['张三', '110101199003070011'])
  assert.match(open.cardNumber ?? '', /^T\d{8}$/)
  const [row] = await db<{ fields: string[] }[]>`
    select fields from audit_entry where person_id = ${personId} and operation = 'my-e-card' order by entry_id desc limit 1`
  assert.deepEqual(row?.fields, ['name!', 'identityNumber!'])
})

test('M13.3: row and history of an e-card say the same, and its tables name nobody', async () => {
  const { personId, holder } = await givenHolder()
  const { deviceId, renewed } = await givenTelephone(personId)
  await renewed()
  await done(operations.verifyECardPin, holder, { personId, pin: '000111' })
  await done(operations.sendECardCode, holder, { personId })
  const eCards = await db.begin((tx) => eventsOf(tx as never, personId, 'e-card', personId))
  const folded = eCards.reduce<ECard | undefined>(
    (state, { event }) => evolveECard(state, event as ECardEvent),
    undefined,
  )
  const { version, ...row } = (await eCardsOfPersons(db, [personId])).get(personId) ?? assert.fail()
  assert.deepEqual(row, folded)
  assert.equal(version, eCards.length)
  const devices = await db.begin((tx) => eventsOf(tx as never, personId, 'e-card-device', deviceId))
  const device = devices.reduce<ECardDevice | undefined>(
    (state, { event, at }) => evolveECardDevice(state, event as ECardDeviceEvent, at as Instant),
    undefined,
  )
  const { version: _version, ...deviceRow } = (await devicesOfPersons(db, [personId])).get(deviceId) ?? assert.fail()
  assert.deepEqual(deviceRow, device)
  assert.ok(!JSON.stringify([...eCards, ...devices]).includes('我的手机'))
})
