import { type AccessContext, type AccessRefused, refused } from './access-decision.ts'
import { responsibleDepartment } from './organisation.ts'
import type { Role } from './role.ts'

/**
 * Roles of systems that call without a person: banks, factories, registers, departments, employers, institutions that serve with
 * the card (hospital, transit, park, library: `officeId` names the institution) and their terminals.
 */
export const clientRoles = [
  'bank-system',
  'factory',
  'register-system',
  'department-user',
  'employer-agent',
  'institution',
  'terminal',
] as const satisfies readonly Role[]
export type ClientRole = (typeof clientRoles)[number]

/** A public key in the form of RFC 7517; the private one never leaves the system. */
export interface PublicKey {
  readonly kty: 'EC' | 'OKP'
  readonly crv: 'P-256' | 'Ed25519'
  readonly x: string
  readonly y?: string
  readonly kid?: string
}

/** A system that signs in with a key of its own (RFC 7523) on the authority of an organisation. */
export interface SystemClient {
  readonly clientId: string
  readonly name: string
  readonly role: ClientRole
  readonly organisationId: string
  readonly bankId: string | null
  readonly officeId: string | null
  readonly district: string | null
  readonly employerId: string | null
  readonly keys: readonly PublicKey[]
  readonly status: 'active' | 'retired'
}

export interface SystemClientEventData {
  'client-registered': Omit<SystemClient, 'clientId' | 'status'>
  'client-keys-replaced': { readonly keys: readonly PublicKey[] }
  'client-retired': { readonly retiredBy: string }
}

export type SystemClientEvent = {
  readonly [Name in keyof SystemClientEventData]: {
    readonly stream: 'system-client'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: SystemClientEventData[Name]
  }
}[keyof SystemClientEventData]

export function systemClientEvent<Name extends keyof SystemClientEventData>(
  id: string,
  name: Name,
  data: SystemClientEventData[Name],
): SystemClientEvent {
  return { stream: 'system-client', id, personId: null, name, data } as SystemClientEvent
}

export function evolveSystemClient(state: SystemClient | undefined, event: SystemClientEvent): SystemClient {
  if (event.name === 'client-registered') return { clientId: event.id, ...event.data, status: 'active' }
  if (state === undefined) throw new Error(`${event.name} of a system that does not exist`)
  switch (event.name) {
    case 'client-keys-replaced':
      return { ...state, keys: event.data.keys }
    case 'client-retired':
      return { ...state, status: 'retired' }
  }
}

export function changeable(client: SystemClient, context: AccessContext): AccessRefused | undefined {
  if (client.status === 'retired') return refused('client-retired')
  return ofAnother(context, client.organisationId) ? refused('other-organisation') : undefined
}

/** True when the actor stands for another organisation that is not the responsible department. */
export function ofAnother({ actor }: AccessContext, organisationId: string): boolean {
  if (actor.role === 'system' || actor.organisationId === responsibleDepartment) return false
  return actor.organisationId !== organisationId
}
