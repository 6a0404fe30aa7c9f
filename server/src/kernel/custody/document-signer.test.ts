import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { compactVerify, createLocalJWKSet, importJWK } from 'jose'
import { openCustodian } from './custodian.ts'
import { documentPurposes } from './document-signer.ts'

const directory = mkdtempSync(join(tmpdir(), 'yika-documents-'))
const open = () => openCustodian({ directory, suite: 'international' })
const custodian = open()
after(() => {
  custodian.close()
  rmSync(directory, { recursive: true })
})

const bytes = Buffer.from('a list of cards')

/** A compact JWS over the bytes, as a chapter makes one. */
function signed(by: typeof custodian, kid: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'ES256', kid })).toString('base64url')
  const text = `${head}.${bytes.toString('base64url')}`
  const { signature } = by.documents.sign('status-list', Buffer.from(text))
  return `${text}.${Buffer.from(signature).toString('base64url')}`
}

test('M9.5: a library kept by others verifies what the office signed, and nothing that was changed', async () => {
  const jws = signed(custodian, 'status-list-1')
  const keys = createLocalJWKSet({ keys: [...custodian.documents.keys('status-list')] })
  const { payload, protectedHeader } = await compactVerify(jws, keys)
  assert.deepEqual(Buffer.from(payload), bytes)
  assert.equal(protectedHeader.kid, 'status-list-1')
  const changed = jws.replace(bytes.toString('base64url'), Buffer.from('another list!!!').toString('base64url'))
  await assert.rejects(compactVerify(changed, keys), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })
})

test('M9.5: each purpose has a key of its own, and no private part leaves', async () => {
  const all = documentPurposes.flatMap((purpose) => custodian.documents.keys(purpose))
  assert.deepEqual(
    all.map(({ kid }) => kid),
    documentPurposes.map((purpose) => `${purpose}-1`),
  )
  assert.equal(new Set(all.map(({ x }) => x)).size, documentPurposes.length)
  for (const key of all) assert.deepEqual(Object.keys(key), ['kty', 'crv', 'x', 'y', 'kid', 'alg', 'use'])
  const [other] = custodian.documents.keys('e-card')
  await assert.rejects(compactVerify(signed(custodian, 'status-list-1'), await importJWK(other as never)))
})

test('M9.5: a key survives a restart; after a rotation the new one signs, in every process, and the old one still verifies', async () => {
  const before = signed(custodian, 'status-list-1')
  const again = open()
  assert.deepEqual(again.documents.keys('status-list'), custodian.documents.keys('status-list'))
  custodian.rotate('document-status-list')
  // The other process learns of it when it next signs or is asked for its keys.
  assert.deepEqual(
    again.documents.keys('status-list').map(({ kid }) => kid),
    ['status-list-2', 'status-list-1'],
  )
  assert.equal(again.documents.sign('status-list', bytes).kid, 'status-list-2')
  const keys = createLocalJWKSet({ keys: [...again.documents.keys('status-list')] })
  assert.deepEqual(Buffer.from((await compactVerify(before, keys)).payload), bytes)
  assert.deepEqual(Buffer.from((await compactVerify(signed(again, 'status-list-2'), keys)).payload), bytes)
  again.close()
})
