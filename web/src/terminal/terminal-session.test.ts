import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { memoryStorage } from '../client/memory-storage.ts'
import { sessionStore } from '../client/session.ts'
import { memoryDatabase } from './database.fixture.ts'
import { enrolDevice, fingerprint, knownDevice, publicKeyOf, signAs } from './device.ts'
import { terminalSession } from './terminal-session.ts'

const issuer = 'https://yika.example/oidc'
const officeAt = Date.parse('2026-11-23T02:00:00Z')
const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

const part = (text: string | undefined) => JSON.parse(Buffer.from(text ?? '', 'base64url').toString())

/** The token endpoint of the office, with its own clock. */
function office(judge: (assertion: string) => number): string[] {
  const shown: string[] = []
  globalThis.fetch = async (path, request) => {
    if (String(path).endsWith('openid-configuration')) return Response.json({ issuer })
    if (String(path).endsWith('terminal-health')) return Response.json({ at: new Date(officeAt).toISOString() })
    const assertion = new URLSearchParams(String(request?.body)).get('client_assertion') ?? ''
    shown.push(assertion)
    const status = judge(assertion)
    return status === 200
      ? Response.json({ access_token: 'token', expires_in: 600 })
      : Response.json({ error: 'invalid_client' }, { status })
  }
  return shown
}

async function device() {
  const database = memoryDatabase()
  const made = await enrolDevice(database, 'hall-desk-1')
  const storage = memoryStorage()
  const sessions = sessionStore(storage, made.terminalId)
  const session = terminalSession({ terminalId: made.terminalId, sign: (bytes) => signAs(made, bytes) }, sessions)
  return { database, made, sessions, session }
}

test('ASVS 9, M9.2: a device signs in with a key that cannot leave it, for this provider, for a minute, each time anew', async () => {
  const { made, session, sessions, database } = await device()
  const shown = office(() => 200)
  assert.ok(await session.renew())
  assert.ok(await session.renew())
  assert.equal(sessions.current()?.accessToken, 'token')
  const names = new Set<string>()
  for (const assertion of shown) {
    const [head, body, signature = ''] = assertion.split('.')
    const signed = new TextEncoder().encode(`${head}.${body}`)
    assert.deepEqual(part(head), { alg: 'ES256', typ: 'JWT' })
    const { iss, sub, aud, exp, iat, jti } = part(body)
    assert.deepEqual([iss, sub, aud, exp - iat], ['hall-desk-1', 'hall-desk-1', issuer, 60])
    names.add(jti)
    assert.ok(await crypto.subtle.verify(algorithm, made.keys.publicKey, Buffer.from(signature, 'base64url'), signed))
  }
  assert.equal(names.size, 2)
  await assert.rejects(crypto.subtle.exportKey('jwk', made.keys.privateKey))
  const key = await publicKeyOf(made)
  assert.deepEqual(Object.keys(key), ['kty', 'crv', 'x', 'y'])
  assert.match(await fingerprint(key), /^[\w-]{43}$/)
  assert.equal((await knownDevice(database))?.admitted, false)
})

test('M12.6: a device whose clock is wrong comes in by the clock of the office; one that is in no register does not', async () => {
  const { session, sessions } = await device()
  const isNow = (assertion: string) => Math.abs(part(assertion.split('.')[1]).iat - officeAt / 1000) < 60
  const shown = office((assertion) => (isNow(assertion) ? 200 : 401))
  assert.ok(await session.renew())
  assert.equal(shown.length, Math.abs(Date.now() - officeAt) < 60_000 ? 1 : 2)
  office(() => 401)
  assert.equal(await session.renew(), false)
  assert.equal(sessions.current(), undefined)
})

test('a lost network is no refusal: the session stays', async () => {
  const { session, sessions } = await device()
  office(() => 200)
  await session.renew()
  globalThis.fetch = async () => {
    throw new TypeError('no network')
  }
  await assert.rejects(session.renew(), /connection-lost/)
  assert.equal(sessions.current()?.accessToken, 'token')
})
