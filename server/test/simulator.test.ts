import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, mock, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { registerClient, registerOrganisation } from '@yika/core/access/schema.ts'
import { addPhoto } from '@yika/core/application/schema.ts'
import { type Day, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { fillCardNumbers } from '@yika/core/card/schema.ts'
import { parseBankCardNumber } from '@yika/core/identifier/bank-card-number.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import { chipTerms } from '@yika/core/production/chip-terms.ts'
import * as operation from '@yika/core/production/schema.ts'
import { simulateCommand } from '../src/cli/simulate.ts'
import { newTokenSigningKey } from '../src/kernel/custody/token-signing-key.ts'
import { newId } from '../src/kernel/identifier.ts'
import { samplePhoto } from '../src/sample/sample-photo.ts'
import { syntheticAccount } from '../src/sample/synthetic-account.ts'
import { startServer } from '../src/server.ts'
import type { PartyKey } from '../src/simulator/client-assertion.ts'
import { type Faults, fails, noFaults } from '../src/simulator/faults.ts'
import type { Deed } from '../src/simulator/play-round.ts'
import { validUntil } from '../src/simulator/simulated-factory.ts'
import { sampleCertifier, sampleFactory, startSimulator } from '../src/simulator/start-simulator.ts'
import { serialOf } from '../src/simulator/virtual-blank.ts'
import { bankId, cnaps, district, givenApplication, givenBank, manager, secondManager } from './given-application.ts'
import { givenChipKeys } from './given-chip-key.ts'

test('a simulated account number passes the check, belongs to one card and to no bank', () => {
  const numbers = Array.from({ length: 500 }, (_, index) => `T${String(index).padStart(7, '0')}0`)
  const accounts = numbers.map(syntheticAccount)
  assert.equal(new Set(accounts).size, accounts.length)
  for (const account of accounts) assert.ok(account.startsWith('62000') && parseBankCardNumber(account).valid)
})

test('the same seed fails the same cards, and about as many as it was told', () => {
  const faults: Faults = { ...noFaults, seed: 7, failRate: 0.1 }
  const numbers = Array.from({ length: 5000 }, (_, index) => `T${String(index).padStart(7, '0')}0`)
  const failed = numbers.filter((number) => fails(faults, 'bank', number))
  assert.deepEqual(
    failed,
    numbers.filter((number) => fails(faults, 'bank', number)),
  )
  assert.ok(failed.length > 400 && failed.length < 600, `${failed.length} of 5000`)
  assert.notDeepEqual(
    failed,
    numbers.filter((number) => fails({ ...faults, seed: 8 }, 'bank', number)),
  )
})

test('M17.1: the simulated factory gives the validity that its order says, not one of its own', () => {
  const terms = { ...chipTerms, keyVersion: 1, validityYears: 8 }
  assert.equal(validUntil({ ...terms, expiryDay: 'day-before' }, '2026-11-23' as Day), '2034-11-22')
  assert.equal(validUntil({ ...terms, expiryDay: 'same-day' }, '2026-11-23' as Day), '2034-11-23')
})

test('a serial belongs to one card number', () => {
  const numbers = ['S', 'T'].flatMap((letter) =>
    Array.from({ length: 500 }, (_, index) => `${letter}${String(index).padStart(7, '0')}0`),
  )
  assert.equal(new Set(numbers.map(serialOf)).size, numbers.length)
})

test('yika simulate explains itself and refuses what it cannot use', async () => {
  assert.match(simulateCommand.help, /--fail-rate/)
  await assert.rejects(simulateCommand.run([]), /--parties is needed/)
  await assert.rejects(simulateCommand.run(['--parties', '/nowhere.json', '--fail-rate', '2']), /--fail-rate/)
  await assert.rejects(simulateCommand.run(['--parties', '/nowhere.json', '--no-keys', '-1']), /no-keys/)
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-parties-'))
  const file = path.join(directory, 'parties.json')
  await writeFile(file, JSON.stringify([{ clientId: 'f', key: {}, plays: 'factory', organisationId: 'f' }]))
  await assert.rejects(simulateCommand.run(['--parties', file, '--rounds', '1']), /openingKey/)
  await rm(directory, { recursive: true })
})

test('M3.1: bank, certificate system, factory and key centre answer over the public API, with faults, and the batch reconciles', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-simulator-'))
  const errors: unknown[] = []
  const server = await startServer(
    {
      dataDirectory: directory,
      databaseUrl: undefined,
      custodyDirectory: path.join(directory, 'custody'),
      host: '127.0.0.1',
      port: 0,
      publicUrl: undefined,
      suite: 'sm',
      samplePeople: 0,
      simulate: true,
      logLevel: 'silent',
    },
    (error) => void errors.push(error),
  )
  after(async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  })
  const { db, custodian, executor } = server.platform
  const faults: Faults = { ...noFaults, seed: 3, failRate: 0.15, lateRounds: 1, duplicate: true, truncate: true }
  const told: Deed[] = []
  const simulator = () =>
    startSimulator({
      db,
      executor,
      baseUrl: server.url,
      faults,
      everyMs: 3_600_000,
      told: (deed) => void told.push(deed),
      report: (error) => void errors.push(error),
    })
  await assert.rejects(simulator(), /was refused/, 'beside real people nothing is simulated')

  const run = async (one: Parameters<typeof executor.execute>[0], input: object, actor: Actor = manager) => {
    const outcome = await executor.execute(one, { actor, key: newId(Date.now()), input })
    assert.equal(outcome.status, 'accepted', `${one.name}: ${JSON.stringify(outcome)}`)
    return (outcome as { answer: unknown }).answer as never
  }
  const body = { field: { zh: '样例', en: 'sample' }, contact: '96066', validFrom: '2022-10-01', kind: 'other' }
  const name = { zh: '样例制卡厂', en: 'sample card factory' }
  await run(registerOrganisation, { organisationId: sampleFactory, name, ...body }, systemActor)
  await givenBank(db)
  const now = instantOf(Date.now())
  for (let one = 0; one < 27; one += 1) await givenApplication({ db, custodian, now })
  const [pictured, lost] = [
    await givenApplication({ db, custodian, now }),
    await givenApplication({ db, custodian, now }),
  ]
  await givenApplication({ db, custodian, now })
  const file = (await samplePhoto(7, 1)).toString('base64')
  for (const { personId, applicationId } of [pictured, lost]) {
    const citizen = { id: personId, role: 'citizen', organisationId: 'self', personId } as const
    const { photoId } = (await run(addPhoto, { personId, file }, citizen)) as { photoId: string }
    await db`
      update application set photo_id = ${photoId} where person_id = ${personId} and application_id = ${applicationId}`
  }
  const [blob] = await db<{ name: string }[]>`select card_blob as name from photo where person_id = ${lost.personId}`
  const blobName = blob?.name as string
  await rm(path.join(directory, 'blobs', blobName.slice(0, 2), blobName.slice(2, 4), blobName))
  await givenChipKeys({ db, custodian, now })
  await run(fillCardNumbers, { prefix: 'S', first: 1, count: 100 })
  await run(blanks.stockBlanks, { placeId: sampleFactory, placeKind: 'factory', count: 100, deliveryNote: 'n1' })
  const { batches } = (await run(operation.formBatches, { bankId, district })) as { batches: { batchId: string }[] }
  const batchId = batches[0]?.batchId as string
  const stateOf = async () => {
    const [row] = await db<{ state: string }[]>`select state from batch where batch_id = ${batchId}`
    return row?.state
  }

  const playing = await simulator()
  after(() => playing.stop())
  assert.deepEqual(await playing.round(), [])
  await run(operation.releaseBatch, { batchId }, secondManager)
  await run(operation.exportToBank, { batchId })
  assert.deepEqual(await playing.round(), [], 'the bank is late by one round')
  const [accounts] = await playing.round()
  assert.equal(accounts?.work, 'accounts')
  assert.equal((accounts?.good ?? 0) + (accounts?.failed ?? 0), 30)
  assert.ok((accounts?.failed ?? 0) > 0)
  await run(operation.requestCertificates, { batchId, certifierId: sampleCertifier })
  await playing.round()
  await playing.round()
  assert.equal(await stateOf(), 'certified')
  await run(operation.exportToFactory, { batchId, makerId: sampleFactory })
  for (let round = 0; round < 4; round += 1) await playing.round()
  assert.equal(await stateOf(), 'keys-replaced')
  assert.deepEqual(
    told.map(({ work }) => work),
    ['accounts', 'certificates', 'cards', 'keys'],
  )
  const looks = await db<{ personId: string }[]>`
    select person_id from audit_entry where operation = 'factory-order' and outcome = 'read' and person_id is not null`
  const certified = await db<{ personId: string; state: string; reason: string | null }[]>`
    select person_id, state, reason from batch_line
    where batch_id = ${batchId} and state in ('finished', 'making-failed', 'key-error')
      and person_id = any(${[pictured.personId, lost.personId]}::uuid[])`
  assert.equal(certified.length, 2, 'both came as far as the factory with this seed')
  assert.equal(new Set(looks.map(({ personId }) => personId)).size, looks.length, 'each is ordered once')
  for (const { personId } of [pictured, lost]) assert.ok(looks.some((look) => look.personId === personId))
  const stateOfLine = (personId: string) => certified.find((line) => line.personId === personId)
  assert.equal(stateOfLine(pictured.personId)?.state, 'finished')
  assert.equal(stateOfLine(lost.personId)?.reason, '模拟（simulated）：缺少相片')
  await run(operation.shipToOutlet, { batchId })
  await run(operation.reworkLine, { batchId })
  const sums = (await run(operation.reconcileBatch, { batchId })) as { ordered: number; good: number; reworked: number }
  assert.equal(sums.ordered, 30)
  assert.equal(sums.good, told.at(-1)?.good)
  assert.equal(
    sums.reworked,
    told.reduce((sum, { failed }) => sum + failed, 0),
  )

  for (let one = 0; one < 3; one += 1) await givenApplication({ db, custodian, now: instantOf(Date.now()) })
  const more = (await run(operation.formBatches, { bankId, district })) as { batches: { batchId: string }[] }
  const second = more.batches[0]?.batchId as string
  await run(operation.releaseBatch, { batchId: second }, secondManager)
  await run(operation.exportToBank, { batchId: second })
  const key = newTokenSigningKey('EdDSA') as PartyKey
  const keys = [{ kty: key.kty, crv: key.crv, x: key.x }]
  const client = { clientId: 'bank-at-the-cli', name: 'Simulated bank', role: 'bank-system', bankId, keys }
  await run(registerClient, client, systemActor)
  const parties = path.join(directory, 'parties.json')
  await writeFile(parties, JSON.stringify([{ clientId: client.clientId, key, plays: 'bank', bankId, bankCode: cnaps }]))
  const printed = mock.method(console, 'log', () => {})
  const exitCode = await simulateCommand.run(['--parties', parties, '--url', server.url, '--rounds', '1'])
  printed.mock.restore()
  assert.equal(exitCode, 0)
  const inQueue = 3 + (sums.reworked - (accounts?.failed ?? 0))
  assert.match(
    String(printed.mock.calls[0]?.arguments[0]),
    new RegExp(`^simulated bank-at-the-cli: accounts .* ${inQueue} good, 0 failed$`),
  )

  const cards = await db<{ personId: string; key: Buffer; account: Buffer; issuedOn: string }[]>`
    select person_id, person.key, bank_card_number as account, issued_on
    from card join person using (person_id) where physical = 'keys-replaced'`
  assert.equal(cards.length, sums.good)
  for (const { personId, key, account, issuedOn } of cards) {
    assert.match(custodian.open(key, personId, 'bankCardNumber', account), /^62000\d{14}$/)
    // Midnight may pass while the factory works.
    assert.ok(issuedOn >= dayOf(now) && issuedOn <= dayOf(instantOf(Date.now())), issuedOn)
  }
  const reasons = await db<{ reason: string }[]>`
    select distinct reason from batch_line where reason is not null and fail_stage in ('bank', 'making')`
  for (const { reason } of reasons) assert.match(reason, /simulated/)
  const refused = await db<{ refusal: string; actorId: string }[]>`
    select refusal, actor_id from audit_entry
    where outcome = 'refused' and operation in ('take-bank-return', 'take-factory-return')`
  assert.deepEqual(
    new Set(refused.map(({ refusal }) => refusal)),
    new Set(['file-line-ending']),
    'the files that were cut off are on record as refused',
  )
  assert.deepEqual(errors, [])
})
