import type { FastifyInstance } from 'fastify'
import { newNonce } from './wallet-codes.ts'
import { walletPaths } from './wallet-issuer.ts'
import type { WalletParts } from './wallet-parts.ts'

/** The nonce endpoint (OpenID4VCI 1.0, section 7): what a wallet signs with the key that it wants in the credential. */
export function walletNonce(app: FastifyInstance, { custodian, clock }: WalletParts): void {
  app.post(walletPaths.nonce, { schema: { hide: true } as object }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ c_nonce: newNonce(custodian, clock()) }),
  )
}
