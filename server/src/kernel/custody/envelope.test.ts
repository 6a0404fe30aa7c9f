import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { SuiteFamily } from './choose-suite.ts'
import { openCustodian } from './custodian.ts'
import { openEnvelope } from './envelope.ts'
import { envelopeAlgorithms } from './envelope-algorithms.ts'

function custodianOf(suite: SuiteFamily) {
  const directory = mkdtempSync(path.join(tmpdir(), 'yika-envelope-'))
  const custodian = openCustodian({ directory, suite })
  after(() => {
    custodian.close()
    rmSync(directory, { recursive: true, force: true })
  })
  return custodian
}

/** Two fixed recipients; every 32 bytes are a private key of X25519, these are also in the range of SM2. */
const keyOf = (byte: number, family: SuiteFamily) => {
  const privateKey = new Uint8Array(32).fill(byte)
  return { privateKey, publicKey: envelopeAlgorithms[family].publicKeyOf(privateKey) }
}
const content = Buffer.from('{"batchNumber":"20261123110105ABCDE"}')

for (const family of ['sm', 'international'] as const) {
  const office = custodianOf(family)
  const [factory, other] = [keyOf(0x11, family), keyOf(0x22, family)]
  const seal = () => office.sealEnvelope({ [family]: factory.publicKey }, content) as Uint8Array
  const open = (envelope: Uint8Array, privateKey = factory.privateKey, signers = office.envelopeSigners()) =>
    openEnvelope(envelope, { [family]: privateKey }, signers)

  test(`M14.8: an order in the ${family} suite opens for its factory, and says nothing outside`, () => {
    const envelope = seal()
    const opened = open(envelope)
    assert.ok(opened.ok)
    assert.equal(Buffer.from(opened.content).toString(), content.toString())
    assert.equal(Buffer.from(envelope).includes('batchNumber'), false)
    assert.notDeepEqual(seal(), envelope, 'every envelope has a key of its own')
  })

  test(`M14.8: an order in the ${family} suite is refused by every other recipient, and without the office's signature`, () => {
    const envelope = seal()
    assert.deepEqual(open(envelope, other.privateKey), { ok: false, fault: 'recipient' })
    assert.deepEqual(openEnvelope(envelope, {}, office.envelopeSigners()), { ok: false, fault: 'recipient' })
    const stranger = custodianOf(family)
    assert.deepEqual(open(envelope, factory.privateKey, stranger.envelopeSigners()), { ok: false, fault: 'signature' })
    const forged = stranger.sealEnvelope({ [family]: factory.publicKey }, content) as Uint8Array
    assert.deepEqual(open(forged), { ok: false, fault: 'signature' })
    assert.deepEqual(open(envelope.subarray(0, -64)), { ok: false, fault: 'signature' })
    assert.deepEqual(open(envelope.subarray(0, 20)), { ok: false, fault: 'form' })
    assert.deepEqual(open(new Uint8Array()), { ok: false, fault: 'form' })
  })

  test(`M14.8: no byte of an order in the ${family} suite can be changed`, () => {
    const envelope = seal()
    for (let at = 0; at < envelope.length; at += 1) {
      const changed = Uint8Array.from(envelope)
      changed[at] = (changed[at] as number) ^ 0x01
      assert.equal(open(changed).ok, false, `byte ${at}`)
    }
  })

  test(`M14.8: a factory without a key of the ${family} suite gets no envelope; earlier signing keys still verify`, () => {
    const wrong = family === 'sm' ? 'international' : 'sm'
    assert.equal(office.sealEnvelope({ [wrong]: keyOf(0x11, wrong).publicKey }, content), undefined)
    const earlier = seal()
    office.rotate('order-signing')
    assert.ok(open(earlier).ok)
    assert.deepEqual(
      office.envelopeSigners().map(({ version }) => version),
      [2, 1],
    )
  })
}

test('M7.4, M9.3: an initial PIN belongs to one card, comes again the same, and is none that anybody would try', () => {
  const custodian = custodianOf('sm')
  const pins = Array.from({ length: 300 }, (_, card) => custodian.initialPin(`card-${card}`))
  assert.deepEqual(
    pins,
    pins.map((_, card) => custodian.initialPin(`card-${card}`)),
  )
  assert.ok(new Set(pins).size > 295)
  for (const pin of pins) assert.match(pin, /^(?!(\d)\1{5}|123456|654321)\d{6}$/)
})
