import type { Day } from '@yika/core/calendar/instant.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import { type PolicyBook, policyInForce } from '@yika/core/policy/policy-reader.ts'

/** Which version of a city rule holds on a day, `medical.employee.outpatient@1`, and whether an official text bears it out (M17.6). */
export function citeRule(book: () => PolicyBook) {
  return (key: string, on: Day): { readonly rule: string; readonly verified: boolean } => {
    const version = policyInForce(book(), key, on)
    if (version === undefined) throw new PolicyMissing(key, on)
    return { rule: `${key}@${version.number}`, verified: version.verified }
  }
}
