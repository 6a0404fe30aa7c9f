import { firstValueEvents } from '../policy/first-policy-values.ts'
import type { PolicyFigure } from '../policy/policy-figure.ts'
import { guideKey, guideText } from '../policy/policy-figures.ts'
import { policySource } from '../policy/policy-source.ts'
import type { PolicyEvent } from '../policy/policy-value.ts'
import { firstGuide } from './first-guide.ts'

/** The regular phase of the third-generation card, which the guide describes. */
const guideFrom = '2026-01-04'

/** The events behind the guide as it is shipped: dated values like every other rule (M12.2). */
export function firstGuideEvents(): PolicyEvent[] {
  const figures = Object.entries(firstGuide).map(([item, content]): [string, PolicyFigure] => [
    guideKey(item),
    {
      ...guideText,
      first: [{ value: JSON.stringify(content), from: guideFrom, verified: false, source: policySource.proposal }],
    },
  ])
  return firstValueEvents(Object.fromEntries(figures))
}
