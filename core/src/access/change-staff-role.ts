import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { inForce } from './organisation.ts'
import type { StaffWorld } from './register-staff.ts'
import { roleNotOfBody } from './role-of-body.ts'
import {
  exclusive,
  isRegistered,
  mayAdminister,
  placeOf,
  type Staff,
  type StaffEvent,
  type StaffPlaceInput,
  type StaffRole,
  staffEvent,
} from './staff.ts'

export interface ChangeStaffRole extends StaffPlaceInput {
  readonly staffId: string
  readonly role: StaffRole
}

/** Article 6: a new role or place ends what was signed in under the old one. */
export function changeStaffRole(
  staff: Staff | undefined,
  world: StaffWorld,
  command: ChangeStaffRole,
  context: AccessContext,
): AccessDecision<StaffEvent, { readonly staffId: string }> {
  if (staff === undefined) return refused('not-found')
  if (staff.status === 'dismissed') return refused('staff-dismissed')
  const { role } = command
  const place = placeOf(role, command)
  if ('accepted' in place) return place
  const unknown =
    isRegistered(role) && (world.organisation === undefined || !inForce(world.organisation, context.today))
  if (unknown) return refused('organisation-unknown', { organisationId: place.organisationId })
  const { staffId } = staff
  const barred =
    mayAdminister(context.actor, staff) ??
    mayAdminister(context.actor, { staffId, role, organisationId: place.organisationId }) ??
    roleNotOfBody(role, place, world.organisation) ??
    exclusive(
      role,
      world.ofPerson.filter((other) => other.staffId !== staffId),
    )
  if (barred !== undefined) return barred
  return {
    accepted: true,
    events: [staffEvent(staffId, 'staff-role-changed', { ...place, role })],
    answer: { staffId },
  }
}
