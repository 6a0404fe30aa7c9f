import type { Day, Instant } from '../calendar/instant.ts'

/**
 * Where the piece of plastic is. One card is one piece with one number: a piece that is bad ends as `spoiled` and the
 * application gets a new card; `missing` is a piece that custody cannot account for before it reached its holder (M13.5).
 */
export type Physical =
  | 'applied'
  | 'batched'
  | 'account-opened'
  | 'certified'
  | 'personalised'
  | 'keys-replaced'
  | 'shipped'
  | 'at-outlet'
  | 'collected'
  | 'retired'
  | 'spoiled'
  | 'returned'
  | 'missing'
  | 'sealed'
  | 'destroyed'

/** What the card can do as a social security card. */
export type Social =
  | 'none'
  | 'pending-enable'
  | 'enabled'
  | 'suspended-provisional'
  | 'suspended-formal'
  | 'locked'
  | 'cancelled'

/** What the bank says the card can do as a debit card (M2.8); its PIN and secrets never come here. */
export type Finance = 'none' | 'dormant' | 'active' | 'suspended-provisional' | 'suspended-formal' | 'closed'

/** The PIN of the social function; the bank's PIN is the bank's. */
export const pinStates = ['none', 'initial', 'set', 'locked'] as const
export type PinState = (typeof pinStates)[number]

export type Generation = 1 | 2 | 3

export const cancelReasons = [
  'death',
  'moved-away',
  'entitlement-ended',
  'duplicate',
  'superseded',
  'holder-request',
  'production-fault',
] as const

export type CancelReason = (typeof cancelReasons)[number]

/** How the caller reached us; loss reports and releases are logged with it (M7.3, M7.4). */
export const channels = ['web', 'app', 'kiosk', 'hotline', 'counter', 'bank', 'employer', 'system'] as const
export type Channel = (typeof channels)[number]

/** One card: flat, so that the row and the fold of its events are the same value. */
export interface Card {
  readonly personId: string
  readonly cardId: string
  /** 社保卡卡号, taken from the pool when the card is batched; the look-up table keeps it unique. */
  readonly cardNumber: string | null
  readonly issuingArea: string
  readonly generation: Generation
  /** The cooperative bank of the finance function; null on first-generation cards, which have none. */
  readonly bankId: string | null
  readonly applicationId: string | null
  /** The card that this one is to take the place of. */
  readonly replaces: string | null
  /** When the card was asked for (imported cards: the day they were issued); decides which of two cards is older. */
  readonly requestedAt: Instant
  readonly batchId: string | null
  readonly issuedOn: Day | null
  readonly expiresOn: Day | null
  readonly certificateSerial: string | null
  /** 卡识别码, 32 hexadecimal digits. */
  readonly chipIdentificationCode: string | null
  /** 卡复位码: the answer to reset, hexadecimal. */
  readonly atr: string | null
  /** Version of the city's master keys under which the chip speaks; null while it has none, or for cards whose chip is not known here. */
  readonly chipKeyVersion: number | null
  /** The highest transaction counter that the chip has proved; the same or a lower one betrays a copy (M14.2). */
  readonly chipCounter: number
  /** When the chip proved that counter: an answer to a later challenge must count higher. */
  readonly chipProvedAt: Instant | null
  /** The PAN, sealed under the person's key, base64. */
  readonly bankCardNumber: string | null

  readonly physical: Physical
  readonly physicalSince: Instant

  readonly social: Social
  readonly socialProvisionalUntil: Instant | null
  readonly socialLapseWarnedAt: Instant | null
  /** The instant and the receipt from which on the holder does not answer for use (M13.2); kept after a formal report. */
  readonly socialLostAt: Instant | null
  readonly socialLossReceiptId: string | null
  readonly cancelReason: CancelReason | null
  readonly cancelledAt: Instant | null
  /** Who asked to unlock; somebody else must agree. */
  readonly unlockRequestedBy: string | null

  readonly finance: Finance
  /** Null while suspended means that the bank suspended it by its own rules: nothing lapses here. */
  readonly financeProvisionalUntil: Instant | null
  readonly financeLapseWarnedAt: Instant | null
  readonly financeLostAt: Instant | null
  readonly financeLossReceiptId: string | null

  readonly pinState: PinState
  /** Keyed verifier from the custodian, base64; nothing here gives the PIN back. */
  readonly pinVerifier: string | null
  readonly pinTriesLeft: number
  /** The day of the tries that `pinTriesLeft` counts. */
  readonly pinTriesOn: Day | null
  /** Set while the PIN is an initial one. */
  readonly pinExpiresAt: Instant | null
  readonly pinResetId: string | null
  readonly pinResetUntil: Instant | null

  /** The open one-time code for enabling on line, which goes to the registered phone. */
  readonly enableCodeId: string | null
  readonly enableCodeVerifier: string | null
  readonly enableCodeUntil: Instant | null
  readonly enableCodeTriesLeft: number
}

/** What is wrong with a chip that was asked to prove itself. */
export const chipDoubts = ['cryptogram-wrong', 'counter-repeated', 'chip-differs'] as const
export type ChipDoubt = (typeof chipDoubts)[number]

interface Loss {
  readonly receiptId: string
  readonly channel: Channel
  /** The visit that proved who reported; null for a report without presence. */
  readonly visitId: string | null
  /** The staff member or citizen who entered it. */
  readonly reportedBy: string
}

/** Every fact that can be recorded about a card, with what it carries. Transitions: transitions.ts. */
export interface CardEventData {
  'card-requested': {
    readonly applicationId: string
    readonly replaces: string | null
    readonly bankId: string
    readonly generation: 3
    readonly issuingArea: string
  }
  /** A card of an earlier time, with its own dates (M18.2). */
  'card-imported': {
    readonly cardNumber: string
    readonly issuingArea: string
    readonly generation: Generation
    readonly bankId: string | null
    readonly issuedOn: Day
    readonly expiresOn: Day
    readonly social: 'pending-enable' | 'enabled' | 'suspended-formal' | 'cancelled'
    readonly finance: 'none' | 'active' | 'closed'
    readonly cancelReason: CancelReason | null
    readonly chipIdentificationCode: string | null
    readonly atr: string | null
    /** The version of the city's master keys under which the chip speaks, where those keys are known here. */
    readonly chipKeyVersion?: number
    readonly bankCardNumber: string | null
  }

  'card-batched': { readonly batchId: string; readonly cardNumber: string }
  /** The making goes on in another batch; the number stays. */
  'card-rebatched': { readonly batchId: string }
  /** The batch could not open an account: back to where the card waits for a batch. */
  'card-unbatched': { readonly reason: string }
  'account-opened': { readonly bankCardNumber: string }
  'card-certified': { readonly certificateSerial: string }
  'card-personalised': {
    readonly chipIdentificationCode: string
    readonly atr: string
    readonly issuedOn: Day
    readonly expiresOn: Day
  }
  /** The city's keys are in the chip, which has proved them; cards made before chips were spoken to carry nothing. */
  'keys-replaced': { readonly keyVersion: number; readonly counter: number } | Record<never, never>
  'card-spoiled': { readonly reason: string }
  'card-shipped': { readonly parcelId: string | null; readonly officeId: string | null }
  'card-arrived': { readonly officeId: string }
  'card-returned': { readonly reason: string }
  'card-missing': { readonly reason: string }
  'card-sealed': Record<never, never>
  /** The holder, guardian or proxy took the card; the duty to use it personally was shown (M9.1). */
  'card-collected': { readonly dutyNoticeVersion: string; readonly visitId: string | null }
  'card-retired': Record<never, never>
  'card-destroyed': { readonly reason: string }
  /** The chip proved its own key and a counter that was never seen before. */
  'chip-authenticated': { readonly counter: number }
  /** The proof failed, or repeated a counter: a forged or copied chip (M14.1, M14.2). */
  'chip-doubted': { readonly reason: ChipDoubt; readonly counter: number; readonly reportedBy: string }

  'enable-code-sent': {
    readonly codeId: string
    readonly verifier: string
    readonly until: Instant
    readonly tries: number
  }
  'enable-code-wrong': { readonly triesLeft: number }
  'social-enabled': {
    readonly proof: 'visit' | 'card-number-and-code'
    readonly visitId: string | null
    readonly dutyNoticeVersion: string
    readonly channel: Channel
  }
  'social-loss-reported': Loss & { readonly until: Instant }
  'social-loss-confirmed': Loss
  'social-loss-released': { readonly channel: Channel; readonly visitId: string | null }
  'social-lapse-warned': { readonly until: Instant }
  'social-loss-lapsed': Record<never, never>
  'social-locked': { readonly reason: string; readonly lockedBy: string }
  'unlock-requested': { readonly reason: string; readonly requestedBy: string }
  /** After a lock the holder proves again that the card is in the right hands: back to `pending-enable`. */
  'social-unlocked': { readonly approvedBy: string }
  'social-cancelled': { readonly reason: CancelReason; readonly supersededBy: string | null }

  'finance-activated': { readonly visitId: string; readonly officeId: string | null }
  'finance-loss-reported': Loss & { readonly until: Instant }
  'finance-loss-confirmed': Loss
  'finance-loss-released': { readonly channel: Channel; readonly visitId: string | null }
  'finance-lapse-warned': { readonly until: Instant }
  'finance-loss-lapsed': Record<never, never>
  'finance-suspended-by-bank': { readonly effectiveAt: Instant }
  'finance-resumed-by-bank': { readonly effectiveAt: Instant }
  'finance-closed': { readonly effectiveAt: Instant }

  'initial-pin-set': { readonly verifier: string; readonly expiresAt: Instant; readonly tries: number }
  'pin-verified': { readonly tries: number }
  'pin-wrong': { readonly triesLeft: number; readonly on: Day }
  'pin-locked': { readonly on: Day }
  'pin-changed': { readonly verifier: string; readonly tries: number }
  'pin-unblocked': { readonly tries: number; readonly visitId: string }
  'pin-reset-started': { readonly resetId: string; readonly until: Instant; readonly visitId: string }
  /** The holder chose a PIN in a reset that an operator had started. */
  'pin-set': { readonly verifier: string; readonly tries: number }
}

export type CardEventName = keyof CardEventData

export type CardEvent<Name extends CardEventName = CardEventName> = {
  readonly [N in Name]: {
    readonly stream: 'card'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: CardEventData[N]
  }
}[Name]

/** An event about a card; other chapters (application, production, distribution) record theirs with it, too. */
export function cardEvent<Name extends CardEventName>(
  card: { readonly personId: string; readonly cardId: string },
  name: Name,
  data: CardEventData[Name],
): CardEvent<Name> {
  return { stream: 'card', id: card.cardId, personId: card.personId, name, data } as CardEvent<Name>
}
