import { type Refused, refuse } from '../decision/decision.ts'
import { issuingArea } from '../holder/person.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import type { Card, Finance, Social } from './card.ts'

const socialCodes = {
  none: 'card-not-collected',
  'pending-enable': 'card-not-enabled',
  enabled: 'card-enabled-already',
  'suspended-provisional': 'card-lost-provisionally',
  'suspended-formal': 'card-lost-formally',
  locked: 'card-locked',
  cancelled: 'card-cancelled',
} as const satisfies Record<Social, RefusalCode>

const financeCodes = {
  none: 'finance-missing',
  dormant: 'finance-not-activated',
  active: 'finance-active-already',
  'suspended-provisional': 'finance-lost-provisionally',
  'suspended-formal': 'finance-lost-formally',
  closed: 'finance-closed',
} as const satisfies Record<Finance, RefusalCode>

/** The refusal that names the actual state of the social function. */
export function socialRefusal(card: Card): Refused {
  const until = card.socialProvisionalUntil
  return refuse(socialCodes[card.social], until === null ? {} : { until })
}

/** The refusal that names the actual state of the financial function. */
export function financeRefusal(card: Card): Refused {
  if (suspendedByBank(card)) return refuse('finance-suspended-by-bank')
  const until = card.financeProvisionalUntil
  return refuse(financeCodes[card.finance], until === null ? {} : { until })
}

export function suspendedByBank(card: Card): boolean {
  return card.finance === 'suspended-provisional' && card.financeProvisionalUntil === null
}

/** Article 3: a card of another issuing area is read, never changed. */
export function foreign(card: { readonly issuingArea: string }): Refused | undefined {
  return card.issuingArea === issuingArea ? undefined : refuse('card-foreign', { area: card.issuingArea })
}
