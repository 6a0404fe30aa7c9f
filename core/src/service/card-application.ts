import type { Day, Instant } from '../calendar/instant.ts'

/** State of one service on one card, beside the state of the card (M5.3). `expired` follows from `until` and is set by the sweep. */
export const cardApplicationStates = ['loaded', 'active', 'suspended', 'expired', 'removed'] as const
export type CardApplicationState = (typeof cardApplicationStates)[number]

export const suspensionReasons = ['sanction', 'debt', 'holder-request', 'institution-request', 'misuse'] as const
export type SuspensionReason = (typeof suspensionReasons)[number]

/** A row exists once something was said about the service on this card; an implicit service without a row is active. */
export interface CardApplication {
  readonly personId: string
  readonly cardId: string
  readonly serviceId: string
  readonly state: CardApplicationState
  readonly stateSince: Instant
  readonly from: Day
  readonly until: Day | null
  /** Where it was loaded: an institution, an outlet, a migration batch. */
  readonly loadedBy: string | null
  readonly suspension: {
    readonly reason: SuspensionReason
    /** The decision or case on which it rests. */
    readonly reference: string
    readonly until: Day | null
  } | null
}

/** M5.3: which state follows which; `none` is a card on which nothing was said about the service. */
export const applicationTransitions = {
  'application-loaded': { from: ['none', 'removed', 'expired'], to: 'loaded' },
  'application-activated': { from: ['loaded'], to: 'active' },
  /** `none`: a service that every card has. A penalty takes the place of an earlier suspension. */
  'application-suspended': { from: ['none', 'active', 'suspended'], to: 'suspended' },
  'application-resumed': { from: ['suspended'], to: 'active' },
  'application-expired': { from: ['loaded', 'active', 'suspended'], to: 'expired' },
  /** Nobody gets rid of a suspension by removing what is suspended. */
  'application-removed': { from: ['loaded', 'active', 'expired'], to: 'removed' },
} as const satisfies Record<
  string,
  { readonly from: readonly (CardApplicationState | 'none')[]; readonly to: CardApplicationState }
>
export type CardApplicationEventName = keyof typeof applicationTransitions

export function applicationMay(state: CardApplicationState | undefined, name: CardApplicationEventName): boolean {
  return (applicationTransitions[name].from as readonly string[]).includes(state ?? 'none')
}

export interface CardApplicationEventData {
  'application-loaded': {
    readonly from: Day
    readonly until: Day | null
    readonly loadedBy: string
    /** The receipt of whoever took the fee; null when there was none to take. */
    readonly paymentReference: string | null
    readonly faceToFaceBy: string | null
  }
  'application-activated': Record<never, never>
  'application-suspended': NonNullable<CardApplication['suspension']> & {
    /** First day of the service: a row for a service that every card has begins with it. */
    readonly from: Day
  }
  'application-resumed': Record<never, never>
  'application-expired': Record<never, never>
  'application-removed': { readonly reason: string }
}

export type CardApplicationEvent = {
  readonly [Name in CardApplicationEventName]: {
    readonly stream: 'card-application'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: CardApplicationEventData[Name]
  }
}[CardApplicationEventName]

type ApplicationKey = Pick<CardApplication, 'personId' | 'cardId' | 'serviceId'>

/** The name of a service on a card: both halves can be read from it. */
export function cardApplicationId({ cardId, serviceId }: Pick<CardApplication, 'cardId' | 'serviceId'>): string {
  return `${cardId}/${serviceId}`
}

export function cardApplicationEvent<Name extends CardApplicationEventName>(
  application: ApplicationKey,
  name: Name,
  data: CardApplicationEventData[Name],
): CardApplicationEvent {
  const { personId } = application
  return {
    stream: 'card-application',
    id: cardApplicationId(application),
    personId,
    name,
    data,
  } as CardApplicationEvent
}

export function evolveCardApplication(
  state: CardApplication | undefined,
  event: CardApplicationEvent,
  at: Instant,
): CardApplication {
  if (!applicationMay(state?.state, event.name)) {
    throw new Error(`${event.name} of a service on a card that is ${state?.state ?? 'none'}`)
  }
  const [cardId = '', serviceId = ''] = event.id.split('/')
  const nothing = { personId: event.personId, cardId, serviceId, until: null, loadedBy: null, suspension: null }
  const moved = { state: applicationTransitions[event.name].to, stateSince: at }
  switch (event.name) {
    case 'application-loaded': {
      const { from, until, loadedBy } = event.data
      return { ...nothing, ...moved, from, until, loadedBy }
    }
    case 'application-suspended': {
      const { from, ...suspension } = event.data
      return { ...(state ?? { ...nothing, from }), ...moved, suspension }
    }
    default: {
      if (state === undefined) throw new Error(`${event.name} of nothing`)
      return { ...state, ...moved, suspension: null }
    }
  }
}
