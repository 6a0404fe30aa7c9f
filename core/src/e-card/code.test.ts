import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { fromBase32, toBase32 } from './base32.ts'
import { bindingToSign, readBinding, signedBinding, uuidBytes } from './binding.ts'
import { type CodeCheck, checkCode } from './check-code.ts'
import { decodeCode } from './code.ts'
import { type Device, makeCode } from './device-code.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const later = (seconds: number) => addMilliseconds(at, seconds * 1000)

interface Pair {
  readonly privateKey: KeyObject
  readonly point: Uint8Array
}

function newPair(): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return {
    privateKey,
    point: Uint8Array.from(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])),
  }
}

const signEs256 = ({ privateKey }: Pair, bytes: Uint8Array) =>
  Uint8Array.from(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }))

function verifyEs256(point: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((half) => Buffer.from(half).toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x, y }
  let key: KeyObject
  try {
    key = createPublicKey({ key: jwk as never, format: 'jwk' })
  } catch {
    return false
  }
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

let drawn = 0

/** A telephone with this key; its chance is counted, so that a failing test fails again. */
const deviceOf = (pair: Pair): Device => ({
  sign: async (bytes) => signEs256(pair, bytes),
  random: (length) => {
    drawn += 1
    return Uint8Array.from({ length }, (_, place) => (drawn + place) & 0xff)
  },
})

const office = newPair()
const phone = newPair()
function bindingFor(pair: Pair, by: Pair = office): Uint8Array {
  const toSign = bindingToSign({
    deviceId: '019abcde-0000-7000-8000-00000000c0de',
    deviceKey: pair.point,
    shard: 21,
    index: 987_654,
    issuedAt: later(-3600),
    validUntil: later(3600),
  })
  return signedBinding(toSign, 1, signEs256(by, toSign))
}

const binding = bindingFor(phone)
const shown = (more: { binding?: Uint8Array; serviceId?: string; lifetimeSeconds?: number; by?: Pair } = {}) =>
  makeCode({ binding, serviceId: 'medical-settlement', at, lifetimeSeconds: 60, ...more }, deviceOf(more.by ?? phone))

const check: CodeCheck = {
  at,
  serviceId: 'medical-settlement',
  skewSeconds: 30,
  tokenSeconds: 60,
  issuerKey: (version) => (version === 1 ? office.point : undefined),
  verify: verifyEs256,
}

async function said(text: string, more: Partial<CodeCheck> = {}): Promise<string> {
  const answer = await checkCode(text, { ...check, ...more })
  return answer.accepted ? 'good' : answer.code
}

test('M9.2: the code of a bound telephone is good for its service at its moment, and fits a small QR code', async () => {
  const text = await shown()
  const answer = await checkCode(text, check)
  assert.ok(answer.accepted)
  const { code } = answer
  assert.equal(code.serviceId, 'medical-settlement')
  assert.equal(code.issuedAt, at)
  assert.equal(code.expiresAt, later(60))
  assert.equal(code.binding.deviceId, '019abcde-0000-7000-8000-00000000c0de')
  assert.deepEqual([code.binding.shard, code.binding.index], [21, 987_654])
  assert.match(code.id, /^[0-9a-f]{24}$/)
  const bytes = fromBase32(text.slice('YIKA1:'.length))?.length
  assert.equal(bytes, 261)
  // QR version 13 (69 modules) holds 483 characters of the alphanumeric set at error correction M.
  assert.ok(text.length <= 483 && /^[0-9A-Z:]+$/.test(text), `${text.length} characters`)
})

test('M9.2: two codes of one moment have two names', async () => {
  const [one, other] = await Promise.all([shown(), shown()])
  assert.notEqual(decodeCode(one)?.id, decodeCode(other)?.id)
})

test('M9.2: every way in which a code is not good has its own reason', async () => {
  const text = await shown()
  const stranger = newPair()
  assert.equal(await said('https://example.org/'), 'e-card-code-unreadable')
  assert.equal(await said(text.slice(0, -1)), 'e-card-code-unreadable')
  assert.equal(await said(`${text}A`), 'e-card-code-unreadable')
  assert.equal(await said(await shown({ serviceId: 'two words' })), 'e-card-code-unreadable')
  assert.equal(await said(await shown({ serviceId: 'a'.repeat(41) })), 'e-card-code-unreadable')
  assert.equal(await said(text, { serviceId: 'library' }), 'e-card-code-for-another-service')
  assert.equal(await said(text, { issuerKey: () => undefined }), 'e-card-code-key-unknown')
  assert.equal(await said(await shown({ binding: bindingFor(phone, stranger) })), 'e-card-code-not-issued')
  // The binding of this telephone in another one.
  assert.equal(await said(await shown({ by: stranger })), 'e-card-code-altered')
  assert.equal(await said(await shown({ lifetimeSeconds: 61 })), 'e-card-code-too-long')
})

test('M9.2: a code counts for its minute, with as much difference of clocks as the rules allow and no more', async () => {
  const text = await shown()
  assert.equal(await said(text, { at: later(-30) }), 'good')
  assert.equal(await said(text, { at: later(-31) }), 'e-card-code-early')
  assert.equal(await said(text, { at: later(89) }), 'good')
  assert.equal(await said(text, { at: later(90) }), 'e-card-code-expired')
})

test('M9.2: a telephone that was long without the network is sent to fetch a new binding', async () => {
  const from = await makeCode(
    { binding, serviceId: 'medical-settlement', at: later(3600), lifetimeSeconds: 60 },
    deviceOf(phone),
  )
  assert.equal(await said(from, { at: later(3600) }), 'e-card-binding-expired')
  const before = await makeCode(
    { binding, serviceId: 'medical-settlement', at: later(-3700), lifetimeSeconds: 60 },
    deviceOf(phone),
  )
  assert.equal(await said(before, { at: later(-3700) }), 'e-card-binding-expired')
})

test('M9.2: no byte of a code can be changed', async () => {
  const text = await shown()
  const bytes = fromBase32(text.slice('YIKA1:'.length)) as Uint8Array
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Uint8Array.from(bytes)
    changed[place] = (changed[place] as number) ^ (1 << (place % 8))
    assert.notEqual(await said(`YIKA1:${toBase32(changed)}`), 'good', `byte ${place}`)
  }
})

test('M9.2: whatever a camera reads, decoding says no without failing', () => {
  const seedBytes = Uint8Array.from({ length: 261 }, (_, place) => (place * 37) & 0xff)
  seedBytes.set(binding)
  const anything = fc.oneof(
    fc.string({ maxLength: 500 }),
    fc.uint8Array({ maxLength: 320 }).map((bytes) => `YIKA1:${toBase32(bytes)}`),
    fc.tuple(fc.nat(260), fc.nat(255), fc.nat(80)).map(([place, value, cut]) => {
      const bytes = Uint8Array.from(seedBytes.subarray(0, seedBytes.length - cut))
      bytes[place] = value
      return `YIKA1:${toBase32(bytes)}`
    }),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const code = decodeCode(text)
      assert.ok(code === undefined || code.expiresAt > code.issuedAt)
    }),
    { numRuns: 100_000, seed: 20_261_123 },
  )
})

test('base32: one text for bytes and the other way round, and nothing beside it is read', () => {
  assert.equal(toBase32(new TextEncoder().encode('foobar')), 'MZXW6YTBOI')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      assert.deepEqual(fromBase32(toBase32(bytes)), Uint8Array.from(bytes))
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const bytes = fromBase32(text)
      assert.ok(bytes === undefined || toBase32(bytes) === text)
    }),
  )
  assert.equal(fromBase32('MZXW6YTBOJ'), undefined)
})

test('a binding reads back as it was written, and no other length or version is one', () => {
  const read = readBinding(binding)
  assert.equal(read?.validUntil, later(3600))
  assert.equal(read?.keyVersion, 1)
  assert.deepEqual(read?.deviceKey, phone.point)
  assert.equal(uuidBytes(read?.deviceId ?? '').length, 16)
  assert.equal(readBinding(binding.subarray(1)), undefined)
  assert.equal(readBinding(Uint8Array.from(binding, (byte, place) => (place === 0 ? 2 : byte))), undefined)
})
