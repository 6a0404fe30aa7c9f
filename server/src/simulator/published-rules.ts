import type { Day } from '@yika/core/calendar/instant.ts'
import type { PolicyReader } from '@yika/core/decision/decision.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import { policyValues } from '@yika/core/policy/schema.ts'
import type { ApiClient } from './api-client.ts'

/** The rules of the city in force on a day, as the office publishes them: a party assumes no figure of its own. */
export async function publishedRules(client: ApiClient, on: Day, prefix: string): Promise<PolicyReader> {
  const { values } = await client.lookUp(policyValues, { on, prefix })
  const inForce = (key: string) => {
    const found = values.find((one) => one.key === key && one.scope === 'city')
    if (found === undefined) throw new PolicyMissing(key, on)
    return found.value
  }
  return {
    number: (key) => Number(inForce(key)),
    text: (key) => String(inForce(key)),
    flag: (key) => inForce(key) === true,
  }
}
