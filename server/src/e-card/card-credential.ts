import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { epochMs, type Instant } from '@yika/core/calendar/instant.ts'
import type { DocumentSigner } from '../kernel/custody/document-signer.ts'
import { randomToken } from '../kernel/custody/random-code.ts'
import { sha256 } from '../kernel/custody/sha256.ts'
import { walletPaths } from './wallet-issuer.ts'

export interface CardClaims {
  readonly name: string
  readonly ssn: string
  readonly issuingArea: string
}

export interface CardCredential extends CardClaims {
  readonly publicUrl: string
  readonly shard: number
  readonly index: number
  readonly issuedAt: Instant
  readonly validUntil: Instant
  /** The key that the wallet has proved. */
  readonly holder: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string }
}

const saltBytes = 16
/** To the day: the time of issue shall not make two showings of one credential recognisable (RFC 9901, 10.1). */
const daySeconds = 86_400

/**
 * The card as an SD-JWT VC (`dc+sd-jwt`): every personal claim is disclosed or withheld by the holder, the key of the wallet is bound in,
 * and the state of the card is the place in the status list that terminals read, too — a loss report stops the credential with the card.
 */
export async function cardCredentialJwt(documents: DocumentSigner, credential: CardCredential): Promise<string> {
  const kid = documents.keys('credential')[0]?.kid ?? ''
  const instance = new SDJwtVcInstance({
    signAlg: 'ES256',
    hashAlg: 'sha-256',
    hasher: (data) => sha256(Buffer.from(data as string)),
    saltGenerator: () => randomToken(saltBytes),
    signer(data) {
      const signed = documents.sign('credential', Buffer.from(data))
      if (signed.kid !== kid) throw new Error('the key of credentials was rotated meanwhile')
      return Buffer.from(signed.signature).toString('base64url')
    },
  })
  const { publicUrl, name, ssn, issuingArea, shard, index, holder } = credential
  const { kty, crv, x, y } = holder
  return instance.issue(
    {
      iss: publicUrl,
      vct: `${publicUrl}${walletPaths.type}`,
      iat: toDay(credential.issuedAt),
      exp: toDay(credential.validUntil),
      cnf: { jwk: { kty, crv, x, y } },
      status: { status_list: { idx: index, uri: `${publicUrl}/status-lists/${shard}` } },
      ...{ name, ssn, issuing_area: issuingArea },
    },
    { _sd: ['name', 'ssn', 'issuing_area'] },
    { header: { kid } },
  )
}

function toDay(instant: Instant): number {
  const seconds = Math.floor(epochMs(instant) / 1000)
  return seconds - (seconds % daySeconds)
}
