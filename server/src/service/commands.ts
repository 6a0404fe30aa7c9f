import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { guideKey } from '@yika/core/policy/policy-figures.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import { proposeValue } from '@yika/core/policy/propose-policy-value.ts'
import { unknownFigureIn } from '@yika/core/service/guide-item.ts'
import * as schema from '@yika/core/service/schema.ts'
import { type Command, command } from '../kernel/command.ts'
import { type PolicyWorld, policyWorld } from '../policy/commands.ts'
import { policyStream, versionsOfKeys } from '../policy/store.ts'

/** Article 12: an item of the guide is a dated text; like every rule it is approved by a second person. */
export function serviceCommands(): Command[] {
  return [
    command({
      operation: schema.proposeGuideItem,
      streams: [policyStream],
      async load(tx, requests) {
        return policyWorld(await versionsOfKeys(tx, [...new Set(requests.map(({ input }) => guideKey(input.item)))]))
      },
      subject: () => ({}),
      decide(world: PolicyWorld, { item, content, effectiveFrom, effectiveTo, source, verified }, context) {
        const unknown = unknownFigureIn(content)
        if (unknown !== undefined) return refuse('guide-figure-unknown', { key: unknown })
        const decision = proposeValue(
          policyBook([...world['policy-value'].values()]),
          {
            key: guideKey(item),
            scope: 'city',
            value: JSON.stringify(content),
            effectiveFrom: effectiveFrom as Day,
            ...(effectiveTo === undefined ? {} : { effectiveTo: effectiveTo as Day }),
            source,
            verified,
          },
          context,
        )
        return decision.accepted ? { ...decision, answer: { policyValueId: decision.answer.policyValueId } } : decision
      },
    }),
  ]
}
