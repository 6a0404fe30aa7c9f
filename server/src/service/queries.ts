import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { formatPolicyValue } from '@yika/core/policy/format-policy-value.ts'
import { policyOwners } from '@yika/core/policy/policy-figure.ts'
import { guideKey, isGuideKey, policyFigureOf } from '@yika/core/policy/policy-figures.ts'
import { approvedVersions } from '@yika/core/policy/policy-reader.ts'
import type { PolicyValue } from '@yika/core/policy/policy-value.ts'
import { figuresBehind, guideItemOf, guideVersionOn, renderGuideItem } from '@yika/core/service/render-guide-item.ts'
import * as schema from '@yika/core/service/schema.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { lastDay } from '../policy/public-policy-value.ts'

function published(versions: readonly PolicyValue[], version: PolicyValue) {
  const next = versions[versions.indexOf(version) - 1]
  const { number, effectiveFrom, source, verified } = version
  return { number: number as number, effectiveFrom, effectiveTo: lastDay(version, next), source, verified }
}

function figureLine({ key, value, number, effectiveFrom, legalReference, source, verified }: PolicyValue) {
  const figure = policyFigureOf(key)
  if (figure === undefined) return []
  const shown = { zh: formatPolicyValue(figure, value, 'zh'), en: formatPolicyValue(figure, value, 'en') }
  return [
    { key, title: figure.title, shown, number: number as number, effectiveFrom, legalReference, source, verified },
  ]
}

/** Article 12: the public guide, from the rules in memory; a page costs no statement. */
export function servicePublicReads(cache: Pick<PolicyCache, 'book'>, today: () => Day): PublicRead[] {
  return [
    publicRead({
      operation: schema.guide,
      async answer(_db, input) {
        const on = (input.on ?? today()) as Day
        const book = cache.book()
        const keys = new Set([...book.values()].flatMap(([version]) => version?.key ?? []))
        const items = [...keys].filter(isGuideKey).flatMap((key) => {
          const item = key.slice(guideKey('').length)
          const version = guideVersionOn(book, item, on)
          if (version === undefined) return []
          const { order } = guideItemOf(version)
          const { title } = renderGuideItem(book, guideItemOf(version), on)
          const owner = policyOwners[version.owner]
          return [{ order, entry: { item, title, owner, ...published(approvedVersions(book, key), version) } }]
        })
        items.sort((a, b) => a.order - b.order || (a.entry.item < b.entry.item ? -1 : 1))
        return { on, items: items.map(({ entry }) => entry) }
      },
    }),
    publicRead({
      operation: schema.guideItem,
      async answer(_db, input) {
        const on = (input.on ?? today()) as Day
        const book = cache.book()
        const version = guideVersionOn(book, input.item, on)
        if (version === undefined) return refuse('guide-item-unknown', { item: input.item })
        const item = guideItemOf(version)
        const versions = approvedVersions(book, version.key)
        return {
          item: input.item,
          on,
          page: renderGuideItem(book, item, on),
          figures: figuresBehind(book, item, on).flatMap(figureLine),
          owner: policyOwners[version.owner],
          legalReference: version.legalReference,
          ...published(versions, version),
          history: versions.map((one) => ({ title: guideItemOf(one).title, ...published(versions, one) })),
        }
      },
    }),
  ]
}
