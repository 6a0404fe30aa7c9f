import type { Instant } from '../calendar/instant.ts'

/**
 * The offer of a verifiable credential to a wallet (OpenID4VCI 1.0, pre-authorised code). The codes of it are drawn by the custodian
 * and opened by it: they lie in no table. What lies here is how far the offer has come, so that each code counts once.
 */
export interface CredentialOffer {
  readonly personId: string
  readonly offerId: string
  readonly offeredBy: string
  readonly until: Instant
  /** Tries of the transaction code that are left. */
  readonly triesLeft: number
  readonly redeemedAt: Instant | null
  /** Until when the access token fetches the credential. */
  readonly tokenUntil: Instant | null
  readonly issuedAt: Instant | null
  /** RFC 7638 thumbprint of the wallet's key to which the credential is bound. */
  readonly holderKey: string | null
}

export interface CredentialOfferEventData {
  'credential-offered': { readonly offeredBy: string; readonly until: Instant; readonly tries: number }
  'offer-code-wrong': { readonly triesLeft: number }
  'offer-redeemed': { readonly tokenUntil: Instant }
  'credential-issued': { readonly cardId: string; readonly holderKey: string; readonly validUntil: Instant }
}

export type CredentialOfferEvent = {
  readonly [Name in keyof CredentialOfferEventData]: {
    readonly stream: 'credential-offer'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: CredentialOfferEventData[Name]
  }
}[keyof CredentialOfferEventData]

export function offerEvent<Name extends keyof CredentialOfferEventData>(
  { personId, offerId }: Pick<CredentialOffer, 'personId' | 'offerId'>,
  name: Name,
  data: CredentialOfferEventData[Name],
): CredentialOfferEvent {
  return { stream: 'credential-offer', id: offerId, personId, name, data } as CredentialOfferEvent
}

export function evolveCredentialOffer(
  state: CredentialOffer | undefined,
  event: CredentialOfferEvent,
  at: Instant,
): CredentialOffer {
  if (event.name === 'credential-offered') {
    const { offeredBy, until, tries: triesLeft } = event.data
    const nothingYet = { redeemedAt: null, tokenUntil: null, issuedAt: null, holderKey: null }
    return { personId: event.personId, offerId: event.id, offeredBy, until, triesLeft, ...nothingYet }
  }
  if (state === undefined) throw new Error(`${event.name} of an offer that was never made`)
  switch (event.name) {
    case 'offer-code-wrong':
      return { ...state, triesLeft: event.data.triesLeft }
    case 'offer-redeemed':
      return { ...state, redeemedAt: at, tokenUntil: event.data.tokenUntil }
    case 'credential-issued':
      return { ...state, issuedAt: at, holderKey: event.data.holderKey }
  }
}
