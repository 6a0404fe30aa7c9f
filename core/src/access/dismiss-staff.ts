import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { mayAdminister, type Staff, type StaffEvent, staffEvent } from './staff.ts'

/** Article 11: who leaves a post loses access at once; the account and its history stay. */
export function dismissStaff(
  staff: Staff | undefined,
  context: AccessContext,
): AccessDecision<StaffEvent, { readonly staffId: string }> {
  if (staff === undefined) return refused('not-found')
  if (staff.status === 'dismissed') return refused('staff-dismissed')
  const barred = mayAdminister(context.actor, staff)
  if (barred !== undefined) return barred
  const { staffId } = staff
  const event = staffEvent(staffId, 'staff-dismissed', { dismissedBy: context.actor.id })
  return { accepted: true, events: [event], answer: { staffId } }
}
