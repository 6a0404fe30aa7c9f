import { generateKeyPairSync } from 'node:crypto'
import { randomToken } from './random-code.ts'

/** A fresh private key in the form of RFC 7517, for identity tokens: ES256 for every client, EdDSA for those that know it. */
export function newTokenSigningKey(algorithm: 'ES256' | 'EdDSA'): object {
  const { privateKey } =
    algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  return { ...privateKey.export({ format: 'jwk' }), alg: algorithm, use: 'sig', kid: randomToken() }
}
