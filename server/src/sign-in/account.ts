import type { Actor } from '@yika/core/access/actor.ts'
import type { Staff } from '@yika/core/access/staff.ts'
import type { SystemClient } from '@yika/core/access/system-client.ts'
import { otherAccountsOf, staffById, systemClient } from '../access/store.ts'
import type { CitizenEntry, SignInParts } from './parts.ts'

/**
 * Who has signed in, as the provider keeps it. A staff account carries its generation: after a dismissal, a reset or a
 * change of role everything that was signed in before names an account that is no more.
 */
export function staffAccountId(staff: Staff): string {
  return `staff:${staff.staffId}:${staff.generation}`
}

export function citizenAccountId(personId: string): string {
  return `person:${personId}`
}

/** The actor of an account as the books stand now; undefined when the account has ended. */
export async function actorOfAccount(parts: SignInParts, accountId: string): Promise<Actor | undefined> {
  const [kind, id = '', generation] = accountId.split(':')
  if (kind === 'staff') {
    const staff = (await staffById(parts.db, [id])).get(id)
    const current = staff?.status === 'active' && String(staff.generation) === generation
    if (!current) return undefined
    const otherAccounts = await otherAccountsOf(parts.db, staff)
    return { ...staffActor(staff), ...(otherAccounts.length === 0 ? {} : { otherAccounts }) }
  }
  const citizen = await parts.citizens.byPersonId(id)
  return citizen === undefined ? undefined : citizenActor(citizen)
}

export async function actorOfClient(parts: SignInParts, clientId: string): Promise<Actor | undefined> {
  const client = await systemClient(parts.db, clientId)
  return client?.status === 'active' ? { id: client.clientId, role: client.role, ...placeOf(client) } : undefined
}

export function staffActor(staff: Staff): Actor {
  return { id: staff.staffId, role: staff.role, ...placeOf(staff) }
}

export function citizenActor({ personId, district }: CitizenEntry): Actor {
  return { id: personId, role: 'citizen', organisationId: 'self', personId, district }
}

function placeOf(of: Staff | SystemClient): Omit<Actor, 'id' | 'role'> {
  const { organisationId, bankId, officeId, district, employerId } = of
  return {
    organisationId,
    ...(bankId === null ? {} : { bankId }),
    ...(officeId === null ? {} : { officeId }),
    ...(district === null ? {} : { district }),
    ...(employerId === null ? {} : { employerId }),
  }
}
