import { Oauth2ErrorCodes, Oauth2ServerErrorResponseError } from '@openid4vc/oauth2'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { walletCredential } from './wallet-credential.ts'
import { WalletRefused } from './wallet-error.ts'
import { type WalletIssuer, walletIssuer } from './wallet-issuer.ts'
import { walletMetadata } from './wallet-metadata.ts'
import { walletNonce } from './wallet-nonce.ts'
import type { WalletParts, WalletServerParts } from './wallet-parts.ts'
import { walletToken } from './wallet-token.ts'

const formLimitBytes = 16 * 1024

/** OpenID4VCI 1.0 beside the list of operations: other people's wallets speak it, so its addresses and words are not ours. */
export function mountWallets(app: FastifyInstance, parts: WalletServerParts): void {
  let made: WalletIssuer | undefined
  // Made at the first request: only then is the address known under which this server is reached.
  const issuer = () => {
    made ??= walletIssuer(parts.publicUrl())
    return made
  }
  const all: WalletParts = { ...parts, issuer }
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    const answerOfApp = scope.errorHandler
    scope.setErrorHandler((error, request, reply) => {
      const refused = inWords(error)
      return refused === undefined ? answerOfApp(error as never, request, reply) : refuse(reply, refused)
    })
    walletMetadata(scope, { documents: parts.custodian.documents, publicUrl: parts.publicUrl, issuer })
    walletToken(scope, all)
    walletNonce(scope, all)
    walletCredential(scope, all)
  })
}

/** What the protocol has a word for; everything else is answered as everywhere. */
function inWords(error: unknown): WalletRefused | undefined {
  if (error instanceof WalletRefused) return error
  if (error instanceof Oauth2ServerErrorResponseError) {
    const { error: code, error_description: words } = error.errorResponse
    return new WalletRefused(code as Oauth2ErrorCodes, words ?? 'refused')
  }
  const parsing = error instanceof Error && error.name === 'ValidationError'
  return parsing
    ? new WalletRefused(Oauth2ErrorCodes.InvalidCredentialRequest, 'not a request of this protocol')
    : undefined
}

function refuse(reply: FastifyReply, { error, status, message }: WalletRefused): FastifyReply {
  if (status === 401) reply.header('www-authenticate', `Bearer error="${error}"`)
  return reply.code(status).header('cache-control', 'no-store').send({ error, error_description: message })
}
