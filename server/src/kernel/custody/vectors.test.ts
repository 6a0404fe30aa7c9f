import assert from 'node:assert/strict'
import { argon2Sync, createCipheriv, createHmac, hash } from 'node:crypto'
import test from 'node:test'
import argon2idVectors from '../../../../vectors/crypto/argon2id.json' with { type: 'json' }
import cipherVectors from '../../../../vectors/crypto/cipher.json' with { type: 'json' }
import hashVectors from '../../../../vectors/crypto/hash.json' with { type: 'json' }
import macVectors from '../../../../vectors/crypto/mac.json' with { type: 'json' }
import sealedVectors from '../../../../vectors/crypto/sealed-field.json' with { type: 'json' }
import totpVectors from '../../../../vectors/crypto/totp.json' with { type: 'json' }
import { suiteOf } from './choose-suite.ts'
import { contextOf } from './context.ts'
import { type GcmAlgorithm, gcmVector } from './gcm.ts'
import { parseSealed } from './sealed.ts'
import type { SuiteId } from './suite.ts'
import { base32, totpAtStep, totpStep } from './totp.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

for (const vector of hashVectors.cases)
  test(`hash ${vector.algorithm} of ${vector.message.length} characters`, () => {
    assert.equal(hash(vector.algorithm, vector.message, 'hex'), vector.digest)
    const suite = suiteOf(vector.algorithm === 'sm3' ? 'sm-gcm' : 'international')
    assert.equal(suite.hash(Buffer.from(vector.message)).toString('hex'), vector.digest)
  })

for (const vector of macVectors.cases)
  test(`HMAC ${vector.algorithm} of "${vector.message}"`, () => {
    assert.equal(createHmac(vector.algorithm, hex(vector.key)).update(vector.message).digest('hex'), vector.mac)
    for (const id of vector.algorithm === 'sm3' ? (['sm-gcm', 'sm-ctr-hmac'] as const) : (['international'] as const))
      assert.equal(suiteOf(id).mac(hex(vector.key), vector.message).toString('hex'), vector.mac)
  })

for (const vector of cipherVectors.cases)
  test(`cipher ${vector.algorithm}, ${vector.plaintext.length / 2} bytes`, () => {
    if (vector.algorithm.endsWith('gcm')) {
      assert.equal(gcmVector(vector.algorithm as GcmAlgorithm, vector), vector.ciphertext)
    } else {
      const iv = vector.iv === '' ? null : hex(vector.iv)
      const cipher = createCipheriv(vector.algorithm, hex(vector.key), iv).setAutoPadding(false)
      assert.equal(cipher.update(vector.plaintext, 'hex', 'hex') + cipher.final('hex'), vector.ciphertext)
    }
  })

for (const vector of totpVectors.cases)
  test(`TOTP at ${vector.seconds} s`, () => {
    assert.equal(totpAtStep(hex(totpVectors.secret), totpStep(vector.seconds * 1000), 8), vector.code)
  })

test('a one-time secret is typed as RFC 4648 base32', () => {
  assert.equal(base32(hex(totpVectors.secret)), totpVectors.base32)
})

for (const vector of argon2idVectors.cases)
  test('argon2id with secret and associated data', () => {
    const { memory, passes, parallelism } = vector
    const tag = argon2Sync('argon2id', {
      message: hex(vector.message),
      nonce: hex(vector.nonce),
      secret: hex(vector.secret),
      associatedData: hex(vector.associatedData),
      tagLength: 32,
      memory,
      passes,
      parallelism,
    })
    assert.equal(tag.toString('hex'), vector.tag)
  })

for (const vector of sealedVectors.cases)
  test(`M11.10: a field sealed by an earlier release opens (${vector.suite}), and no changed byte does`, () => {
    const suite = suiteOf(vector.suite as SuiteId)
    const context = contextOf(vector, vector.keyVersion, suite.id)
    assert.equal(context.toString('hex'), vector.context)
    const open = (bytes: Uint8Array): Buffer | undefined => {
      const sealed = parseSealed(bytes)
      return sealed === undefined || sealed.suite !== suite
        ? undefined
        : suite.open(hex(vector.key), context, sealed.iv, sealed.ciphertext, sealed.tag)
    }
    assert.equal(open(hex(vector.sealed))?.toString(), vector.plaintext)
    // The key version is authenticated through the context, so bytes 1 and 2 are covered in custodian.test.ts.
    for (let at = 0; at < vector.sealed.length / 2; at++) {
      if (at === 1 || at === 2) continue
      const changed = hex(vector.sealed)
      changed[at] = (changed[at] ?? 0) ^ 0x01
      assert.equal(open(changed), undefined, `byte ${at}`)
    }
    assert.equal(open(hex(vector.sealed).subarray(0, -1)), undefined)
  })
