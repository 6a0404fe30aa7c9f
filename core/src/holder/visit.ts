import type { Instant } from '../calendar/instant.ts'
import type { DocumentType } from '../identifier/document-type.ts'

/** A proven presence at a counter (M7.13, M9.3): as long as it is open, the office may act for the person. */
export interface CounterVisit {
  readonly visitId: string
  readonly personId: string
  readonly officeId: string
  readonly presenter: 'holder' | 'guardian' | 'proxy'
  /** Person id of who stands at the counter. */
  readonly presenterId: string
  /** What the proxy may do; null for holder and guardian. */
  readonly scope: readonly string[] | null
  readonly documentType: DocumentType
  readonly openedBy: string
  readonly openedAt: Instant
  readonly until: Instant
  readonly closedAt: Instant | null
}

export interface VisitEventData {
  'visit-opened': Omit<CounterVisit, 'visitId' | 'personId' | 'openedAt' | 'closedAt'>
  'visit-closed': { readonly closedBy: string }
}

export type VisitEventName = keyof VisitEventData

export type VisitEvent<Name extends VisitEventName = VisitEventName> = {
  readonly [N in Name]: {
    readonly stream: 'visit'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: VisitEventData[N]
  }
}[Name]

export function visitEvent<Name extends VisitEventName>(
  visit: { readonly visitId: string; readonly personId: string },
  name: Name,
  data: VisitEventData[Name],
): VisitEvent<Name> {
  return { stream: 'visit', id: visit.visitId, personId: visit.personId, name, data } as VisitEvent<Name>
}

export function evolveVisit(visit: CounterVisit | undefined, event: VisitEvent, at: Instant): CounterVisit {
  if (event.name === 'visit-opened') {
    if (visit !== undefined) throw new Error(`visit ${event.id} exists already`)
    return { visitId: event.id, personId: event.personId, ...event.data, openedAt: at, closedAt: null }
  }
  if (visit === undefined) throw new Error(`visit ${event.id} does not exist: ${event.name}`)
  return { ...visit, closedAt: at }
}

export function isOpen(visit: Pick<CounterVisit, 'closedAt' | 'until'>, now: Instant): boolean {
  return visit.closedAt === null && now < visit.until
}
