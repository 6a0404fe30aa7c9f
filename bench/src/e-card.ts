import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { bindingToSign, signedBinding } from '@yika/core/e-card/binding.ts'
import { checkCode } from '@yika/core/e-card/check-code.ts'
import { makeCode } from '@yika/core/e-card/device-code.ts'
import { cardCredentialJwt } from '@yika/server/e-card/card-credential.ts'
import { issuerKeys, signBinding } from '@yika/server/e-card/issuer-key.ts'
import type { DocumentSigner } from '@yika/server/kernel/custody/document-signer.ts'
import { pointOf, verifyEs256 } from '@yika/server/kernel/custody/verify-es256.ts'
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose'
import { machine } from './environment.ts'
import { againstLimit, againstPeer, type Report } from './report.ts'
import { withDocuments } from './with-documents.ts'

const things = 500
const rounds = 5
const at = '2026-11-23T02:00:00.000Z' as Instant
const seconds = Date.parse(at) / 1000
const until = '2026-11-24T02:00:00.000Z' as Instant
const sha256 = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(Buffer.from(data as string))
    .digest()

interface Phone {
  readonly privateKey: KeyObject
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string }
}

function newPhone(): Phone {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return { privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } }
}

const signWith = ({ privateKey }: Phone, bytes: Uint8Array) =>
  sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })

const never: Pace = { rate: 0, ok: false }

interface Pace {
  readonly rate: number
  readonly ok: boolean
}

/** The best round of each, taken in turn, so that whoever else works on the machine counts least and for all alike. */
async function bestRates(works: readonly (() => Promise<boolean>)[]): Promise<readonly Pace[]> {
  const paces = works.map(() => ({ rate: 0, ok: true }))
  for (let round = 0; round < rounds; round += 1) {
    for (const [position, work] of works.entries()) {
      const pace = paces[position] as { rate: number; ok: boolean }
      const began = performance.now()
      for (let thing = 0; thing < things; thing += 1) pace.ok = (await work()) && pace.ok
      pace.rate = Math.max(pace.rate, (things * 1000) / (performance.now() - began))
    }
  }
  return paces
}

/** The code of an e-card beside the two forms that libraries offer for the same: nested JWTs, and an SD-JWT with key binding. */
export function eCard(): Promise<Report> {
  return withDocuments(measured)
}

async function measured(documents: DocumentSigner): Promise<Report> {
  const phone = newPhone()
  const deviceKey = pointOf(phone.jwk) ?? new Uint8Array()
  const place = { shard: 20, index: 987_654 }
  const deviceId = '019abcde-0000-7000-8000-00000000c0de'
  const toSign = bindingToSign({ deviceId, deviceKey, ...place, issuedAt: at, validUntil: until })
  const { keyVersion, signature } = signBinding(documents, toSign)
  const binding = signedBinding(toSign, keyVersion, signature)
  const device = {
    sign: async (bytes: Uint8Array) => signWith(phone, bytes),
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const text = await makeCode({ binding, serviceId: 'medical-settlement', at, lifetimeSeconds: 60 }, device)
  const issuerKey = issuerKeys(documents)
  const check = {
    at,
    serviceId: 'medical-settlement',
    skewSeconds: 30,
    tokenSeconds: 60,
    issuerKey,
    verify: verifyEs256,
  }
  const checkOurs = async () => (await checkCode(text, check)).accepted

  const nested = await nestedJwt(documents, phone)
  const office = createLocalJWKSet({ keys: [...documents.keys('e-card')] })
  const currentDate = new Date(at)
  const checkJwts = async () => {
    const [, body = ''] = nested.split('.')
    const { binding: inner } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { binding: string }
    const { payload } = await jwtVerify(inner, office, { currentDate })
    const key = await importJWK((payload as { cnf: { jwk: Phone['jwk'] } }).cnf.jwk, 'ES256')
    return (await jwtVerify(nested, key, { currentDate, audience: 'medical-settlement' })).payload['jti'] !== undefined
  }

  const shown = await shownCredential(documents, phone)
  const verifier = verifierOf(documents)
  const checkSdJwts = async () => {
    const { kb } = await verifier.verify(shown, { currentDate: seconds, keyBindingNonce: 'n' })
    return kb !== undefined
  }
  const [ours = never, jwts = never, sdJwts = never] = await bestRates([checkOurs, checkJwts, checkSdJwts])

  const peer = (name: string, value: number) => ({ name, value })
  const checks = [{ name: 'all three forms are believed every time', ok: ours.ok && jwts.ok && sdJwts.ok }]
  return {
    name: 'e-card',
    environment: machine(),
    valid: checks.every(({ ok }) => ok),
    checks,
    results: [
      againstLimit(
        'a code in characters of a QR code of version 13, error correction M',
        text.length,
        'characters',
        483,
      ),
      againstPeer('a code in bits of its QR code', qrBits(text), 'bits', peer('nested JWT', qrBits(nested)), {
        atMost: 0.5,
      }),
      againstPeer('the same', qrBits(text), 'bits', peer('SD-JWT with key binding', qrBits(shown)), { atMost: 0.5 }),
      againstPeer('codes checked, one thread', ours.rate, 'codes/s', peer('nested JWT by jose', jwts.rate), {
        atLeast: 1,
      }),
      againstPeer('the same', ours.rate, 'codes/s', peer('SD-JWT with key binding by @sd-jwt', sdJwts.rate), {
        atLeast: 1,
      }),
    ],
  }
}

/** ISO/IEC 18004: eleven bits for two characters of the alphanumeric set, eight for one of any other. */
function qrBits(text: string): number {
  return /^[0-9A-Z $%*+\-./:]*$/.test(text) ? Math.ceil(text.length * 5.5) : text.length * 8
}

/** The same claims as our code, in the form that most would reach for: a JWT of the telephone around a JWT of the office. */
async function nestedJwt(documents: DocumentSigner, phone: Phone): Promise<string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const kid = documents.keys('e-card')[0]?.kid
  const claims = { sub: '019abcde-0000-7000-8000-00000000c0de', iat: seconds, exp: seconds + 86_400 }
  const status = { status_list: { idx: 987_654, uri: 'https://y.example/status-lists/20' } }
  const data = `${part({ alg: 'ES256', kid })}.${part({ ...claims, cnf: { jwk: phone.jwk }, status })}`
  const inner = `${data}.${Buffer.from(documents.sign('e-card', Buffer.from(data)).signature).toString('base64url')}`
  return new SignJWT({ binding: inner, jti: 'AAECAwQFBgcICQoL' })
    .setProtectedHeader({ alg: 'ES256' })
    .setAudience('medical-settlement')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(phone.privateKey)
}

async function shownCredential(documents: DocumentSigner, phone: Phone): Promise<string> {
  const credential = await cardCredentialJwt(documents, {
    ...{ publicUrl: 'https://y.example', name: '张三', ssn: '110101199003070011', issuingArea: '110000' },
    ...{ shard: 20, index: 987_654, issuedAt: at, validUntil: until, holder: phone.jwk },
  })
  const holder = new SDJwtVcInstance({
    ...{ hasher: sha256, hashAlg: 'sha-256', kbSignAlg: 'ES256' },
    kbSigner: (data) => signWith(phone, Buffer.from(data)).toString('base64url'),
  })
  return holder.present<Record<string, boolean>>(
    credential,
    {},
    { kb: { payload: { iat: seconds, aud: 'medical-settlement', nonce: 'n' } } },
  )
}

function verifierOf(documents: DocumentSigner): SDJwtVcInstance {
  const [key] = documents.keys('credential')
  const point = key === undefined ? new Uint8Array() : (pointOf(key) ?? new Uint8Array())
  const good = (by: Uint8Array, data: string, signed: string) =>
    verifyEs256(by, Buffer.from(data), Buffer.from(signed, 'base64url'))
  const instance = new SDJwtVcInstance({
    ...{ hasher: sha256, hashAlg: 'sha-256' },
    verifier: (data, signed) => good(point, data, signed),
    kbVerifier: (data, signed, payload) => {
      const device = pointOf((payload as unknown as { cnf: { jwk: Phone['jwk'] } }).cnf.jwk)
      return device !== undefined && good(device, data, signed)
    },
    // The list is looked up by the terminal in all three forms alike, and is measured by itself.
    statusListFetcher: async () => '',
  })
  Object.assign(instance, { verifyStatus: async () => undefined })
  return instance
}
