import type { PolicyReader } from '@yika/core/decision/decision.ts'
import type { Answer } from '../client/operations.ts'

type PolicyValues = Answer<'policy/policy-values'>['values']

/** The published rules, read as core reads them: the advice of this page and the verdict of the server have one source. */
export function publishedRules(values: PolicyValues): PolicyReader {
  const value = (key: string): unknown => values.find((one) => one.key === key && one.scope === 'city')?.value
  return {
    number: (key) => Number(value(key)),
    text: (key) => String(value(key)),
    flag: (key) => value(key) === true,
  }
}
