import type { Day, Instant } from '../calendar/instant.ts'
import { unitOf } from './check-policy-value.ts'
import type { PolicyFigure } from './policy-figure.ts'
import { policyFigures } from './policy-figures.ts'
import { evolvePolicyValue, type PolicyEvent, type PolicyValue, policyEvent } from './policy-value.ts'

/** Who stands as author of a value that came with the platform and that no office has decided yet. */
export const platformAuthor = 'platform'

export const adoptedAt = '2022-10-01T00:00:00.000Z' as Instant

/** The events behind the values that the platform brings along; the migration of the rules writes them. */
export function firstPolicyEvents(): PolicyEvent[] {
  return firstValueEvents(policyFigures, 'figure')
}

/** Identifiers of rows that come with a migration are the same in every installation. */
const idRange = { figure: '8017', guide: '8012' } as const

export function firstValueEvents(
  figures: Readonly<Record<string, PolicyFigure>>,
  range: keyof typeof idRange,
): PolicyEvent[] {
  const all = Object.entries(figures).flatMap(([key, figure]) =>
    figure.first.map((first, position) => ({ key, figure, first, number: position + 1 })),
  )
  return all.map(({ key, figure, first, number }, position) => {
    const id = `00000000-0000-${idRange[range]}-8000-${String(position + 1).padStart(12, '0')}`
    return policyEvent(id, 'policy-value-adopted', {
      key,
      scope: 'city',
      value: first.value,
      unit: unitOf(figure),
      effectiveFrom: first.from as Day,
      effectiveTo: (first.to ?? null) as Day | null,
      legalReference: first.legal ?? figure.legal,
      source: first.source,
      owner: figure.owner,
      verified: first.verified,
      author: platformAuthor,
      number,
    })
  })
}

/** The rules as they stand on an untouched installation: what decisions read in tests, too. */
export function firstPolicyValues(): PolicyValue[] {
  return firstPolicyEvents().map((event) => evolvePolicyValue(undefined, event, adoptedAt))
}
