import type { Day } from '../../calendar/instant.ts'
import { firstPolicyValues } from '../../policy/first-policy-values.ts'
import { policyBook, policyInForce, policyReader } from '../../policy/policy-reader.ts'
import type { PricedLine } from './bill.ts'
import type { Terms } from './terms.ts'
import { type Care, type Cite, type InsuredPerson, termsOf } from './terms-of.ts'

export const today = '2026-11-23' as Day
const book = policyBook(firstPolicyValues())
export const policy = policyReader(book, today)
export const cite: Cite = (key, on) => {
  const { number, verified } = policyInForce(book, key, on) ?? { number: 0, verified: false }
  return { rule: `${key}@${number}`, verified }
}

export function insured(
  kind: 'employee-medical' | 'resident-medical',
  birthOn: string,
  more: readonly 'education'[] = [],
): InsuredPerson {
  const held = { status: 'held', since: '2020-01-01' as Day, endedOn: null } as const
  return {
    person: { birthOn: birthOn as Day, sex: '1' },
    grounds: [kind, ...more].map((one) => ({ kind: one, ...held })),
  }
}

export function terms(of: InsuredPerson, care: Partial<Care> = {}): Terms {
  const institution = { grade: 3, community: false } as const
  const found = termsOf(
    of,
    { treatment: 'outpatient', servedOn: today, institution, referred: false, ...care },
    policy,
    cite,
  )
  if ('accepted' in found) throw new Error(found.code)
  return found
}

export function inScope(amount: number, line = 1): PricedLine {
  return {
    ...{ line, code: `T${line}`, quantity: 1, amount, item: `T${line}@2022-10-01`, class: 'A', ownPerMille: 0 },
    ...{ outOfScope: 0, ownShare: 0, inScope: amount },
  }
}
