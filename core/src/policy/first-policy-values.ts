import type { Day, Instant } from '../calendar/instant.ts'
import { unitOf } from './check-policy-value.ts'
import type { PolicyFigure } from './policy-figure.ts'
import { policyFigures } from './policy-figures.ts'
import { evolvePolicyValue, type PolicyEvent, type PolicyValue, policyEvent } from './policy-value.ts'

/** Who stands as author of a value that came with the platform and that no office has decided yet. */
const platformAuthor = 'platform'

export const adoptedAt = '2022-10-01T00:00:00.000Z' as Instant

/** The events behind the values that the platform brings along; the migration of the rules writes them. */
export function firstPolicyEvents(): PolicyEvent[] {
  return firstValueEvents(policyFigures)
}

/** Rows that come with a migration have the same identifier in every installation: it follows from key and version. */
function firstValueId(key: string, number: number): string {
  const hash = [...`${key}@${number}`].reduce(
    (sum, character) => ((sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn,
    0xcbf29ce484222325n,
  )
  const hex = hash.toString(16).padStart(16, '0')
  return `00000000-0000-8017-8${hex.slice(1, 4)}-${hex.slice(4)}`
}

export function firstValueEvents(figures: Readonly<Record<string, PolicyFigure>>): PolicyEvent[] {
  return Object.entries(figures).flatMap(([key, figure]) =>
    figure.first.map((first, position) =>
      policyEvent(firstValueId(key, position + 1), 'policy-value-adopted', {
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
        number: position + 1,
      }),
    ),
  )
}

/** The rules as they stand on an untouched installation: what decisions read in tests, too. */
export function firstPolicyValues(): PolicyValue[] {
  return firstPolicyEvents().map((event) => evolvePolicyValue(undefined, event, adoptedAt))
}
