import { asciiBytes, asciiText, type CborMap, type CborValue, decodeCbor } from './cbor.ts'
import { cose, deltaJwtType, type ListClaims, listCwtType, listJwtType, toBeSigned } from './list-token.ts'
import { type StatusChange, unpackChanges } from './status-changes.ts'

/** A token taken apart; its signature is not yet judged. */
export interface ReadListToken {
  readonly kid: string
  readonly claims: ListClaims
  readonly content:
    | { readonly kind: 'list'; readonly width: number; readonly deflated: Uint8Array }
    | { readonly kind: 'delta'; readonly from: number; readonly changes: readonly StatusChange[] }
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** A full list of two bits for each of 2^20 cards cannot be larger, however it is written. */
const tokenBytesMost = 512 * 1024

/** Undefined for everything that is not one of our three forms, whatever its size. */
export function readListToken(token: string | Uint8Array): ReadListToken | undefined {
  if (token.length > tokenBytesMost) return undefined
  return typeof token === 'string' ? readJwt(token) : readCwt(token)
}

type Json = Readonly<Record<string, unknown>>

function readJwt(token: string): ReadListToken | undefined {
  const [head = '', body = '', tail = '', ...more] = token.split('.')
  const [header, payload, signature] = [jsonOf(head), jsonOf(body), bytesOf(tail)]
  if (more.length > 0 || header === undefined || payload === undefined || signature === undefined) return undefined
  const { alg, kid, typ } = header as { alg?: unknown; kid?: unknown; typ?: unknown }
  const claims = claimsOf(payload)
  if (alg !== 'ES256' || typeof kid !== 'string' || claims === undefined) return undefined
  const content = typ === listJwtType ? listOf(payload) : typ === deltaJwtType ? deltaOf(payload) : undefined
  if (content === undefined) return undefined
  return { kid, claims, content, signed: asciiBytes(`${head}.${body}`), signature }
}

function listOf(payload: Json): ReadListToken['content'] | undefined {
  const list = payload['status_list'] as { bits?: unknown; lst?: unknown } | undefined
  const deflated = bytesOf(list?.lst)
  if (typeof list?.bits !== 'number' || deflated === undefined) return undefined
  return { kind: 'list', width: list.bits, deflated }
}

function deltaOf(payload: Json): ReadListToken['content'] | undefined {
  const packed = bytesOf(payload['changes'])
  const changes = packed === undefined ? undefined : unpackChanges(packed)
  const from = payload['from']
  if (changes === undefined || !isCount(from)) return undefined
  return { kind: 'delta', from, changes }
}

function readCwt(token: Uint8Array): ReadListToken | undefined {
  const outer = decodeCbor(token)
  if (!isTagged(outer) || outer.tag !== cose.sign1 || !Array.isArray(outer.value)) return undefined
  const [protectedHead, , payload, signature] = outer.value as readonly CborValue[]
  if (!isBytes(protectedHead) || !isBytes(payload) || !isBytes(signature)) return undefined
  const [head, body] = [mapOf(protectedHead), mapOf(payload)]
  const kid = head?.get(cose.keyId)
  if (head?.get(cose.algorithm) !== cose.es256 || head.get(cose.type) !== listCwtType || !isBytes(kid)) return undefined
  const list = body?.get(cose.statusList)
  const claims = claimsOf({
    sub: body?.get(cose.subject),
    iat: body?.get(cose.issuedAt),
    exp: body?.get(cose.expires),
    ttl: body?.get(cose.timeToLive),
    version: body?.get('version'),
  })
  if (claims === undefined || !(list instanceof Map)) return undefined
  const [width, deflated] = [list.get('bits'), list.get('lst')]
  if (typeof width !== 'number' || !isBytes(deflated)) return undefined
  return {
    ...{ kid: asciiText(kid), claims, signature },
    content: { kind: 'list', width, deflated },
    signed: toBeSigned(protectedHead, payload),
  }
}

function claimsOf(from: Json): ListClaims | undefined {
  const [sub, iat, exp, ttl, version] = ['sub', 'iat', 'exp', 'ttl', 'version'].map((name) => from[name])
  if (typeof sub !== 'string' || !isCount(iat) || !isCount(exp) || !isCount(ttl) || !isCount(version)) return undefined
  return { sub, iat, exp, ttl, version }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array
const isTagged = (value: CborValue | undefined): value is { tag: number; value: CborValue } =>
  typeof value === 'object' && 'tag' in value

function mapOf(bytes: Uint8Array): CborMap | undefined {
  const value = decodeCbor(bytes)
  return value instanceof Map ? (value as CborMap) : undefined
}

function jsonOf(part: string): Json | undefined {
  const bytes = bytesOf(part)
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(asciiText(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function bytesOf(part: unknown): Uint8Array | undefined {
  if (typeof part !== 'string') return undefined
  try {
    return Uint8Array.fromBase64(part, { alphabet: 'base64url' })
  } catch {
    return undefined
  }
}
