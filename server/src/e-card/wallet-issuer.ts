import { type CallbackContext, clientAuthenticationNone, HashAlgorithm, setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vciIssuer, Openid4vciVersion } from '@openid4vc/openid4vci'
import { randomToken } from '../kernel/custody/random-code.ts'
import { sha256 } from '../kernel/custody/sha256.ts'
import { pointOf, verifyEs256 } from '../kernel/custody/verify-es256.ts'

/** The one kind of credential that is issued, and where its parts lie under the public address. */
export const cardCredential = 'social-security-card'
export const walletPaths = {
  type: `/credentials/${cardCredential}`,
  token: '/credentials/token',
  nonce: '/credentials/nonce',
  credential: '/credentials/credential',
} as const

const preAuthorised = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export const walletHash: CallbackContext['hash'] = (bytes, algorithm) => {
  if (algorithm !== HashAlgorithm.Sha256) throw new Error(`${algorithm} is not asked for`)
  return sha256(bytes)
}

/** Verification with our own means; nothing is fetched and nothing is signed through the library. */
export const walletCallbacks: Omit<CallbackContext, 'decryptJwe' | 'encryptJwe'> = {
  hash: walletHash,
  generateRandom: (length) => Buffer.from(randomToken(length), 'base64url'),
  clientAuthentication: clientAuthenticationNone({ clientId: 'yika' }),
  signJwt: () => {
    throw new Error('the issuer signs credentials in the custody')
  },
  async verifyJwt(signer, { compact }) {
    if (signer.method !== 'jwk' || signer.alg !== 'ES256') return { verified: false }
    const { kty, crv, x = '', y = '' } = signer.publicJwk
    const point = kty === 'EC' && crv === 'P-256' ? pointOf({ x, y }) : undefined
    const [head = '', body = '', signature = ''] = compact.split('.')
    const verified =
      point !== undefined && verifyEs256(point, Buffer.from(`${head}.${body}`), Buffer.from(signature, 'base64url'))
    return verified ? { verified, signerJwk: { kty: 'EC', crv: 'P-256', x, y } } : { verified: false }
  },
}

export interface WalletIssuer {
  readonly issuer: Openid4vciIssuer
  readonly metadata: ReturnType<typeof issuerMetadata>
}

/** OpenID4VCI 1.0 as the library words it. Over plain HTTP, on a machine of one's own, it has to be told that this is meant. */
export function walletIssuer(publicUrl: string): WalletIssuer {
  if (!publicUrl.startsWith('https:')) setGlobalConfig({ allowInsecureUrls: true })
  const issuer = new Openid4vciIssuer({ callbacks: walletCallbacks })
  return { issuer, metadata: issuerMetadata(issuer, publicUrl) }
}

function issuerMetadata(issuer: Openid4vciIssuer, publicUrl: string) {
  const display = [
    { name: '社会保障卡', locale: 'zh-CN' },
    { name: 'Social security card', locale: 'en' },
  ]
  const claim = (path: string, zh: string, en: string) => ({
    path: [path] as [string],
    display: [
      { name: zh, locale: 'zh-CN' },
      { name: en, locale: 'en' },
    ],
  })
  const credentialIssuer = issuer.createCredentialIssuerMetadata({
    credential_issuer: publicUrl,
    credential_endpoint: `${publicUrl}${walletPaths.credential}`,
    nonce_endpoint: `${publicUrl}${walletPaths.nonce}`,
    display: [
      { name: '一卡', locale: 'zh-CN' },
      { name: 'Yika', locale: 'en' },
    ],
    credential_configurations_supported: {
      [cardCredential]: {
        format: 'dc+sd-jwt',
        vct: `${publicUrl}${walletPaths.type}`,
        scope: cardCredential,
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display,
          claims: [
            claim('name', '姓名', 'Name'),
            claim('ssn', '社会保障号码', 'Social security number'),
            claim('issuing_area', '发卡地区', 'Issuing area'),
          ],
        },
      },
    },
  })
  const authorizationServer = {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}${walletPaths.token}`,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: [preAuthorised],
    response_types_supported: [],
    'pre-authorized_grant_anonymous_access_supported': true,
  }
  return {
    originalDraftVersion: Openid4vciVersion.V1,
    credentialIssuer,
    authorizationServers: [authorizationServer],
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
  }
}

/** `openid-credential-offer://…` for a QR code or a link; the transaction code is never in it. */
export function credentialOfferUri(publicUrl: string, code: string, digits: number): string {
  const offer = {
    credential_issuer: publicUrl,
    credential_configuration_ids: [cardCredential],
    grants: {
      [preAuthorised]: {
        'pre-authorized_code': code,
        tx_code: { input_mode: 'numeric', length: digits, description: '屏幕上的验证码 / the code on the screen' },
      },
    },
  }
  return `openid-credential-offer://?${new URLSearchParams({ credential_offer: JSON.stringify(offer) })}`
}
