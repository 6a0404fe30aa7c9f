import type { Custodian } from '../kernel/custody/custodian.ts'
import { base32 } from '../kernel/custody/totp.ts'

/**
 * The code with which a member of staff sets the first password: it follows from the account and its count of resets
 * under a key of the custodian, so that it lies in no table and ends with the next reset.
 */
export function enrolmentCode(custodian: Custodian, staff: { readonly staffId: string; readonly enrolment: number }) {
  const mac = custodian.blindIndex('sign-in', `enrolment|${staff.staffId}|${staff.enrolment}`)
  return (base32(mac.subarray(0, 10)).match(/.{4}/g) ?? []).join('-')
}
