import { createPrivateKey, randomUUID, sign } from 'node:crypto'

/** The private key of a simulated party, in the form of RFC 7517 (Ed25519). A real party keeps its own where it likes. */
export interface PartyKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly d: string
}

/** RFC 7523: the party signs who it is, for this provider, for a minute, once. */
export function clientAssertion(clientId: string, audience: string, key: PartyKey, epochMs: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const iat = Math.floor(epochMs / 1000)
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, exp: iat + 60, jti: randomUUID() }
  const text = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: { ...key }, format: 'jwk' }))
  return `${text}.${signature.toString('base64url')}`
}
