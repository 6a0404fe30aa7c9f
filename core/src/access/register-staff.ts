import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { inForce, type Organisation } from './organisation.ts'
import { roleNotOfBody } from './role-of-body.ts'
import {
  enrolmentMs,
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

export interface RegisterStaff extends StaffPlaceInput {
  readonly employeeNumber: string
  readonly userName: string
  readonly role: StaffRole
}

export interface StaffWorld {
  readonly organisation: Organisation | undefined
  /** Other accounts of the same natural person. */
  readonly ofPerson: readonly Staff[]
  readonly userNameTaken: boolean
}

/** Article 6: an account gives one natural person one role in one organisation; the person sets the password. */
export function registerStaff(
  world: StaffWorld,
  command: RegisterStaff,
  context: AccessContext,
): AccessDecision<StaffEvent, { readonly staffId: string; readonly enrolBy: Instant }> {
  const { employeeNumber, userName, role } = command
  const place = placeOf(role, command)
  if ('accepted' in place) return place
  const unknown =
    isRegistered(role) && (world.organisation === undefined || !inForce(world.organisation, context.today))
  if (unknown) return refused('organisation-unknown', { organisationId: place.organisationId })
  const barred =
    mayAdminister(context.actor, { role, organisationId: place.organisationId }) ??
    roleNotOfBody(role, place, world.organisation) ??
    exclusive(role, world.ofPerson)
  if (barred !== undefined) return barred
  if (world.userNameTaken) return refused('user-name-taken')
  const staffId = context.newId()
  const enrolBy = addMilliseconds(context.now, enrolmentMs)
  const event = staffEvent(staffId, 'staff-registered', { ...place, employeeNumber, userName, role, enrolBy })
  return { accepted: true, events: [event], answer: { staffId, enrolBy } }
}
