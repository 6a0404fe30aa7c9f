import { Oauth2AuthorizationServer, Oauth2ErrorCodes, preAuthorizedCodeGrantIdentifier } from '@openid4vc/oauth2'
import { systemActor } from '@yika/core/access/actor.ts'
import type { RedeemOfferAnswer } from '@yika/core/e-card/offer-credential.ts'
import { redeemOffer } from '@yika/core/e-card/schema.ts'
import type { FastifyInstance } from 'fastify'
import { newId } from '../kernel/identifier.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { openGrant, sealGrant } from './wallet-codes.ts'
import { WalletRefused } from './wallet-error.ts'
import { walletCallbacks, walletPaths } from './wallet-issuer.ts'
import type { WalletParts } from './wallet-parts.ts'

const codesMost = 1_000

/** The token endpoint: a pre-authorised code and the transaction code for an access token; each counts once. */
export function walletToken(app: FastifyInstance, { custodian, executor, clock }: WalletParts): void {
  const server = new Oauth2AuthorizationServer({ callbacks: walletCallbacks })
  app.post(walletPaths.token, { schema: { hide: true } as object }, async (request, reply) => {
    const { grant } = server.parseAccessTokenRequest({
      request: { headers: new Headers(), method: 'POST', url: walletPaths.token },
      accessTokenRequest: (request.body ?? {}) as Record<string, unknown>,
    })
    if (grant.grantType !== preAuthorizedCodeGrantIdentifier) {
      throw new WalletRefused(Oauth2ErrorCodes.UnsupportedGrantType, 'the code of an offer is exchanged here')
    }
    const { preAuthorizedCode = '', txCode = '' } = grant as { preAuthorizedCode?: string; txCode?: string }
    const found = preAuthorizedCode.length > codesMost ? undefined : openGrant(custodian, 'code', preAuthorizedCode)
    if (found === undefined || txCode.length > 12)
      throw new WalletRefused(Oauth2ErrorCodes.InvalidGrant, 'unknown code')
    const { personId, offerId } = found
    const outcome: Outcome = await executor.execute(redeemOffer, {
      actor: systemActor,
      key: `wallet/${newId(Date.parse(clock()))}`,
      input: { personId, offerId, transactionCode: txCode },
    })
    if (outcome.status === 'refused') throw new WalletRefused(Oauth2ErrorCodes.InvalidGrant, 'the offer has ended')
    const answer = outcome.answer as RedeemOfferAnswer
    if (answer.outcome === 'code-wrong') throw new WalletRefused(Oauth2ErrorCodes.InvalidGrant, 'wrong tx_code')
    const token = sealGrant(custodian, 'token', found)
    return reply
      .header('cache-control', 'no-store')
      .send({ access_token: token, token_type: 'Bearer', expires_in: answer.seconds })
  })
}
