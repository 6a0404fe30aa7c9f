import type { Role } from './role.ts'

/**
 * The party on whose authority a command or a read runs (Article 6). The fields beside `role` place the actor:
 * a rule compares them with the same fields of the subject.
 */
export interface Actor {
  /** Person id of a citizen, staff id, or client id of a system. */
  readonly id: string
  readonly role: Role
  /** The organisation on whose authority the actor acts; a citizen acts on their own: `self`. */
  readonly organisationId: string
  readonly personId?: string
  /** The other accounts of the same natural person, dismissed ones too: rules of two persons count people. */
  readonly otherAccounts?: readonly string[]
  readonly bankId?: string
  /** Bank outlet, district hall or street point at which the actor sits. */
  readonly officeId?: string
  /** GB/T 2260 code of the actor's district, or the code of a service area. */
  readonly district?: string
  readonly employerId?: string
}

/** The party that runs scheduled work and outbox tasks. */
export const systemActor: Actor = { id: 'system', role: 'system', organisationId: 'yika' }
