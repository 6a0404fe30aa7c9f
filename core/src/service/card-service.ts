import type { PersonalField } from '../access/personal-field.ts'
import type { Day } from '../calendar/instant.ts'
import type { Condition } from './condition.ts'

/** The eight fields of Article 5; the article leaves the list open. */
export const serviceFields = {
  'government-services': { zh: '政务服务', en: 'government services' },
  subsidies: { zh: '财政补贴', en: 'financial subsidies' },
  finance: { zh: '金融服务', en: 'financial services' },
  transport: { zh: '交通出行', en: 'transport' },
  tourism: { zh: '旅游观光', en: 'tourism' },
  culture: { zh: '文化体验', en: 'cultural experience' },
  'smart-city': { zh: '智慧城市', en: 'smart city' },
  credit: { zh: '信用服务', en: 'credit services' },
} as const satisfies Record<string, { zh: string; en: string }>
export type ServiceField = keyof typeof serviceFields

/** How a card can be presented (M5.1). */
export const carriers = ['contact-chip', 'contactless-chip', 'e-card', 'number'] as const
export type Carrier = (typeof carriers)[number]

export const serviceActions = ['identify', 'query', 'credential', 'pay', 'receive'] as const
export type ServiceAction = (typeof serviceActions)[number]

/**
 * - `implicit`  every card whose social function is enabled has it, unless it was suspended
 * - `explicit`  it is loaded onto the card first (park ticket, suburban rail)
 */
export const loadings = ['implicit', 'explicit'] as const
export type Loading = (typeof loadings)[number]

/**
 * Where a service can be loaded onto a card (M5.4): any outlet of a cooperating bank, an outlet of the bank of the card alone, an
 * institution in contract for the service, a hall of district or street, on line.
 */
export const loadingPlaces = ['bank-outlet', 'issuing-bank', 'service-point', 'service-hall', 'online'] as const
export type LoadingPlace = (typeof loadingPlaces)[number]

/** What a decision may tell the asker beside yes or no; `personal` items are masked unless the agreement says otherwise. */
export const releasableFacts = ['insurance-kind', 'age-band', 'district', 'free-rider'] as const
export type ReleasableFact = (typeof releasableFacts)[number]

/** One entry of the catalogue of card applications (M5.1); entries are dated, never deleted. */
export interface CardService {
  /** Short name, lower case: `medical-settlement`, `metro`, `park-annual-ticket`. */
  readonly serviceId: string
  readonly field: ServiceField
  readonly name: { readonly zh: string; readonly en: string }
  /** The body of Article 6 that owns it. */
  readonly organisationId: string
  readonly carriers: readonly Carrier[]
  readonly actions: readonly ServiceAction[]
  readonly loading: Loading
  readonly loadedAt: readonly LoadingPlace[]
  /** Days that a loaded entitlement holds; null as long as the card. */
  readonly holdsDays: number | null
  readonly condition: Condition
  /** The most that a decision for this service may tell (M2.9); an agreement can only narrow it. */
  readonly personal: readonly PersonalField[]
  readonly facts: readonly ReleasableFact[]
  /** A key of the rules, in fen; null when it is free. */
  readonly feeKey: string | null
  /** The single-purpose card that it takes the place of (Article 16); null when there was none. */
  readonly replacesCard: { readonly zh: string; readonly en: string } | null
  readonly from: Day
  readonly until: Day | null
}
