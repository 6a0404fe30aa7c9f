import type { Day } from '../calendar/instant.ts'

/** Article 16: a service whose own card gives way to the social security card. */
export interface Integration {
  readonly serviceId: string
  readonly oldCard: { readonly zh: string; readonly en: string }
  /** From this day no own card is issued. */
  readonly noOwnCardFrom: Day
  /** The last day on which old cards keep their rights. */
  readonly oldRightsUntil: Day
  readonly status: 'announced' | 'in-force'
  readonly announcedBy: string
  readonly signedBy: string | null
}

export interface IntegrationEventData {
  'integration-announced': Pick<Integration, 'oldCard' | 'noOwnCardFrom' | 'oldRightsUntil' | 'announcedBy'>
  'integration-signed': { readonly signedBy: string }
  /** Rights of old cards are only ever prolonged. */
  'old-rights-prolonged': { readonly oldRightsUntil: Day; readonly by: string }
}

export type IntegrationEvent = {
  readonly [Name in keyof IntegrationEventData]: {
    readonly stream: 'integration'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: IntegrationEventData[Name]
  }
}[keyof IntegrationEventData]

export function integrationEvent<Name extends keyof IntegrationEventData>(
  id: string,
  name: Name,
  data: IntegrationEventData[Name],
): IntegrationEvent {
  return { stream: 'integration', id, personId: null, name, data } as IntegrationEvent
}

export function evolveIntegration(state: Integration | undefined, event: IntegrationEvent): Integration {
  if (event.name === 'integration-announced') {
    return { serviceId: event.id, ...event.data, status: 'announced', signedBy: null }
  }
  if (state === undefined) throw new Error(`${event.name} of a service that is not integrated`)
  return event.name === 'integration-signed'
    ? { ...state, status: 'in-force', signedBy: event.data.signedBy }
    : { ...state, oldRightsUntil: event.data.oldRightsUntil }
}
