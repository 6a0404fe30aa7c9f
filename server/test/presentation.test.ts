import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { after, test } from 'node:test'
import { addMilliseconds, type Instant } from '@yika/core/calendar/instant.ts'
import { bindingToSign, signedBinding } from '@yika/core/e-card/binding.ts'
import { codeToSign, encodeCode } from '@yika/core/e-card/code.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import { signBinding } from '../src/e-card/issuer-key.ts'
import { codeReader } from '../src/e-card/read-code.ts'
import { eCardDeviceStream } from '../src/e-card/store.ts'
import { numberKeys } from '../src/holder/blind-index.ts'
import { newId } from '../src/kernel/identifier.ts'
import { createPresenter } from '../src/presentation/presenter.ts'
import type { Asker } from '../src/presentation/shown.ts'
import { tapped } from './card-at-terminal.ts'
import { givenCardInReader } from './card-in-reader.ts'
import { enabledCard, givenCard, givenPerson } from './given-card.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel({ after }, { commands: () => [] })
const { db, custodian } = kernel
await givenChipKeys(kernel)
const figures: Record<string, number> = { 'e-card.clock-skew': 30, 'e-card.token': 60 }
const readCode = codeReader({
  ...{ db, custodian, clock: () => kernel.now },
  policyReader: () => ({ number: (key) => figures[key] as number, text: String, flag: () => false, used: () => [] }),
})
const presenter = createPresenter({ db, custodian, readCode })
const gate: Asker = { terminalId: 'gate-1', institutionId: 'park-1', serviceId: 'museum' }

async function resolved(presentation: Presentation, asker = gate) {
  const answer = await presenter.resolve(presentation, asker)
  assert.ok(!('accepted' in answer), JSON.stringify(answer))
  return answer
}
async function refused(presentation: Presentation, asker = gate): Promise<string> {
  const answer = await presenter.resolve(presentation, asker)
  return 'accepted' in answer ? answer.code : 'resolved'
}

test('M14.1: a chip proves itself at the terminal that it was shown to, and nowhere else', async () => {
  const personId = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, personId)
  const shown = await tapped(of.memory, 'gate-1', kernel.now)
  const presented = await resolved(shown)
  assert.deepEqual(
    [presented.personId, presented.cardId, presented.genuine, presented.proofKey, presented.usedAt],
    [personId, of.card.cardId, true, `chip/${shown.counter}`, kernel.now],
  )
  const wrong = async (change: object, asker = gate) => (await resolved({ ...shown, ...change }, asker)).genuine
  assert.equal(await wrong({}, { ...gate, terminalId: 'gate-2' }), false)
  assert.equal(await wrong({}, { ...gate, terminalId: null }), false)
  assert.equal(await wrong({ nonce: '0000000000000000' }), false)
  assert.equal(await wrong({ at: addMilliseconds(kernel.now, 1) }), false, 'the time is proved as well')
  assert.equal(await wrong({ counter: shown.counter + 1 }), false)
  assert.equal(await wrong({ cryptogram: '00'.repeat(16) }), false)
  assert.equal(await wrong({ cryptogram: '00'.repeat(8) }), false, 'of a length that this chip does not answer with')
  const near = await resolved({ ...shown, carrier: 'contact-chip' })
  assert.equal(near.proofDigest, presented.proofDigest, 'what the chip has not signed makes no second chip')
})

test('M14.1: rubbish is answered, and spoils nothing for those who ask at the same time', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const known = await tapped(of.memory, 'gate-1', kernel.now)
  const noKeys = await givenCard(
    kernel,
    await givenPerson(kernel),
    enabledCard().map((step): ReturnType<typeof enabledCard>[number] =>
      step[0] === 'card-personalised' ? [step[0], { ...step[1], chipIdentificationCode: 'AB'.repeat(16) }] : step,
    ),
  )
  await db.unsafe(`update card set chip_key_version = 77, atr = $2 where card_id = $1`, [noKeys.cardId, of.card.atr])
  const answers = await Promise.all([
    refused({ ...known, chip: 'FF'.repeat(16) }),
    refused({ ...known, chip: 'AB'.repeat(16) }),
    resolved(known).then(({ genuine }) => String(genuine)),
    refused({ by: 'number', number: 'ÿ'.repeat(9), faceToFaceBy: 'x', at: kernel.now }),
    refused({ by: 'e-card', code: 'YIKA1:!!!!!!!!!!!', at: kernel.now }),
  ])
  const leap = await resolved({ ...known, at: '2016-12-31T23:59:60z' })
  assert.deepEqual([leap.usedAt, leap.genuine], ['2016-12-31T23:59:59.000Z', false])
  assert.deepEqual(answers, ['card-unknown', 'chip-unknown', 'true', 'card-unknown', 'e-card-code-unreadable'])
})

test('M9.2: a card number and an identity number lead to the card, the number itself is nowhere kept', async () => {
  const number = '110101199003070011'
  const [key] = numberKeys(custodian, number)
  assert.ok(key)
  const personId = await givenPerson(kernel)
  await db`insert into person_index (kind, idx, person_id) values ('number', decode(${key.idx}, 'base64'), ${personId})
    on conflict (kind, idx) do update set person_id = excluded.person_id`
  const of = await givenCardInReader(kernel, personId)
  const face = { by: 'number', faceToFaceBy: 'nurse-7', at: kernel.now } as const
  for (const said of [number, of.card.cardNumber as string]) {
    const presented = await resolved({ ...face, number: said })
    assert.deepEqual([presented.cardId, presented.comparedBy], [of.card.cardId, 'nurse-7'])
    assert.ok(!JSON.stringify(presented).includes(said))
  }
})

test('M9.2: the code of a bound telephone is worth one use of one service, within its minute', async () => {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, enabledCard())
  const device = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = device.publicKey.export({ format: 'jwk' })
  const deviceKey = Uint8Array.from(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]))
  const deviceId = newId(Date.parse(kernel.now))
  const later = (ms: number) => addMilliseconds(kernel.now, ms)
  await db.begin((tx) =>
    eCardDeviceStream.save(tx, [
      {
        ...{ personId, deviceId, version: 1, name: Buffer.from('sealed').toString('base64'), boundBy: personId },
        ...{ key: Buffer.from(deviceKey).toString('base64'), boundAt: kernel.now, validUntil: null, unboundAt: null },
      },
    ]),
  )
  const toSign = bindingToSign({
    ...{ deviceId, deviceKey, shard: 0, index: 5, issuedAt: later(-60_000), validUntil: later(3_600_000) },
  })
  const { keyVersion, signature } = signBinding(custodian.documents, toSign)
  const binding = signedBinding(toSign, keyVersion, signature)
  const signed = codeToSign(binding, {
    ...{ id: Uint8Array.from(randomBytes(12)), issuedAt: later(-5_000), lifetimeSeconds: 60, serviceId: 'museum' },
  })
  const made = sign('sha256', signed, { key: device.privateKey, dsaEncoding: 'ieee-p1363' })
  const code = encodeCode(signed, Uint8Array.from(made))
  const scanned = (at: Instant = kernel.now, text = code): Presentation => ({ by: 'e-card', code: text, at })

  const presented = await resolved(scanned())
  assert.deepEqual([presented.cardId, presented.carrier, presented.genuine], [card.cardId, 'e-card', true])
  assert.equal((await resolved(scanned(), { ...gate, terminalId: 'gate-2' })).proofKey, presented.proofKey)
  assert.equal(await refused(scanned(), { ...gate, serviceId: 'library' }), 'e-card-code-for-another-service')
  assert.equal(await refused(scanned(later(120_000))), 'e-card-code-expired')
  assert.notEqual(
    await refused(scanned(kernel.now, `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`)),
    'resolved',
  )
})
