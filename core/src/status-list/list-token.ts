import { asciiBytes, encodeCbor } from './cbor.ts'
import { cardStatusWidth } from './status-bits.ts'

/** What is said of a list beside its bits; times are seconds since 1970. */
export interface ListClaims {
  /** The address of the list: what a credential names and a terminal compares. */
  readonly sub: string
  readonly iat: number
  /** From here on nobody may use it. */
  readonly exp: number
  /** So long it counts as fresh. */
  readonly ttl: number
  readonly version: number
}

/** Signs with the newest key; the name of the key stands inside what is signed, so it is asked for first. */
export interface TokenSigner {
  kid(): string
  sign(bytes: Uint8Array): { readonly kid: string; readonly signature: Uint8Array }
}

export const listJwtType = 'statuslist+jwt'
export const listCwtType = 'application/statuslist+cwt'
/** Our own: what changed between two versions. */
export const deltaJwtType = 'statuslist-delta+jwt'

/** Numbers of RFC 8392, RFC 9052 and RFC 9596, and those that the draft of the Token Status List asks for. */
export const cose = {
  ...{ sign1: 18, algorithm: 1, keyId: 4, type: 16, es256: -7 },
  ...{ subject: 2, expires: 4, issuedAt: 6, statusList: 65533, timeToLive: 65534 },
} as const

function base64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

const jsonPart = (value: object): string => base64Url(asciiBytes(JSON.stringify(value)))

/** A key may be replaced between the two questions; then the name is the new one's. */
function signed<Token>(
  signer: TokenSigner,
  prepare: (kid: string) => { readonly bytes: Uint8Array; finish(signature: Uint8Array): Token },
): Token {
  for (let kid = signer.kid(); ; ) {
    const { bytes, finish } = prepare(kid)
    const { kid: used, signature } = signer.sign(bytes)
    if (used === kid) return finish(signature)
    kid = used
  }
}

function jwt(type: string, payload: object, signer: TokenSigner): string {
  const body = jsonPart(payload)
  return signed(signer, (kid) => {
    const text = `${jsonPart({ alg: 'ES256', kid, typ: type })}.${body}`
    return { bytes: asciiBytes(text), finish: (signature) => `${text}.${base64Url(signature)}` }
  })
}

/** IETF Token Status List, section 5.1; `deflated` are the bits in the zlib form. */
export function listJwt(claims: ListClaims, deflated: Uint8Array, signer: TokenSigner): string {
  return jwt(listJwtType, { ...claims, status_list: { bits: cardStatusWidth, lst: base64Url(deflated) } }, signer)
}

/** IETF Token Status List, section 5.2: the same list for small devices, a COSE_Sign1. */
export function listCwt(claims: ListClaims, deflated: Uint8Array, signer: TokenSigner): Uint8Array {
  const payload = encodeCbor(
    new Map<number | string, number | string | Map<string, number | Uint8Array>>([
      [cose.subject, claims.sub],
      [cose.expires, claims.exp],
      [cose.issuedAt, claims.iat],
      [
        cose.statusList,
        new Map<string, number | Uint8Array>([
          ['bits', cardStatusWidth],
          ['lst', deflated],
        ]),
      ],
      [cose.timeToLive, claims.ttl],
      ['version', claims.version],
    ]),
  )
  return signed(signer, (kid) => {
    const protectedHead = encodeCbor(
      new Map<number, number | string | Uint8Array>([
        [cose.algorithm, cose.es256],
        [cose.keyId, asciiBytes(kid)],
        [cose.type, listCwtType],
      ]),
    )
    return {
      bytes: toBeSigned(protectedHead, payload),
      finish: (signature) => encodeCbor({ tag: cose.sign1, value: [protectedHead, new Map(), payload, signature] }),
    }
  })
}

/** RFC 9052, section 4.4. */
export function toBeSigned(protectedHead: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedHead, new Uint8Array(), payload])
}

/** From one version to a later one or, with nothing in it, that a version still stands. */
export function deltaJwt(claims: ListClaims, from: number, changes: Uint8Array, signer: TokenSigner): string {
  return jwt(deltaJwtType, { ...claims, from, changes: base64Url(changes) }, signer)
}
