import { addDays, type Day } from '@yika/core/calendar/instant.ts'
import { formatPolicyValue } from '@yika/core/policy/format-policy-value.ts'
import type { PolicyFigure } from '@yika/core/policy/policy-figure.ts'
import { isGuideKey, policyFigureOf } from '@yika/core/policy/policy-figures.ts'
import type { PolicyBook } from '@yika/core/policy/policy-reader.ts'
import type { PolicyValue } from '@yika/core/policy/policy-value.ts'
import type { PublicPolicyValue } from '@yika/core/policy/schema.ts'

/** Every value in force on the day, for the city and for each district and bank; the texts of the guide have their own pages. */
export function valuesInForce(book: PolicyBook, on: Day): PublicPolicyValue[] {
  const values: PublicPolicyValue[] = []
  for (const versions of book.values()) {
    const position = versions.findIndex((version) => version.effectiveFrom <= on)
    const version = versions[position]
    if (version === undefined || (version.effectiveTo !== null && version.effectiveTo < on)) continue
    const figure = policyFigureOf(version.key)
    // A value whose figure a later release has dropped is read by nobody.
    if (figure === undefined || isGuideKey(version.key)) continue
    values.push(publicValue(figure, version, versions[position - 1]))
  }
  return values.sort((a, b) => (a.key + a.scope < b.key + b.scope ? -1 : 1))
}

function publicValue(figure: PolicyFigure, version: PolicyValue, next: PolicyValue | undefined): PublicPolicyValue {
  const { key, scope, value, unit, number, effectiveFrom, legalReference, source, owner, verified } = version
  return {
    key,
    title: figure.title,
    scope,
    value,
    unit,
    shown: { zh: formatPolicyValue(figure, value, 'zh'), en: formatPolicyValue(figure, value, 'en') },
    number: number as number,
    effectiveFrom,
    effectiveTo: lastDay(version, next),
    legalReference,
    source,
    owner,
    verified,
  }
}

/** The last day of a version: its own end, or the day before the next one begins. */
export function lastDay(version: PolicyValue, next: PolicyValue | undefined): Day | null {
  const cut = next === undefined ? null : addDays(next.effectiveFrom, -1)
  if (cut === null) return version.effectiveTo
  return version.effectiveTo !== null && version.effectiveTo < cut ? version.effectiveTo : cut
}
