import assert from 'node:assert/strict'
import test from 'node:test'
import { randomCode, randomToken } from './random-code.ts'
import { totpAddress, totpAtStep, totpMatch, totpStep } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const now = 1_111_111_111_000

test('a one-time code is taken once, with one step of skew on either side', () => {
  const step = totpStep(now)
  for (const skew of [-1, 0, 1]) assert.equal(totpMatch(secret, totpAtStep(secret, step + skew), now, 0), step + skew)
  for (const skew of [-2, 2]) assert.equal(totpMatch(secret, totpAtStep(secret, step + skew), now, 0), undefined)
  assert.equal(totpMatch(secret, totpAtStep(secret, step), now, step), undefined)
  assert.equal(totpMatch(secret, '', now, 0), undefined)
  assert.equal(totpMatch(secret, '００００００', now, 0), undefined)
})

test('the enrolment address names issuer and account', () => {
  assert.equal(
    totpAddress('Yika 一卡', 'clerk', secret),
    'otpauth://totp/Yika%20%E4%B8%80%E5%8D%A1:clerk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Yika%20%E4%B8%80%E5%8D%A1',
  )
})

test('codes have their length, tokens at least 128 bits', () => {
  for (let i = 0; i < 100; i++) assert.match(randomCode(6), /^\d{6}$/)
  assert.equal(Buffer.from(randomToken(), 'base64url').length, 16)
  assert.throws(() => randomToken(8))
})
