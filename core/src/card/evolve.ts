import { type Instant, startOfDay } from '../calendar/instant.ts'
import type { Card, CardEvent } from './card.ts'
import { type Axes, axesOf, nextAxes } from './transitions.ts'

/** The card after the event. An event outside the transitions table is a bug of a decision, so it throws. */
export function evolve(card: Card | undefined, event: CardEvent, at: Instant): Card {
  if (event.name === 'card-requested' || event.name === 'card-imported') {
    if (card !== undefined) throw new Error(`card ${event.id} exists already: ${event.name}`)
    return born(event, at)
  }
  if (card === undefined) throw new Error(`card ${event.id} does not exist: ${event.name}`)
  const next = nextAxes(axesOf(card), event.name)
  if (next === undefined) throw new Error(`card ${event.id}: ${event.name} is not allowed in ${stateWords(card)}`)
  return { ...moved(card, next, at), ...change(card, event, at) }
}

function stateWords(card: Card): string {
  return Object.entries(axesOf(card))
    .map(([axis, state]) => `${axis} ${state}`)
    .join(', ')
}

function moved(card: Card, next: Axes, at: Instant): Card {
  const { physical, social, finance, pin } = next
  return {
    ...card,
    physical,
    physicalSince: physical === card.physical ? card.physicalSince : at,
    social,
    finance,
    pinState: pin,
  }
}

function born(event: CardEvent<'card-requested' | 'card-imported'>, at: Instant): Card {
  const base = { ...unborn, personId: event.personId, cardId: event.id, physicalSince: at }
  if (event.name === 'card-requested') return { ...base, ...event.data, requestedAt: at }
  return {
    ...base,
    ...event.data,
    requestedAt: startOfDay(event.data.issuedOn),
    physical: event.data.social === 'cancelled' ? 'retired' : 'collected',
    cancelledAt: event.data.social === 'cancelled' ? at : null,
  }
}

const noLoss = {
  social: { socialProvisionalUntil: null, socialLapseWarnedAt: null, socialLostAt: null, socialLossReceiptId: null },
  finance: {
    financeProvisionalUntil: null,
    financeLapseWarnedAt: null,
    financeLostAt: null,
    financeLossReceiptId: null,
  },
} as const satisfies Record<string, Partial<Card>>

const noCode = { enableCodeId: null, enableCodeVerifier: null, enableCodeUntil: null, enableCodeTriesLeft: 0 } as const
const noReset = { pinResetId: null, pinResetUntil: null } as const

const unborn = {
  cardNumber: null,
  issuedOn: null,
  expiresOn: null,
  applicationId: null,
  replaces: null,
  batchId: null,
  certificateSerial: null,
  chipIdentificationCode: null,
  atr: null,
  chipKeyVersion: null,
  chipCounter: 0,
  chipProvedAt: null,
  bankCardNumber: null,
  physical: 'applied',
  social: 'none',
  ...noLoss.social,
  cancelReason: null,
  cancelledAt: null,
  unlockRequestedBy: null,
  finance: 'none',
  ...noLoss.finance,
  pinState: 'none',
  pinVerifier: null,
  pinTriesLeft: 0,
  pinTriesOn: null,
  pinExpiresAt: null,
  ...noReset,
  ...noCode,
} as const satisfies Partial<Card>

/** What an event changes besides the states of the axes. */
function change(card: Card, event: CardEvent, at: Instant): Partial<Card> {
  switch (event.name) {
    case 'card-batched':
      return { batchId: event.data.batchId, cardNumber: event.data.cardNumber }
    case 'card-rebatched':
      return { batchId: event.data.batchId }
    case 'card-unbatched':
      return { batchId: null }
    case 'account-opened':
    case 'card-certified':
    case 'card-personalised':
      return event.data
    case 'keys-replaced':
      return 'keyVersion' in event.data
        ? { chipKeyVersion: event.data.keyVersion, chipCounter: event.data.counter, chipProvedAt: at }
        : {}
    case 'chip-authenticated':
      return { chipCounter: event.data.counter, chipProvedAt: at }
    case 'enable-code-sent':
      return {
        enableCodeId: event.data.codeId,
        enableCodeVerifier: event.data.verifier,
        enableCodeUntil: event.data.until,
        enableCodeTriesLeft: event.data.tries,
      }
    case 'enable-code-wrong':
      return { enableCodeTriesLeft: event.data.triesLeft }
    case 'social-enabled':
      return noCode
    case 'social-loss-reported':
      return {
        ...noLoss.social,
        socialProvisionalUntil: event.data.until,
        socialLostAt: at,
        socialLossReceiptId: event.data.receiptId,
      }
    case 'social-lapse-warned':
      return { socialLapseWarnedAt: at }
    case 'social-loss-confirmed':
      return {
        ...noCode,
        unlockRequestedBy: null,
        socialProvisionalUntil: null,
        socialLapseWarnedAt: null,
        socialLossReceiptId: event.data.receiptId,
        // The holder has not answered for the card since the first report of this loss.
        socialLostAt: card.socialLostAt ?? at,
      }
    case 'social-loss-released':
    case 'social-loss-lapsed':
      return noLoss.social
    case 'social-locked':
      return { ...noCode, socialProvisionalUntil: null, socialLapseWarnedAt: null }
    case 'unlock-requested':
      return { unlockRequestedBy: event.data.requestedBy }
    case 'social-unlocked':
      return { ...noLoss.social, unlockRequestedBy: null }
    case 'social-cancelled':
      return {
        ...noCode,
        ...noReset,
        unlockRequestedBy: null,
        socialProvisionalUntil: null,
        socialLapseWarnedAt: null,
        cancelReason: event.data.reason,
        cancelledAt: at,
      }
    case 'finance-loss-reported':
      return {
        ...noLoss.finance,
        financeProvisionalUntil: event.data.until,
        financeLostAt: at,
        financeLossReceiptId: event.data.receiptId,
      }
    case 'finance-lapse-warned':
      return { financeLapseWarnedAt: at }
    case 'finance-loss-confirmed':
      return {
        financeProvisionalUntil: null,
        financeLapseWarnedAt: null,
        financeLossReceiptId: event.data.receiptId,
        financeLostAt: card.financeLostAt ?? at,
      }
    case 'finance-loss-released':
    case 'finance-loss-lapsed':
    case 'finance-resumed-by-bank':
      return noLoss.finance
    case 'finance-closed':
      return { financeProvisionalUntil: null, financeLapseWarnedAt: null }
    case 'initial-pin-set':
      return {
        pinVerifier: event.data.verifier,
        pinExpiresAt: event.data.expiresAt,
        pinTriesLeft: event.data.tries,
        pinTriesOn: null,
      }
    case 'pin-verified':
      return { pinTriesLeft: event.data.tries, pinTriesOn: null }
    case 'pin-wrong':
      return { pinTriesLeft: event.data.triesLeft, pinTriesOn: event.data.on }
    case 'pin-locked':
      return { pinTriesLeft: 0, pinTriesOn: event.data.on }
    case 'pin-changed':
    case 'pin-set':
      return {
        ...noReset,
        pinVerifier: event.data.verifier,
        pinExpiresAt: null,
        pinTriesLeft: event.data.tries,
        pinTriesOn: null,
      }
    case 'pin-unblocked':
      return { pinTriesLeft: event.data.tries, pinTriesOn: null }
    case 'pin-reset-started':
      return { pinResetId: event.data.resetId, pinResetUntil: event.data.until }
    default:
      return {}
  }
}
