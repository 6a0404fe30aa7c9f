import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chipParts } from '../node/chip-parts.ts'
import { answerToReset, parseAnswerToReset } from './answer-to-reset.ts'
import {
  identificationBody,
  identificationCheck,
  identificationCode,
  parseIdentificationCode,
  verifyIdentificationCode,
} from './identification-code.ts'
import { encodeResetInformation, parseResetInformation } from './reset-information.ts'

const hex = (text: string) => Uint8Array.fromHex(text)
const specimen = '0081544C978684110000000001'

test('M2.2: the answer to reset frames the historical bytes for both protocols', () => {
  const t0 = answerToReset(hex(specimen), 'T=0')
  assert.equal(t0.toHex(), `3b6d0000${specimen.toLowerCase()}`)
  assert.deepEqual(parseAnswerToReset(t0), { protocol: 'T=0', historicalBytes: hex(specimen) })
  const t1 = answerToReset(hex(specimen), 'T=1')
  assert.equal(t1.toHex().slice(0, -2), `3b8d8001${specimen.toLowerCase()}`)
  assert.equal(
    t1.subarray(1).reduce((sum, byte) => sum ^ byte, 0),
    0,
  )
  assert.deepEqual(parseAnswerToReset(t1), { protocol: 'T=1', historicalBytes: hex(specimen) })
  const wrongCheck = t1.slice()
  wrongCheck[t1.length - 1] = (t1.at(-1) as number) ^ 1
  for (const broken of [t0.slice(0, -1), new Uint8Array([...t0, 0]), t1.slice(0, -1), wrongCheck, hex('3C00'), hex('')])
    assert.equal(parseAnswerToReset(broken), undefined)
})

test('M2.2: any bytes are taken for an answer to reset without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      parseAnswerToReset(Uint8Array.of(0x3b, ...bytes))
      parseResetInformation(bytes)
    }),
    { seed: 20221001 },
  )
})

test('M2.2: the reset information follows the pattern of the published samples', () => {
  assert.deepEqual(parseResetInformation(hex(specimen)), {
    ...{ level: 0x81, maker: 'TL', variant: 0x97, city: '1100', serial: 1 },
  })
  assert.equal(parseResetInformation(hex('00814E43238697159900BF7C7A'))?.serial, 0x00bf7c7a, 'the official specimen')
  const information = { level: 0x96, maker: 'NC', variant: 1, city: '1100', serial: 0xfedcba98 }
  assert.deepEqual(parseResetInformation(encodeResetInformation(information)), information)
  assert.deepEqual(encodeResetInformation(parseResetInformation(hex(specimen)) ?? information), hex(specimen))
  for (const broken of ['0181544C978684110000000001', '0082544C978684110000000001', '0081544C978685110000000001'])
    assert.equal(parseResetInformation(hex(broken)), undefined)
})

test('M2.2: the identification code names area, provider and serial, and its check bytes are verified', () => {
  assert.deepEqual(parseIdentificationCode('639900D15600000500BF7C7A48FB4966'), {
    ...{ area: '639900', serial: hex('00BF7C7A'), check: hex('48FB4966') },
  })
  for (const broken of ['639900D15600000500BF7C7A48FB49', '639900D15600000600BF7C7A48FB4966', '', 'ABCDEF'])
    assert.equal(parseIdentificationCode(broken), undefined)
  const key = hex('000102030405060708090A0B0C0D0E0F')
  for (const suite of Object.values(chipParts.suites)) {
    const body = identificationBody('110000', hex('00000001'))
    assert.ok(body)
    const code = identificationCode(body, identificationCheck(suite, key, body))
    assert.match(code, /^110000D15600000500000001[0-9A-F]{8}$/)
    assert.ok(verifyIdentificationCode(suite, key, code))
    assert.ok(!verifyIdentificationCode(suite, key, code.replace('00000001', '00000002')))
    assert.ok(!verifyIdentificationCode(suite, hex('F0'.repeat(16)), code))
  }
  assert.equal(identificationBody('11000', hex('00000001')), undefined)
})
