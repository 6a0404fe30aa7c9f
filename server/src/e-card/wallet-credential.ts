import { calculateJwkThumbprint, decodeJwt, HashAlgorithm, Oauth2ErrorCodes } from '@openid4vc/oauth2'
import type { Actor } from '@yika/core/access/actor.ts'
import type { IssuedCredential } from '@yika/core/e-card/offer-credential.ts'
import { issueCredential, myECard } from '@yika/core/e-card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { refusalText } from '@yika/core/refusal/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { newId } from '../kernel/identifier.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { type CardClaims, type CardCredential, cardCredentialJwt } from './card-credential.ts'
import { nonceFresh, openGrant, type WalletGrant } from './wallet-codes.ts'
import { WalletRefused } from './wallet-error.ts'
import { cardCredential, walletHash, walletPaths } from './wallet-issuer.ts'
import type { WalletParts } from './wallet-parts.ts'

const bearer = /^Bearer ([A-Za-z0-9_-]{20,1000})$/

/** The credential endpoint: the access token of one offer for one credential, bound to the key that the wallet proves. */
export function walletCredential(app: FastifyInstance, parts: WalletParts): void {
  const { custodian, executor, clock, publicUrl } = parts
  app.post(walletPaths.credential, { schema: { hide: true } as object }, async (request, reply) => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1]
    const grant = token === undefined ? undefined : openGrant(custodian, 'token', token)
    if (grant === undefined) throw new WalletRefused(Oauth2ErrorCodes.InvalidToken, 'no token of ours')
    const holder = await provenKey(parts, request.body)
    const holderKey = await calculateJwkThumbprint({
      jwk: holder,
      hashAlgorithm: HashAlgorithm.Sha256,
      hashCallback: walletHash,
    })
    const { personId, offerId } = grant
    const issued = accepted<IssuedCredential>(
      await executor.execute(issueCredential, {
        actor: actorOf(grant),
        key: `wallet/${newId(Date.parse(clock()))}`,
        input: { personId, offerId, holderKey },
      }),
    )
    const claims = await claimsOf(parts, grant)
    const credential = await cardCredentialJwt(custodian.documents, {
      ...claims,
      ...issued,
      publicUrl: publicUrl(),
      holder,
    })
    return reply.header('cache-control', 'no-store').send({ credentials: [{ credential }] })
  })
}

/** The wallet acts for the citizen who made the offer: their rights are asked, their name stands in the audit. */
function actorOf({ offeredBy }: WalletGrant): Actor {
  return { id: offeredBy, role: 'citizen', organisationId: 'self', personId: offeredBy }
}

/** The key of the one proof in the request, over a nonce of ours. */
async function provenKey({ custodian, clock, issuer }: WalletParts, body: unknown): Promise<CardCredential['holder']> {
  const { issuer: library, metadata } = issuer()
  const credentialRequest = (body ?? {}) as Record<string, unknown>
  const asked = credentialRequest['credential_configuration_id']
  if (asked !== undefined && asked !== cardCredential) {
    throw new WalletRefused(Oauth2ErrorCodes.UnknownCredentialConfiguration, `only ${cardCredential} is issued`)
  }
  const parsed = library.parseCredentialRequest({ issuerMetadata: metadata, credentialRequest })
  if (parsed.credentialConfigurationId === undefined) {
    throw new WalletRefused(Oauth2ErrorCodes.InvalidCredentialRequest, 'the configuration is not named')
  }
  const [jwt, ...more] = parsed.proofs?.jwt ?? []
  if (jwt === undefined || more.length > 0)
    throw new WalletRefused(Oauth2ErrorCodes.InvalidProof, 'one jwt proof is needed')
  const now = clock()
  const nonce = nonceOf(jwt)
  if (nonce === undefined || !nonceFresh(custodian, nonce, now)) {
    throw new WalletRefused(Oauth2ErrorCodes.InvalidNonce, 'the nonce is not ours, or too old')
  }
  const proof = { issuerMetadata: metadata, jwt, expectedNonce: nonce, now: new Date(now) }
  const { signer } = await library.verifyCredentialRequestJwtProof(proof).catch(() => {
    throw new WalletRefused(Oauth2ErrorCodes.InvalidProof, 'the proof does not verify')
  })
  const { kty, crv = '', x = '', y = '' } = signer.publicJwk
  return { kty, crv, x, y }
}

function nonceOf(jwt: string): string | undefined {
  try {
    const { nonce } = decodeJwt({ jwt }).payload
    return typeof nonce === 'string' ? nonce : undefined
  } catch {
    return undefined
  }
}

/** Read like every read of personal data: with a purpose, and with an audit row that stands before they leave. */
async function claimsOf({ reader }: WalletParts, grant: WalletGrant): Promise<CardClaims> {
  const { personId } = grant
  const input = { personId, purpose: 'own-affairs', reveal: ['name', 'identityNumber'] }
  const shown = accepted<AnswerOf<typeof myECard>>(await reader.read(myECard, actorOf(grant), input))
  const { name, ssn, issuingArea } = shown
  if (name === null || ssn === null || issuingArea === null) throw new Error('a credential of no card')
  return { name, ssn, issuingArea }
}

function accepted<Answer>(outcome: Outcome): Answer {
  if (outcome.status === 'accepted') return outcome.answer as Answer
  const ended = outcome.code === 'credential-offer-ended' || outcome.code === 'not-permitted'
  const error = ended ? Oauth2ErrorCodes.InvalidToken : Oauth2ErrorCodes.CredentialRequestDenied
  throw new WalletRefused(error, refusalText(outcome.code, outcome.detail ?? {}, 'en'))
}
