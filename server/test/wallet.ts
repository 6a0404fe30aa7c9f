import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { type CallbackContext, clientAuthenticationNone, type Jwk, setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { epochMs, type Instant } from '@yika/core/calendar/instant.ts'
import { pointOf, verifyEs256 } from '../src/kernel/custody/verify-es256.ts'

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const sha256 = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(Buffer.from(data as string))
    .digest()
const seconds = (at: Instant) => Math.floor(epochMs(at) / 1000)

/** Verification by a public key as SD-JWT asks for it. */
export const verifierOf = (jwk: { readonly x: string; readonly y: string }) => (data: string, signature: string) => {
  const point = pointOf(jwk)
  return point !== undefined && verifyEs256(point, Buffer.from(data), Buffer.from(signature, 'base64url'))
}

/** A wallet of somebody else: the holder side of the protocol libraries, with a key of its own. */
export function wallet() {
  setGlobalConfig({ allowInsecureUrls: true })
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  const signed = (data: string) =>
    sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const notAsked = () => {
    throw new Error('a wallet is not asked for this')
  }
  const callbacks: CallbackContext = {
    hash: (bytes, algorithm) => createHash(algorithm).update(bytes).digest(),
    generateRandom: (length) => randomBytes(length),
    clientAuthentication: clientAuthenticationNone({ clientId: 'wallet' }),
    signJwt: (_signer, { header, payload }) => {
      const data = `${base64url(header)}.${base64url(payload)}`
      return { jwt: `${data}.${signed(data)}`, signerJwk: jwk as Jwk }
    },
    verifyJwt: notAsked,
    decryptJwe: notAsked,
    encryptJwe: notAsked,
  }
  const client = new Openid4vciClient({ callbacks })

  async function token(offer: string, txCode: string) {
    const credentialOffer = await client.resolveCredentialOffer(offer)
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      ...{ credentialOffer, issuerMetadata, txCode },
    })
    return { credentialOffer, issuerMetadata, accessToken: accessTokenResponse.access_token }
  }

  async function credential(granted: Awaited<ReturnType<typeof token>>, at: Instant, otherNonce?: string) {
    const { credentialOffer, issuerMetadata, accessToken } = granted
    const [credentialConfigurationId = ''] = credentialOffer.credential_configuration_ids
    const nonce = otherNonce ?? (await client.requestNonce({ issuerMetadata })).c_nonce
    const { jwt } = await client.createCredentialRequestJwtProof({
      ...{ issuerMetadata, credentialConfigurationId, nonce, issuedAt: new Date(at) },
      signer: { method: 'jwk', alg: 'ES256', publicJwk: jwk as Jwk },
    })
    const { credentialResponse } = await client.retrieveCredentials({
      ...{ issuerMetadata, credentialConfigurationId, accessToken },
      proofs: { jwt: [jwt] },
    })
    const [first] = credentialResponse.credentials ?? []
    return (first as { credential: string }).credential
  }

  /** What a verifier is shown: these claims and no other, with a proof of the key for this verifier and nonce. */
  async function present(
    credentialJwt: string,
    claims: readonly string[],
    to: { aud: string; nonce: string; at: Instant },
  ) {
    const holder = new SDJwtVcInstance({ hasher: sha256, hashAlg: 'sha-256', kbSigner: signed, kbSignAlg: 'ES256' })
    return holder.present<Record<string, boolean>>(
      credentialJwt,
      Object.fromEntries(claims.map((claim) => [claim, true])),
      { kb: { payload: { iat: seconds(to.at), aud: to.aud, nonce: to.nonce } } },
    )
  }

  return { token, credential, present, jwk }
}

interface VerifierParts {
  readonly issuer: string
  readonly nonce: string
  readonly at: Instant
}

/** A verifier that knows the address of the issuer and nothing else: keys and status list are fetched. */
export async function verifyPresentation(presented: string, { issuer, nonce, at }: VerifierParts) {
  const published = async (path: string) => (await fetch(`${issuer}${path}`)).json() as Promise<Record<string, never>>
  const keyIn = (keys: readonly { kid: string; x: string; y: string }[], header: string) => {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid?: string }
    const key = keys.find((one) => one.kid === kid)
    if (key === undefined) throw new Error(`the issuer has no key ${kid}`)
    return verifierOf(key)
  }
  const { jwks } = await published('/.well-known/jwt-vc-issuer')
  const documents = await published('/.well-known/yika-documents/jwks.json')
  const instance = new SDJwtVcInstance({
    hasher: sha256,
    hashAlg: 'sha-256',
    verifier: (data, signature) =>
      keyIn((jwks as unknown as { keys: never[] }).keys, data.split('.')[0] ?? '')(data, signature),
    kbVerifier: (data, signature, payload) =>
      verifierOf((payload as { cnf: { jwk: { x: string; y: string } } }).cnf.jwk)(data, signature),
    statusVerifier: (data, signature) =>
      keyIn((documents as unknown as { keys: never[] }).keys, data.split('.')[0] ?? '')(data, signature),
    statusValidator: async (status) => {
      if (status !== 0) throw new Error(`the status list says ${status}`)
    },
  })
  const { payload, kb } = await instance.verify(presented, { currentDate: seconds(at), keyBindingNonce: nonce })
  return { payload: payload as Record<string, unknown>, audience: kb?.payload.aud }
}
