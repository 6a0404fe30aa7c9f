import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { chipParts } from '../node/chip-parts.ts'
import { sm2 } from './sm2.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const hex = (value: Uint8Array | undefined) => (value === undefined ? 'nothing' : Uint8Array.from(value).toHex())
const text = (words: string) => new TextEncoder().encode(words)

/** GB/T 32918.5, annexes A and C. */
const annex = {
  d: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  p: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  k: '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21',
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  e: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  ciphertext:
    '0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd876621886ca989ca9c7d58087307ca93092d651efa',
}
const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
const [message, secret] = [text('message digest'), text('encryption standard')]
const fixed = (...draws: readonly string[]) => {
  const left = [...draws]
  return () => bytes(left.shift() ?? '')
}

test('M14.1: SM2 meets the annexes of GB/T 32918.5 to the byte', () => {
  const [d, p] = [bytes(annex.d), bytes(annex.p)]
  assert.equal(hex(sm2.publicKeyOf(d)), annex.p)
  assert.equal(hex(sm2.identityHash(p)), annex.z)
  assert.equal(hex(sm2.messageHash(p, message)), annex.e)
  assert.equal(hex(sm2.sign(d, message, fixed(annex.k))), annex.signature)
  assert.ok(sm2.verify(p, message, bytes(annex.signature)))
  assert.equal(hex(sm2.encrypt(p, secret, fixed(annex.k))), annex.ciphertext)
  assert.equal(hex(sm2.decrypt(d, bytes(annex.ciphertext))), hex(secret))
})

test('SM2: a scalar out of range is drawn again, and a private key out of range is refused', () => {
  const zero = '00'.repeat(32)
  const last = `${order.slice(0, -2)}22`
  assert.equal(
    hex(sm2.sign(bytes(annex.d), message, fixed(zero, order, last, 'ff'.repeat(32), annex.k))),
    annex.signature,
  )
  for (const bad of [zero, order, last, 'ff'.repeat(32), annex.d.slice(2)])
    assert.throws(() => sm2.publicKeyOf(bytes(bad)), RangeError)
})

test('M14.1: any byte of signature, hash or public key that is changed breaks the signature', () => {
  const [p, e, signature] = [bytes(annex.p), bytes(annex.e), bytes(annex.signature)]
  const flipped = (value: Uint8Array, index: number) => value.with(index, (value[index] as number) ^ 0x01)
  assert.ok(sm2.verifyHash(p, e, signature))
  for (let index = 0; index < 64; index += 1)
    assert.ok(!sm2.verify(p, message, flipped(signature, index)), `r s ${index}`)
  for (let index = 0; index < 32; index += 1) assert.ok(!sm2.verifyHash(p, flipped(e, index), signature), `e ${index}`)
  for (let index = 0; index < 65; index += 1)
    assert.ok(!sm2.verify(flipped(p, index), message, signature), `P ${index}`)
})

test('SM2: ranges and lengths that the standard forbids are refused', () => {
  const [r, s] = [annex.signature.slice(0, 64), annex.signature.slice(64)]
  const zero = '00'.repeat(32)
  const negatedR = (BigInt(`0x${order}`) - BigInt(`0x${r}`)).toString(16).padStart(64, '0')
  const bad = [zero + s, r + zero, order + s, r + order, r + negatedR, `${r}${'ff'.repeat(32)}`, r, '', `${r}${s}00`]
  for (const signature of bad) assert.equal(sm2.verify(bytes(annex.p), message, bytes(signature)), false, signature)
  const points = [
    '',
    annex.p.slice(2),
    `02${annex.p.slice(2, 66)}`,
    `06${annex.p.slice(2)}`,
    `04${'00'.repeat(64)}`,
    `04${'ff'.repeat(64)}`,
  ]
  for (const point of points) {
    assert.equal(sm2.isPoint(bytes(point)), false, point)
    assert.equal(sm2.verify(bytes(point), message, bytes(annex.signature)), false)
    assert.throws(() => sm2.encrypt(bytes(point), secret, chipParts.random), RangeError)
  }
  assert.throws(() => sm2.encrypt(bytes(annex.p), new Uint8Array(), chipParts.random), RangeError)
})

test('SM2: a ciphertext that was cut, changed or meant for another key is no plaintext', () => {
  const ciphertext = bytes(annex.ciphertext)
  for (let length = 0; length < ciphertext.length; length += 1)
    assert.equal(sm2.decrypt(bytes(annex.d), ciphertext.subarray(0, length)), undefined, `${length}`)
  for (let index = 0; index < ciphertext.length; index += 1) {
    const flipped = ciphertext.with(index, (ciphertext[index] as number) ^ 0x80)
    assert.equal(sm2.decrypt(bytes(annex.d), flipped), undefined, `${index}`)
  }
  assert.equal(sm2.decrypt(bytes(annex.k), ciphertext), undefined)
})

/** Chance that can be repeated: SM3 would do, a small generator is enough for a test. */
function seeded(seed: number): (length: number) => Uint8Array {
  let state = seed
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    })
}

test('SM2: numbers with leading zeros keep their width', () => {
  const random = seeded(1)
  let [short, pairs] = [0, 0]
  // One pair in 32 has a leading zero byte somewhere; the loop ends when enough of them were seen.
  while (short < 4) {
    pairs += 1
    const key = sm2.keyPair(random)
    const signature = sm2.sign(key.privateKey, message, random)
    const ciphertext = sm2.encrypt(key.publicKey, secret, random)
    assert.deepEqual([key.privateKey.length, key.publicKey.length, signature.length], [32, 65, 64])
    assert.equal(ciphertext.length, 65 + 32 + secret.length)
    assert.ok(sm2.verify(key.publicKey, message, signature))
    assert.equal(hex(sm2.decrypt(key.privateKey, ciphertext)), hex(secret))
    const numbers = [key.publicKey.slice(1), signature, ciphertext.slice(1, 65)]
    if (numbers.some((both) => both[0] === 0 || both[32] === 0)) short += 1
    assert.ok(pairs < 400, 'leading zeros are not that rare')
  }
  const small = bytes('01'.padStart(64, '0'))
  assert.equal(sm2.publicKeyOf(small).length, 65)
  assert.ok(sm2.verify(sm2.publicKeyOf(small), message, sm2.sign(small, message, random)))
})

const openssl = spawnSync('openssl', ['list', '-public-key-algorithms'], { encoding: 'utf8' })
const skip = openssl.status === 0 && /SM2/.test(openssl.stdout) ? false : 'this machine has no openssl with SM2'

test('SM2: agrees with openssl in both directions', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sm2-'))
  const path = (name: string) => join(folder, name)
  const run = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const identity = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
  try {
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', path('key.pem'))
    run('pkey', '-in', path('key.pem'), '-pubout', '-out', path('public.pem'))
    const pair = keyPairOf(run('ec', '-in', path('key.pem'), '-outform', 'DER'))
    assert.equal(hex(sm2.publicKeyOf(pair.privateKey)), hex(pair.publicKey))
    writeFileSync(path('message'), message)
    run('pkeyutl', '-sign', '-in', path('message'), '-inkey', path('key.pem'), ...identity, '-out', path('theirs'))
    const theirs = rawSignature(readFileSync(path('theirs')))
    assert.ok(sm2.verify(pair.publicKey, message, theirs), 'openssl signs, we verify')
    writeFileSync(path('ours'), derSignature(sm2.sign(pair.privateKey, message, chipParts.random)))
    const verified = run(
      'pkeyutl',
      '-verify',
      '-in',
      path('message'),
      '-pubin',
      '-inkey',
      path('public.pem'),
      ...identity,
      '-sigfile',
      path('ours'),
    )
    assert.match(verified.toString(), /Verified Successfully/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** ECPrivateKey: an octet string of 32 bytes near its start, a bit string of 65 at its end. */
function keyPairOf(der: Uint8Array) {
  const start = hex(der).indexOf('0201010420') / 2 + 5
  return { privateKey: Uint8Array.from(der.slice(start, start + 32)), publicKey: Uint8Array.from(der.slice(-65)) }
}

function rawSignature(der: Uint8Array): Uint8Array {
  const first = der.subarray(4, 4 + (der[3] as number))
  const second = der.subarray(6 + first.length)
  const fixedWidth = (value: Uint8Array) => hex(value).slice(-64).padStart(64, '0')
  return bytes(fixedWidth(first) + fixedWidth(second))
}

function derSignature(raw: Uint8Array): Uint8Array {
  const integer = (value: Uint8Array) => {
    const digits = hex(value).replace(/^(?:00)+/, '')
    const positive = Number.parseInt(digits.slice(0, 2), 16) >= 0x80 ? `00${digits}` : digits
    return `02${(positive.length / 2).toString(16).padStart(2, '0')}${positive}`
  }
  const body = integer(raw.subarray(0, 32)) + integer(raw.subarray(32))
  return bytes(`30${(body.length / 2).toString(16).padStart(2, '0')}${body}`)
}
