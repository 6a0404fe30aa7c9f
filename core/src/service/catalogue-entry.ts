import type { Day } from '../calendar/instant.ts'
import type { CardService } from './card-service.ts'

/** M16.4: why a service needs a card of its own, and which services of the field were looked at before. */
export interface OwnCard {
  readonly reason: string
  readonly considered: readonly string[]
}

/** A service with how it came into the catalogue. */
export interface CatalogueEntry extends CardService {
  readonly ownCard: OwnCard | null
  readonly publishedBy: string
}

export interface CatalogueEventData {
  'service-published': Omit<CatalogueEntry, 'serviceId'>
  'service-ended': { readonly until: Day; readonly reason: string }
}

export type CatalogueEvent = {
  readonly [Name in keyof CatalogueEventData]: {
    readonly stream: 'card-service'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: CatalogueEventData[Name]
  }
}[keyof CatalogueEventData]

export function catalogueEvent<Name extends keyof CatalogueEventData>(
  id: string,
  name: Name,
  data: CatalogueEventData[Name],
): CatalogueEvent {
  return { stream: 'card-service', id, personId: null, name, data } as CatalogueEvent
}

export function evolveCatalogue(state: CatalogueEntry | undefined, event: CatalogueEvent): CatalogueEntry {
  if (event.name === 'service-published') return { serviceId: event.id, ...event.data }
  if (state === undefined) throw new Error(`${event.name} of a service that does not exist`)
  return { ...state, until: event.data.until }
}

/** Whether the entry is in force on the day. */
export function serviceInForce({ from, until }: Pick<CatalogueEntry, 'from' | 'until'>, on: Day): boolean {
  return from <= on && (until === null || on <= until)
}
