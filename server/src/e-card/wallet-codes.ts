import { epochMs, type Instant } from '@yika/core/calendar/instant.ts'
import { uuidBytes, uuidText } from '@yika/core/e-card/binding.ts'
import type { CredentialOffer } from '@yika/core/e-card/credential-offer.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { randomToken } from '../kernel/custody/random-code.ts'
import { credentialOfferUri } from './wallet-issuer.ts'

/** Whose offer a code or a token of a wallet speaks of. */
export interface WalletGrant {
  readonly personId: string
  readonly offerId: string
  /** On whose authority the wallet acts: the holder, or the guardian who made the offer. */
  readonly offeredBy: string
}

/**
 * A code of one kind opens as no other: nothing of it lies in a table, nobody else can make one, and the row of the offer says whether it
 * still counts.
 */
type Kind = 'code' | 'token' | 'nonce'
const placeOf = (kind: Kind) => ({ table: 'credential_offer', column: kind, row: 'wallet' })

function sealed(custodian: Custodian, kind: Kind, bytes: Uint8Array): string {
  return Buffer.from(custodian.sealShared(placeOf(kind), bytes)).toString('base64url')
}

function opened(custodian: Custodian, kind: Kind, text: string): Buffer | undefined {
  try {
    return Buffer.from(custodian.openShared(placeOf(kind), Buffer.from(text, 'base64url')))
  } catch {
    return undefined
  }
}

const uuidLength = 16

/** The pre-authorised code of an offer, and later the access token that it was exchanged for. */
export function sealGrant(custodian: Custodian, kind: 'code' | 'token', grant: WalletGrant): string {
  const names = [grant.personId, grant.offerId, grant.offeredBy].map((name) => uuidBytes(name))
  return sealed(custodian, kind, Buffer.concat(names))
}

/** Undefined for whatever we did not give out as this kind. */
export function openGrant(custodian: Custodian, kind: 'code' | 'token', text: string): WalletGrant | undefined {
  const inside = opened(custodian, kind, text)
  if (inside?.length !== 3 * uuidLength) return undefined
  const nameAt = (place: number) => uuidText(inside.subarray(place * uuidLength, (place + 1) * uuidLength))
  return { personId: nameAt(0), offerId: nameAt(1), offeredBy: nameAt(2) }
}

const transactionCodes = 1_000_000n
const transactionCodeDigits = 6

function codeFrom(index: Uint8Array): string {
  const drawn = Buffer.from(index).readBigUInt64BE() % transactionCodes
  return String(drawn).padStart(transactionCodeDigits, '0')
}

const drawnFor = (offerId: string) => `credential-offer|${offerId}`

/** Random to everybody else, the same each time the holder looks at the offer. */
function transactionCode(custodian: Custodian, offerId: string): string {
  return codeFrom(custodian.blindIndex('sign-in', drawnFor(offerId)))
}

export function isTransactionCode(custodian: Custodian, offerId: string, code: string): boolean {
  return custodian.blindIndexes('sign-in', drawnFor(offerId)).some((index) => codeFrom(index) === code)
}

/** What the holder's screen shows: the offer for the wallet's camera, and the code that is typed. */
export function offerToScan(custodian: Custodian, publicUrl: string, offer: CredentialOffer) {
  const code = sealGrant(custodian, 'code', offer)
  return {
    offer: credentialOfferUri(publicUrl, code, transactionCodeDigits),
    transactionCode: transactionCode(custodian, offer.offerId),
    until: offer.until,
  }
}

/** A wallet proves its key over a nonce of ours: five minutes are enough for a person to agree. */
const nonceLivesMs = 5 * 60_000
const timeBytes = 8

export function newNonce(custodian: Custodian, now: Instant): string {
  const time = Buffer.alloc(timeBytes)
  time.writeBigUInt64BE(BigInt(epochMs(now)))
  return sealed(custodian, 'nonce', Buffer.concat([time, Buffer.from(randomToken(), 'base64url')]))
}

export function nonceFresh(custodian: Custodian, nonce: string, now: Instant): boolean {
  const inside = opened(custodian, 'nonce', nonce)
  if (inside === undefined || inside.length < timeBytes) return false
  const age = epochMs(now) - Number(inside.readBigUInt64BE())
  return age >= 0 && age <= nonceLivesMs
}
