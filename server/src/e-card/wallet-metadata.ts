import type { FastifyInstance } from 'fastify'
import type { DocumentSigner } from '../kernel/custody/document-signer.ts'
import { type WalletIssuer, walletPaths } from './wallet-issuer.ts'

interface MetadataParts {
  readonly documents: DocumentSigner
  publicUrl(): string
  issuer(): WalletIssuer
}

const hidden = { schema: { hide: true } as object }
const aMinute = 'public, max-age=60'

/** What a wallet and a verifier read before they ask: OpenID4VCI 1.0 12.2, RFC 8414, and the keys and type of SD-JWT VC. */
export function walletMetadata(app: FastifyInstance, { documents, publicUrl, issuer }: MetadataParts): void {
  const pages: Record<string, () => object> = {
    '/.well-known/openid-credential-issuer': () => issuer().metadata.credentialIssuer,
    '/.well-known/oauth-authorization-server': () => issuer().metadata.authorizationServers[0] as object,
    '/.well-known/jwt-vc-issuer': () => ({ issuer: publicUrl(), jwks: { keys: documents.keys('credential') } }),
    [walletPaths.type]: () => typeMetadata(publicUrl()),
  }
  for (const [path, body] of Object.entries(pages)) {
    app.get(path, hidden, async (_request, reply) => reply.header('cache-control', aMinute).send(body()))
  }
}

/** Every personal claim can be withheld, and a verifier is told that none has to be asked for. */
function typeMetadata(publicUrl: string) {
  const claim = (path: string, zh: string, en: string) => ({
    path: [path],
    sd: 'always',
    display: [
      { lang: 'zh-CN', label: zh },
      { lang: 'en', label: en },
    ],
  })
  return {
    vct: `${publicUrl}${walletPaths.type}`,
    name: 'Social security card',
    description: 'A card of this city; whether it works stands in its status list.',
    display: [
      { lang: 'zh-CN', name: '社会保障卡' },
      { lang: 'en', name: 'Social security card' },
    ],
    claims: [
      claim('name', '姓名', 'Name'),
      claim('ssn', '社会保障号码', 'Social security number'),
      claim('issuing_area', '发卡地区', 'Issuing area'),
    ],
  }
}
