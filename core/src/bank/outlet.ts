import type { Day } from '../calendar/instant.ts'
import type { DomainEvent } from '../decision/decision.ts'
import type { District } from '../identifier/district.ts'

/** What helps elderly and disabled persons at an outlet (M7.14, M12.5). */
export const accessibilityMarks = [
  'step-free',
  'accessible-toilet',
  'parking',
  'wheelchair-loan',
  'sign-language',
  'hearing-loop',
  'braille',
  'large-type',
  'home-visit',
] as const

export type AccessibilityMark = (typeof accessibilityMarks)[number]

/** One span of opening: 1 Monday … 7 Sunday, times of the city. Public holidays are not written here. */
export interface OpeningHours {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7
  readonly from: string
  readonly to: string
}

/** What can change about an outlet. */
export interface OutletDetails {
  readonly name: { readonly zh: string; readonly en: string | null }
  readonly district: District
  readonly address: string
  /** Degrees in CGCS2000, six decimals at most. */
  readonly longitude: number
  readonly latitude: number
  readonly phone: string | null
  /** 即时制卡: the card is made and handed over in one visit. */
  readonly instantIssue: boolean
  readonly openingHours: readonly OpeningHours[]
  readonly accessibility: readonly AccessibilityMark[]
}

/** An outlet of a cooperating bank at which cards are handled (Article 7). */
export interface Outlet extends OutletDetails {
  readonly outletId: string
  readonly bankId: string
  readonly openedOn: Day
  /** The first day without service; null while no end is set. */
  readonly closedOn: Day | null
}

export type OutletEvent =
  | (OutletEventBase & {
      readonly name: 'outlet-opened'
      readonly data: OutletDetails & { readonly bankId: string; readonly openedOn: Day }
    })
  | (OutletEventBase & { readonly name: 'outlet-changed'; readonly data: OutletDetails })
  | (OutletEventBase & {
      readonly name: 'outlet-closed'
      readonly data: { readonly closedOn: Day; readonly reason: string }
    })

interface OutletEventBase extends DomainEvent {
  readonly stream: 'outlet'
  readonly personId: null
}

export function evolveOutlet(state: Outlet | undefined, event: OutletEvent): Outlet {
  if (event.name === 'outlet-opened') return { ...event.data, outletId: event.id, closedOn: null }
  if (state === undefined) throw new Error(`${event.name} of an outlet that was not opened`)
  switch (event.name) {
    case 'outlet-changed':
      return { ...state, ...event.data }
    case 'outlet-closed':
      return { ...state, closedOn: event.data.closedOn }
  }
}

export function outletEvent<Name extends OutletEvent['name']>(
  outletId: string,
  name: Name,
  data: Extract<OutletEvent, { name: Name }>['data'],
): OutletEvent {
  return { stream: 'outlet', id: outletId, personId: null, name, data } as OutletEvent
}

export function outletOpenOn(outlet: Pick<Outlet, 'openedOn' | 'closedOn'>, day: Day): boolean {
  return outlet.openedOn <= day && (outlet.closedOn === null || day < outlet.closedOn)
}
