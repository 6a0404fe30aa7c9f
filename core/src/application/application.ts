import type { Day, Instant } from '../calendar/instant.ts'

/** What is asked for: the first card, one after a formal loss, one for a card that still lives, one for a card that ends. */
export const applicationKinds = ['first-issue', 'reissue', 'exchange', 'renewal'] as const
export type ApplicationKind = (typeof applicationKinds)[number]

/** Why, per kind: what does not stand beside its kind cannot be applied for. */
export const reasonsOf = {
  'first-issue': ['first'],
  reissue: ['loss'],
  exchange: ['damage', 'printed-change', 'bank-change', 'warranty'],
  renewal: ['expiry', 'generation-upgrade'],
} as const satisfies Record<ApplicationKind, readonly string[]>
export type ApplicationReason = (typeof reasonsOf)[ApplicationKind][number]

export const channels = ['online', 'bank-counter', 'district-point', 'employer', 'instant'] as const
export type Channel = (typeof channels)[number]

export const deliveries = ['outlet', 'post', 'employer'] as const
export type Delivery = (typeof deliveries)[number]

/**
 * - `accepted`   the clock of the promise runs; production takes applications of this status into its batches
 * - `collected`  the card is in the holder's hand; what follows is the life of the card
 * - `closed`     the card was made and never collected, it has been sealed: a new application is needed
 * - `failed`     no card can be made from this application; reason and remedy are in `trouble`
 */
export const applicationStatuses = [
  'submitted',
  'correction-needed',
  'accepted',
  'in-production',
  'ready',
  'collected',
  'closed',
  'withdrawn',
  'refused',
  'failed',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** The whole life of an application on one screen. */
export const applicationTransitions = {
  submitted: ['accepted', 'correction-needed', 'refused', 'withdrawn'],
  'correction-needed': ['submitted', 'accepted', 'refused', 'withdrawn'],
  accepted: ['in-production', 'correction-needed', 'refused', 'withdrawn', 'failed'],
  'in-production': ['ready', 'collected', 'accepted', 'correction-needed', 'failed'],
  ready: ['collected', 'accepted', 'closed'],
  collected: [],
  closed: [],
  withdrawn: [],
  refused: [],
  failed: [],
} as const satisfies Record<ApplicationStatus, readonly ApplicationStatus[]>

/** One open application per person (M8.5); the partial unique index of the table names the same statuses. */
export const openStatuses = [
  'submitted',
  'correction-needed',
  'accepted',
  'in-production',
  'ready',
] as const satisfies readonly ApplicationStatus[]

export function isOpen(application: Pick<Application, 'status'>): boolean {
  return (openStatuses as readonly ApplicationStatus[]).includes(application.status)
}

/** The promise as it was given, with the figure it was computed from, so that it can be replayed years later (M17.4). */
export interface ServicePromise {
  /** The policy value behind it, read on the day of acceptance. */
  readonly rule: string
  readonly amount: number
  readonly unit: 'calendar-day' | 'working-day' | 'same-visit'
  readonly promisedOn: Day
}

/** What went wrong and what helps, as codes that have words in both languages (trouble.ts; M12.4). */
export interface Trouble {
  readonly stage: 'review' | 'bank' | 'certificate' | 'making' | 'quality' | 'delivery'
  readonly reason: TroubleReason
  readonly remedy: Remedy
  /** An officer's own words, where a code is not enough; never personal data. */
  readonly words: string | null
  readonly at: Instant
}

export const troubleReasons = [
  'photo-unsuitable',
  'data-incorrect',
  'evidence-missing',
  'ground-ended',
  'holder-deceased',
  'bank-declined',
  'certificate-declined',
  'card-spoiled',
  'quality-failed',
  'parcel-lost',
  'returned',
  'other',
] as const
export type TroubleReason = (typeof troubleReasons)[number]

/** `made-again`: nothing to do for the applicant. */
export const remedies = ['made-again', 'new-photo', 'correct-data', 'supply-evidence', 'other-bank', 'call'] as const
export type Remedy = (typeof remedies)[number]

/** Who applied. An employer applies for a line of its group: then no person stands behind the request but the holder. */
export interface Applicant {
  readonly as: 'holder' | 'guardian' | 'proxy' | 'employer'
  readonly personId: string
}

/** One request for one card. Nothing in it is secret: names, numbers and addresses stay in the register. */
export interface Application {
  readonly personId: string
  readonly applicationId: string
  readonly status: ApplicationStatus
  readonly kind: ApplicationKind
  readonly reason: ApplicationReason
  readonly channel: Channel
  readonly bankId: string
  /** Where the card is to be collected; null when it is posted or handed out by the employer. */
  readonly outletId: string | null
  readonly delivery: Delivery
  /** The person's district or service area (M3.2, M3.4), as it was when they applied. */
  readonly district: string
  /** The ground of eligibility that carries the application (M8.2). */
  readonly groundId: string
  readonly applicant: Applicant
  /** Version of the consent text the guardian agreed to (PIPL 31), where the age of the person asks for it. */
  readonly guardianConsent: string | null
  /** Version of the text on personal use and privacy that the applicant was shown (Article 9). */
  readonly dutyShown: string | null
  /** The group of an employer or a school, null for a person who applies alone. */
  readonly groupId: string | null
  /** The accepted photo; null below the age from which one is required. */
  readonly photoId: string | null
  /** The card this one follows; null for a first issue. */
  readonly replaces: string | null
  /** The card that is being made from this application; set when production begins. */
  readonly cardId: string | null
  /** Where it is to be made at once (即时制卡), in the visit itself; null for the central way. */
  readonly instantOutletId: string | null
  readonly submittedAt: Instant
  readonly acceptedAt: Instant | null
  readonly promise: ServicePromise | null
  /** The date that was told to the applicant after a breach of the promise (M12.3); null as long as the promise stands. */
  readonly newPromisedOn: Day | null
  /** Whether the watch has already warned of this promise. */
  readonly warnedAt: Instant | null
  readonly trouble: Trouble | null
  /** How often production has begun; a card that was spoiled and made again counts twice. */
  readonly attempts: number
  /** When the card can be collected, and when the holder had it. */
  readonly readyAt: Instant | null
  readonly collectedAt: Instant | null
  /** Last change. */
  readonly changedAt: Instant
}

/** What happens to an application, by name. */
export interface ApplicationEventData {
  'application-submitted': Pick<
    Application,
    | 'kind'
    | 'reason'
    | 'channel'
    | 'bankId'
    | 'outletId'
    | 'delivery'
    | 'district'
    | 'groundId'
    | 'applicant'
    | 'guardianConsent'
    | 'dutyShown'
    | 'groupId'
    | 'photoId'
    | 'replaces'
    | 'instantOutletId'
  >
  'application-accepted': { readonly promise: ServicePromise }
  /** Before or after acceptance: the applicant has to do something; the promise, if given, keeps its date. */
  'correction-requested': Omit<Trouble, 'at'>
  /** What the applicant changed; absent means as before. */
  'application-resubmitted': Partial<Pick<Application, 'photoId' | 'bankId' | 'outletId' | 'delivery' | 'groundId'>>
  'application-refused': Omit<Trouble, 'at'>
  'application-withdrawn': object
  'instant-marked': { readonly outletId: string; readonly promise: ServicePromise }
  'instant-unmarked': { readonly promise: ServicePromise }
  /** By production: a card is being made. */
  'production-started': { readonly cardId: string }
  /** By production or distribution: this card will not come; the application waits to be made again. */
  'production-repeated': Omit<Trouble, 'at'>
  /** By production: no card can be made from this application. */
  'production-failed': Omit<Trouble, 'at'>
  /** By distribution: the card lies at the outlet, with the employer, or was handed to the post. */
  'card-ready': object
  'card-collected': object
  /** By distribution: sealed because nobody collected it. */
  'application-closed': object
  'promise-at-risk': { readonly promisedOn: Day; readonly cause: DelayCause }
  'promise-broken': { readonly newPromisedOn: Day; readonly cause: DelayCause }
}

/** Where an application is waiting, in the words of the watch (M12.3). */
export const delayCauses = ['review', 'correction', 'queue', 'bank', 'certificate', 'making', 'delivery'] as const
export type DelayCause = (typeof delayCauses)[number]

export type ApplicationEventName = keyof ApplicationEventData
export type ApplicationEvent = {
  readonly [Name in ApplicationEventName]: {
    readonly stream: 'application'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: ApplicationEventData[Name]
  }
}[ApplicationEventName]

/** An event of an application that exists. */
export function applicationEvent<Name extends ApplicationEventName>(
  application: Pick<Application, 'applicationId' | 'personId'>,
  name: Name,
  data: ApplicationEventData[Name],
): ApplicationEvent {
  return {
    stream: 'application',
    id: application.applicationId,
    personId: application.personId,
    name,
    data,
  } as ApplicationEvent
}

/** The application after the event. One that leaves the table of transitions is a bug of a decision, so it throws. */
export function evolveApplication(state: Application | undefined, event: ApplicationEvent, at: Instant): Application {
  if (event.name === 'application-submitted')
    return {
      personId: event.personId,
      applicationId: event.id,
      status: 'submitted',
      ...event.data,
      cardId: null,
      submittedAt: at,
      acceptedAt: null,
      promise: null,
      newPromisedOn: null,
      warnedAt: null,
      trouble: null,
      attempts: 0,
      readyAt: null,
      collectedAt: null,
      changedAt: at,
    }
  if (state === undefined) throw new Error(`${event.name} of an application that was never submitted`)
  const changed = (change: Partial<Application>): Application => ({ ...state, ...change, changedAt: at })
  const next = (status: ApplicationStatus, change: Partial<Application> = {}): Application => {
    const reachable: readonly ApplicationStatus[] = applicationTransitions[state.status]
    if (!reachable.includes(status)) throw new Error(`${event.name} of an application that is ${state.status}`)
    return changed({ ...change, status })
  }
  switch (event.name) {
    case 'application-accepted':
      return next('accepted', { acceptedAt: at, promise: event.data.promise, trouble: null })
    case 'correction-requested':
      return next('correction-needed', { trouble: { ...event.data, at }, cardId: null })
    case 'application-resubmitted':
      return next(state.acceptedAt === null ? 'submitted' : 'accepted', { ...event.data, trouble: null })
    case 'application-refused':
      return next('refused', { trouble: { ...event.data, at } })
    case 'application-withdrawn':
      return next('withdrawn')
    case 'instant-marked':
      return changed({ instantOutletId: event.data.outletId, promise: event.data.promise })
    case 'instant-unmarked':
      return changed({ instantOutletId: null, promise: event.data.promise })
    case 'production-started':
      return next('in-production', { cardId: event.data.cardId, attempts: state.attempts + 1, trouble: null })
    case 'production-repeated':
      return next('accepted', { cardId: null, readyAt: null, trouble: { ...event.data, at } })
    case 'production-failed':
      return next('failed', { trouble: { ...event.data, at } })
    case 'card-ready':
      return next('ready', { readyAt: at, trouble: null })
    case 'card-collected':
      return next('collected', { readyAt: state.readyAt ?? at, collectedAt: at, trouble: null })
    case 'application-closed':
      return next('closed')
    case 'promise-at-risk':
      return changed({ warnedAt: at })
    case 'promise-broken':
      return changed({ newPromisedOn: event.data.newPromisedOn })
  }
}
