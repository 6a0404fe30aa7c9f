import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { enrolmentMs, mayAdminister, type Staff, type StaffEvent, staffEvent } from './staff.ts'

/** Article 11: after a reset the person enrols anew; the administrator never learns the password. */
export function resetStaffSignIn(
  staff: Staff | undefined,
  context: AccessContext,
): AccessDecision<StaffEvent, { readonly staffId: string; readonly enrolBy: Instant }> {
  if (staff === undefined) return refused('not-found')
  if (staff.status === 'dismissed') return refused('staff-dismissed')
  const barred = mayAdminister(context.actor, staff)
  if (barred !== undefined) return barred
  const { staffId } = staff
  const enrolBy = addMilliseconds(context.now, enrolmentMs)
  return {
    accepted: true,
    events: [staffEvent(staffId, 'staff-sign-in-reset', { enrolBy })],
    answer: { staffId, enrolBy },
  }
}
