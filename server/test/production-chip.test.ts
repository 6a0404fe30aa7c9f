import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { cardKeys } from '@yika/chip/key/card-key.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { describeImage } from '@yika/chip/personalisation/describe-image.ts'
import { proveKey } from '@yika/chip/personalisation/prove-key.ts'
import { readImage } from '@yika/chip/personalisation/read-image.ts'
import type { Actor } from '@yika/core/access/actor.ts'
import type { InputOf, Operation } from '@yika/core/operation/operation.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import * as chipKey from '@yika/core/production/chip-key-schema.ts'
import type { OrderedCard } from '@yika/core/production/factory-order.ts'
import { writeReturnFile } from '@yika/core/production/return-file.ts'
import * as operation from '@yika/core/production/schema.ts'
import { visitStream } from '../src/holder/store.ts'
import { newId } from '../src/kernel/identifier.ts'
import { gb18030Length, toGb18030 } from '../src/production/gb18030.ts'
import { syntheticAccount } from '../src/sample/synthetic-account.ts'
import { type Drawer, drawerInMemory } from '../src/simulator/drawer.ts'
import { publicKeyOf } from '../src/simulator/opening-key.ts'
import { personaliseAtCounter } from '../src/simulator/personalise-at-counter.ts'
import { orderOf, playFactory, transportMasterOf } from '../src/simulator/simulated-factory.ts'
import { playKeyCentre } from '../src/simulator/simulated-key-centre.ts'
import { readerWith, serialOf, virtualBlank } from '../src/simulator/virtual-blank.ts'
import { resetInformationOf } from '../src/simulator/write-chip.ts'
import { callsOn } from './calls-on.ts'
import {
  bankId,
  bankSystem,
  certifier,
  clerk,
  cnaps,
  district,
  factory,
  type GivenApplicant,
  givenApplication,
  givenWorkshop,
  manager,
  outletId,
  secondManager,
} from './given-application.ts'
import { clientOn, floorOn, givenFactoryKey, openingKey, seedWhere } from './given-factory.ts'

const kernel = await givenWorkshop({ after })
await givenFactoryKey(kernel)

/** Each test has the queue to itself. */
beforeEach(async () => {
  await kernel.db`update application set status = 'withdrawn' where status = 'accepted'`
})

const { accepted, codeOf } = callsOn(kernel)

interface AtFactory {
  readonly batchId: string
  readonly cards: readonly OrderedCard[]
  readonly numbers: readonly string[]
}

/** A batch whose cards the factory may make. */
async function atFactory(applicants: readonly GivenApplicant[]): Promise<AtFactory> {
  for (const given of applicants) await givenApplication(kernel, given)
  return throughBank()
}

async function throughBank(): Promise<AtFactory> {
  const { batches } = await accepted(operation.formBatches, manager, { bankId, district })
  const { batchId, batchNumber } = batches[0] as (typeof batches)[number]
  await accepted(operation.releaseBatch, secondManager, { batchId })
  await accepted(operation.exportToBank, manager, { batchId })
  const lines = await kernel.db<{ sequence: number; cardNumber: string; name: string }[]>`
    select sequence, card_number from batch_line where batch_id = ${batchId} order by sequence`
  const names = await clientOn(kernel, manager).call(operation.batchLines, {
    ...{ batchId, purpose: 'production', reveal: ['name'] },
  })
  assert.ok(names.ok)
  const cards = lines.map(({ sequence, cardNumber }, index) => ({
    ...{ sequence, cardNumber, ssn: '110101199003070011', name: names.answer.lines[index]?.name ?? '' },
    ...{ issuedOn: null, validUntil: null, identificationCode: '', resetInformation: '', bank: cnaps },
    ...{ bankCardNumber: syntheticAccount(cardNumber), personalAccount: '', boxPosition: '' },
    ...{ failedStage: '', failedReason: '' },
  })) as Parameters<typeof writeReturnFile>[0]['cards']
  const file = toGb18030(writeReturnFile({ batchNumber, cards }, gb18030Length)).toString('base64')
  assert.equal((await accepted(operation.takeBankReturn, bankSystem, { file })).failed, 0)
  await accepted(operation.requestCertificates, manager, { batchId, certifierId: 'certifier' })
  const results = lines.map(({ cardNumber }) => ({ cardNumber, code: 0, serial: 'A1' }))
  await accepted(operation.takeCertificates, certifier, { batchId, results })
  await accepted(operation.exportToFactory, manager, { batchId, makerId: 'factory' })
  const ordered = (await orderOf(clientOn(kernel, factory), openingKey, batchId)).flatMap((page) => page.cards)
  return { batchId, cards: ordered, numbers: ordered.map(({ cardNumber }) => cardNumber) }
}

interface Row {
  readonly state: string
  readonly reason: string | null
  readonly physical: string
  readonly keyVersion: number | null
  readonly counter: number
  readonly status: string
}

async function rowsOf(batchId: string): Promise<readonly Row[]> {
  const rows = await kernel.db<Row[]>`
    select line.state, line.reason, card.physical, chip_key_version as key_version, chip_counter as counter,
      application.status
    from batch_line line join card using (person_id, card_id)
    join application on application.person_id = line.person_id and application.application_id = line.application_id
    where line.batch_id = ${batchId} order by sequence`
  return rows.map((row) => ({ ...row }))
}

const three = [{}, {}, {}]

test('M2.3, M4.2: a card that reads back differently is spoiled, never issued, and made again', async () => {
  const { batchId, numbers } = await atFactory(three)
  const [first, second, third] = numbers as [string, string, string]
  const seed = seedWhere('wrongName', { good: [first, third], bad: [second] })
  const floor = floorOn(kernel, { seed, wrongName: 0.5 })
  assert.deepEqual(await playFactory(floor, batchId), { batchId, good: 3, failed: 0 }, 'nobody has noticed yet')
  assert.deepEqual(await playKeyCentre(floor, batchId), { batchId, good: 2, failed: 1 })
  const rows = await rowsOf(batchId)
  assert.deepEqual(
    rows.map(({ state, reason, physical, keyVersion }) => [state, reason, physical, keyVersion]),
    [
      ['finished', null, 'keys-replaced', 1],
      ['key-error', 'read-back-differs:EF06', 'spoiled', null],
      ['finished', null, 'keys-replaced', 1],
    ],
  )
  assert.ok(rows.every(({ state, counter }) => (state === 'finished') === counter > 0))
  assert.deepEqual(await accepted(operation.shipToOutlet, manager, { batchId }), { shipped: 2 })
  assert.deepEqual(await accepted(operation.reworkLine, manager, { batchId }), { settled: 1 })
  await accepted(operation.reconcileBatch, manager, { batchId })

  const again = await throughBank()
  assert.equal(again.numbers.includes(second), false, 'the number is never given again')
  const next = floorOn(kernel)
  await playFactory(next, again.batchId)
  assert.deepEqual(await playKeyCentre(next, again.batchId), { batchId: again.batchId, good: 1, failed: 0 })
})

test('M14.1: a chip that silently kept its transport keys is found by the challenge; a dead one by its silence', async () => {
  const { batchId, numbers } = await atFactory(three)
  const [dead, lazy, good] = numbers as [string, string, string]
  const drawer = drawerInMemory()
  const deadSeed = seedWhere('deadChip', { good: [lazy, good], bad: [dead] })
  const factoryFloor = floorOn(kernel, { seed: deadSeed, deadChip: 0.5 }, drawer)
  assert.deepEqual(await playFactory(factoryFloor, batchId), { batchId, good: 2, failed: 1 })
  const seed = seedWhere('noKeys', { good: [good], bad: [lazy] })
  assert.deepEqual(await playKeyCentre(floorOn(kernel, { seed, noKeys: 0.5 }, drawer), batchId), {
    ...{ batchId, good: 1, failed: 1 },
  })
  assert.deepEqual(
    (await rowsOf(batchId)).map(({ state, reason, physical }) => [state, reason, physical]),
    [
      ['making-failed', '模拟（simulated）：芯片无应答', 'spoiled'],
      ['key-error', 'chip-not-genuine', 'spoiled'],
      ['finished', null, 'keys-replaced'],
    ],
  )
})

/** Everything in a finished chip, read under the keys of the city, in words. */
async function wordsIn(drawer: Drawer, cardNumber: string): Promise<ReadonlyMap<number | null, string>> {
  const terminal = readerWith(drawer.take(cardNumber) as Uint8Array)
  const factor = cardFactor(Uint8Array.fromHex((await resetInformationOf(terminal)) as string))
  const read = await readImage(terminal, '3.00', {
    prove: async (key) => {
      const status = await proveKey(terminal, key, async (challenge, data) => {
        const request = { suite: 'sm', version: 1, key: key.name, area: '110000', factor, challenge, data } as const
        const [answer] = await kernel.custodian.chipHsm.externalAuthentication([request])
        return answer as Uint8Array
      })
      return status === 0x9000
    },
  })
  assert.ok(read.ok)
  const items = describeImage(read.image)
  return new Map(items.map(({ tag, text }) => [tag, text]))
}

test('M4.3: a name of twenty-five characters, the middle dot and rare characters reach the chip whole', async () => {
  const long = '阿卜杜热合曼·买买提吐尔逊·阿布都克里木江别克'
  const { batchId, cards, numbers } = await atFactory([{ name: long }, { name: '喆镕堃䶮' }, { name: '欧阳娜娜' }])
  assert.deepEqual(
    cards.map(({ name }) => name),
    [long, '喆镕堃䶮', '欧阳娜娜'],
  )
  const drawer = drawerInMemory()
  await playFactory(floorOn(kernel, {}, drawer), batchId)
  assert.deepEqual(await playKeyCentre(floorOn(kernel, {}, drawer), batchId), { batchId, good: 3, failed: 0 })
  const [first, second, third] = await Promise.all(numbers.map((number) => wordsIn(drawer, number)))
  assert.equal(`${first?.get(0x09)}${first?.get(0x4e)}`, long)
  assert.deepEqual([second?.get(0x09), third?.get(0x09)], ['喆镕堃䶮', '欧阳娜娜'])
  assert.deepEqual([first?.get(0x08), first?.get(0x07)], ['110101199003070011', numbers[0]])
  assert.equal(first?.get(null), syntheticAccount(numbers[0] as string), 'the account stands in the bank’s application')
})

test('M14.1, M14.2: the same results give the same answer, others are refused, and no proof serves another card', async () => {
  const { batchId } = await atFactory([{}, {}])
  const drawer = drawerInMemory()
  await playFactory(floorOn(kernel, {}, drawer), batchId)
  const sent: InputOf<typeof operation.replaceKeys>[] = []
  const floor = floorOn(kernel, {}, drawer)
  const listening = {
    ...floor.client,
    call: (async (one: Operation, input: never, key?: string) => {
      if (one !== operation.replaceKeys) return floor.client.call(one, input, key)
      sent.push(input)
      return { ok: true, answer: { batchId, good: 0, failed: 0 } }
    }) as typeof floor.client.call,
  }
  await playKeyCentre({ ...floor, client: listening }, batchId)
  const [results] = sent as [InputOf<typeof operation.replaceKeys>]
  const [one, other] = results.results as Extract<(typeof results.results)[number], { replaced: true }>[]
  assert.ok(one !== undefined && other !== undefined)
  const stranger = { ...factory, id: 'factory-2', organisationId: 'another-factory' }
  assert.equal(await codeOf(operation.replaceKeys, stranger, results), 'not-permitted')
  assert.equal(await codeOf(operation.replaceKeys, factory, { ...results, keyVersion: 2 }), 'chip-keys-missing')
  const swapped = { ...results, results: [{ ...one, proof: other.proof }, other] }
  assert.deepEqual(await accepted(operation.replaceKeys, factory, swapped), { batchId, good: 1, failed: 1 })
  assert.deepEqual(await accepted(operation.replaceKeys, factory, swapped), { batchId, good: 1, failed: 1 })
  assert.equal(await codeOf(operation.replaceKeys, factory, results), 'file-already-taken')
  assert.deepEqual(
    (await rowsOf(batchId)).map(({ reason }) => reason),
    ['chip-not-genuine', null],
  )
})

test('M4.2: a file that was not read back, or more than was ordered, counts as a difference', async () => {
  const { batchId } = await atFactory([{}, {}])
  const drawer = drawerInMemory()
  const floor = floorOn(kernel, {}, drawer)
  await playFactory(floor, batchId)
  const careless = {
    ...floor.client,
    call: (async (one: Operation, input: InputOf<typeof operation.replaceKeys>, key?: string) => {
      if (one !== operation.replaceKeys) return floor.client.call(one, input as never, key)
      const [first, second] = input.results as Extract<(typeof input.results)[number], { replaced: true }>[]
      assert.ok(first !== undefined && second !== undefined)
      const results = [
        { ...first, readBack: first.readBack.filter(({ path }) => path !== '3F00EF05' && path !== 'PSE') },
        { ...second, readBack: [...second.readBack, { path: '3F00DF01EF05', digest: '0'.repeat(64) }] },
      ]
      return floor.client.call(operation.replaceKeys, { ...input, results }, key)
    }) as typeof floor.client.call,
  }
  assert.deepEqual(await playKeyCentre({ ...floor, client: careless }, batchId), { batchId, good: 0, failed: 2 })
  assert.deepEqual(
    (await rowsOf(batchId)).map(({ reason }) => reason),
    ['read-back-differs:EF05,PSE', 'read-back-differs:DF01EF05'],
  )
})

test('M11.2, M14.8: scripts, challenges and transport key are for whoever makes the cards, and only for keys in making', async () => {
  const { batchId, numbers } = await atFactory([{}])
  const of = { batchId }
  const production = { purpose: 'production' } as const
  const stranger = { ...factory, id: 'factory-2', organisationId: 'another-factory' }
  assert.equal(await codeOf(chipKey.keyScripts, factory, { of, ...production }), 'not-found', 'nothing is made yet')
  await playFactory(floorOn(kernel), batchId)
  for (const actor of [stranger, manager, clerk, certifier])
    assert.equal(await codeOf(chipKey.keyScripts, actor, { of, ...production }), 'not-permitted')
  const challenge = { cardNumber: numbers[0] as string, version: 1, key: 'SSSE/MK', ...eightZeros }
  const ask = (change: object, actor: Actor = factory) =>
    codeOf(chipKey.keyChallenges, actor, { of, challenges: [{ ...challenge, ...change }], ...production })
  assert.equal(await ask({}), 'accepted')
  assert.equal(await ask({}, stranger), 'not-permitted')
  assert.equal(await ask({ version: 0 }), 'input-invalid', 'the factory has the transport key itself')
  assert.equal(await ask({ version: 2 }), 'input-invalid', 'a version that is not in use')
  assert.equal(await ask({ key: 'SSSE/IRK' }), 'input-invalid', 'the internal key opens nothing')
  assert.equal(await ask({ cardNumber: 'Z00000000' }), 'input-invalid')
  assert.equal(await codeOf(chipKey.transportKey, stranger, { makerId: 'factory' }), 'not-permitted')
  assert.equal(await codeOf(chipKey.transportKey, stranger, { makerId: 'another-factory' }), 'factory-key-missing')
  assert.equal(await codeOf(chipKey.transportKey, manager, { makerId: 'factory' }), 'not-permitted')
  assert.equal(await codeOf(chipKey.transportKey, factory, { makerId: 'factory' }), 'accepted')
  const audits = await kernel.db<{ count: number }[]>`
    select count(*)::int as count from audit_entry join person using (person_id)
    where operation = 'key-challenges' and outcome = 'read'`
  assert.equal(audits[0]?.count, 0, 'a cryptogram says nothing about anybody')
})

const eightZeros = { challenge: '0'.repeat(16), data: '0'.repeat(16) }

test('M14.8: order and scripts come page by page, each card once', async () => {
  const { batchId, numbers } = await atFactory(three)
  const client = clientOn(kernel, factory)
  await playFactory(floorOn(kernel), batchId)
  const seen: string[] = []
  for (let after = '0'; ; ) {
    const page = await client.call(chipKey.keyScripts, { of: { batchId, after, limit: 2 }, purpose: 'production' })
    assert.ok(page.ok && page.answer.cards.length <= 2)
    seen.push(...page.answer.cards.map(({ cardNumber }) => cardNumber))
    for (const { keys } of page.answer.cards) assert.equal(keys.length, cardKeys.length)
    if (page.answer.next === null) break
    after = page.answer.next
  }
  assert.deepEqual(seen, numbers)
})

test('M14.8: two people agree on the key of a factory, in the books too, and the auditor sees whose it is', async () => {
  const key = publicKeyOf({ sm2: '33'.repeat(32) })
  const confirm = { makerId: 'new-factory', sm2: key.sm2 }
  assert.equal(await codeOf(chipKey.setFactoryKey, factory, { makerId: 'new-factory', key }), 'not-permitted')
  const noPoint = { ...key, sm2: `04${'AB'.repeat(64)}` }
  const wrong = { makerId: 'new-factory', key: noPoint }
  assert.equal(await codeOf(chipKey.setFactoryKey, manager, wrong), 'input-invalid', 'nothing can be closed for it')
  await accepted(chipKey.setFactoryKey, manager, { makerId: 'new-factory', key })
  assert.equal(await codeOf(chipKey.confirmFactoryKey, manager, confirm), 'same-person-twice')
  await accepted(chipKey.confirmFactoryKey, secondManager, confirm)
  await assert.rejects(kernel.db`update factory_key set confirmed_by = set_by where maker_id = 'new-factory'`, {
    constraint_name: 'factory_key_two_persons',
  })
  const auditor: Actor = { id: 'auditor-1', role: 'auditor', organisationId: 'human-resources' }
  const seen = await clientOn(kernel, auditor).call(chipKey.factoryKeys, {})
  assert.ok(seen.ok)
  assert.deepEqual(
    seen.answer.factories.map(({ makerId, setBy, confirmedBy, waiting }) => [makerId, setBy, confirmedBy, waiting]),
    [
      ['factory', 'manager-1', 'manager-2', null],
      ['new-factory', 'manager-1', 'manager-2', null],
    ],
  )
})

/** An instant card that has been begun, with a visit and a blank at the counter. */
async function begunAtCounter() {
  const { transferId } = await accepted(blanks.offerBlanks, factory, {
    ...{ placeId: 'factory', toPlaceId: outletId, toPlaceKind: 'outlet', count: 2 },
  })
  await accepted(blanks.receiveBlanks, clerk, { transferId, received: 2 })
  const application = { instantOutletId: outletId, channel: 'instant' } as const
  const { personId, applicationId } = await givenApplication(kernel, { application })
  const visit = {
    ...{ personId, visitId: newId(Date.parse(kernel.now)), version: 1, officeId: outletId, presenter: 'holder' },
    ...{ presenterId: personId, scope: null, documentType: 'identity-card', openedBy: clerk.id, openedAt: kernel.now },
    ...{ until: '2099-01-01T00:00:00.000Z', closedAt: null },
  } as const
  await kernel.db.begin((tx) => visitStream.save(tx, [visit as never]))
  const begun = await accepted(operation.issueInstantly, clerk, { personId, applicationId })
  return { ...begun, personId }
}

async function blank(serial: number): Promise<Uint8Array> {
  return virtualBlank(serial, await transportMasterOf(clientOn(kernel, factory), floorOn(kernel).party))
}

const forCard = { bankCardNumber: '6217000000000000020', certificateSerial: 'C0FFEE' }

test('M7.14, M14.1: the counter writes a chip with the help of the office; what another counter claims is not heard', async () => {
  const { personId, lineId, cardId, cardNumber } = await begunAtCounter()
  const memory = await blank(serialOf(cardNumber))
  const result = await personaliseAtCounter(clientOn(kernel, clerk), readerWith(memory), {
    personId,
    lineId,
    ...forCard,
  })
  assert.ok(result.made, JSON.stringify(result))
  const elsewhere = { ...clerk, id: 'clerk-9', officeId: '018f0000-0000-7000-8000-00000000c002' }
  assert.notEqual(await codeOf(operation.returnInstantCard, elsewhere, { personId, lineId, result }), 'accepted')
  assert.deepEqual(await accepted(operation.returnInstantCard, clerk, { personId, lineId, result }), {
    ...{ made: true, cardId },
  })
  const drawer = drawerInMemory()
  drawer.put(cardNumber, memory)
  assert.equal((await wordsIn(drawer, cardNumber)).get(0x07), cardNumber)
})

test('M4.2, M7.14: a counter whose chip differs spoils the blank, and the application is begun anew', async () => {
  const { personId, lineId } = await begunAtCounter()
  const result = await personaliseAtCounter(clientOn(kernel, clerk), readerWith(await blank(4711)), {
    ...{ personId, lineId, ...forCard },
  })
  assert.ok(result.made)
  const changed = { ...result, bankCardNumber: '6217000000000000012' }
  const answer = await accepted(operation.returnInstantCard, clerk, { personId, lineId, result: changed })
  assert.equal(answer.made, false)
  const [line] = await kernel.db<{ state: string; reason: string }[]>`
    select state, reason from batch_line where line_id = ${lineId}`
  assert.deepEqual([line?.state, line?.reason], ['reworked', 'read-back-differs:PSE'])
})

test('M14.1: a chip that is genuine already makes no second card', async () => {
  const first = await begunAtCounter()
  const memory = await blank(815)
  const client = clientOn(kernel, clerk)
  const inReader = { personId: first.personId, lineId: first.lineId, ...forCard }
  const good = await personaliseAtCounter(client, readerWith(memory), inReader)
  const { personId, lineId } = first
  const second = await begunAtCounter()
  const twin = await personaliseAtCounter(client, readerWith(await blank(815)), {
    ...{ personId: second.personId, lineId: second.lineId, ...forCard },
  })
  assert.ok(twin.made)
  assert.equal((await accepted(operation.returnInstantCard, clerk, { personId, lineId, result: good })).made, true)
  const claim = { personId: second.personId, lineId: second.lineId, result: twin }
  assert.equal((await accepted(operation.returnInstantCard, clerk, claim)).made, false)
  const [line] = await kernel.db<{ reason: string }[]>`select reason from batch_line where line_id = ${second.lineId}`
  assert.equal(line?.reason, 'chip-of-another-card')
})

test('M14.1, M14.8: nobody gets keys or answers for a chip that is another card’s, by naming it for a card in making', async () => {
  const issued = await begunAtCounter()
  const inReader = { personId: issued.personId, lineId: issued.lineId, ...forCard }
  const result = await personaliseAtCounter(clientOn(kernel, clerk), readerWith(await blank(1704)), inReader)
  assert.ok(result.made)
  const { personId, lineId } = issued
  assert.equal((await accepted(operation.returnInstantCard, clerk, { personId, lineId, result })).made, true)

  const another = await begunAtCounter()
  // Other first bytes make no other chip: its keys follow from the last eight.
  for (const resetInformation of [result.resetInformation, `0096999999${result.resetInformation.slice(10)}`]) {
    const of = { personId: another.personId, lineId: another.lineId, resetInformation }
    const challenges = [{ cardNumber: another.cardNumber, version: 1, key: 'SSSE/RKSSSE', ...eightZeros }]
    const production = { of, purpose: 'production' } as const
    assert.equal(await codeOf(chipKey.keyScripts, clerk, production), 'chip-of-another-card')
    assert.equal(await codeOf(chipKey.keyChallenges, clerk, { ...production, challenges }), 'chip-of-another-card')
    assert.equal(await codeOf(chipKey.keyScripts, factory, production), 'not-permitted')
  }

  const { batchId, numbers } = await atFactory([{}, {}])
  await playFactory(floorOn(kernel), batchId)
  const [named, own] = numbers as [string, string]
  await kernel.db`update card set atr = ${result.resetInformation} where card_number = ${named}`
  const scripts = await clientOn(kernel, factory).call(chipKey.keyScripts, { of: { batchId }, purpose: 'production' })
  assert.deepEqual(scripts.ok && scripts.answer.cards.map(({ cardNumber }) => cardNumber), [own])
  const challenges = [{ cardNumber: named, version: 1, key: 'SSSE/RKSSSE', ...eightZeros }]
  const asked = { of: { batchId }, challenges, purpose: 'production' } as const
  assert.equal(await codeOf(chipKey.keyChallenges, factory, asked), 'input-invalid')
})

test('M11.2: the office answers a counter for its own card in its own visit only, and for the transport key of the master key alone', async () => {
  const { personId, lineId, cardNumber } = await begunAtCounter()
  const of = { personId, lineId, resetInformation: '00815859018684110000001267' }
  const ask = (change: object, actor: Actor = clerk) =>
    codeOf(chipKey.keyChallenges, actor, {
      ...{ of, challenges: [{ cardNumber, version: 0, key: 'SSSE/MK', ...eightZeros, ...change }] },
      purpose: 'production',
    })
  assert.equal(await ask({}), 'accepted')
  assert.equal(await ask({ key: 'SSSE/RKSSSE' }), 'input-invalid')
  const pinBlock = { challenge: '0312345680000000', data: '8000000000000000' }
  assert.equal(await ask(pinBlock), 'input-invalid', 'the enciphered PIN could be compared with all there are')
  assert.equal(await ask({ key: 'SSSE/RKSSSE', version: 1 }), 'accepted')
  assert.equal(await ask({}, { ...clerk, id: 'x', bankId: '018f0000-0000-7000-8000-00000000b0ff' }), 'not-permitted')
  assert.equal(await ask({}, { ...clerk, id: 'x', officeId: '018f0000-0000-7000-8000-00000000c002' }), 'visit-required')
  assert.equal(await ask({}, factory), 'not-permitted')
  const scripts = (actor: Actor) => codeOf(chipKey.keyScripts, actor, { of, purpose: 'production' })
  assert.equal(await scripts(clerk), 'accepted')
  assert.equal(await scripts(factory), 'not-permitted')
  assert.equal(cardKeys.filter(({ use }) => use === 'internal').length, 1)
})
