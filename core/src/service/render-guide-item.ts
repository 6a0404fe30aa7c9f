import type { Day } from '../calendar/instant.ts'
import { fillFigures } from '../policy/figures-in-text.ts'
import { formatPolicyValue } from '../policy/format-policy-value.ts'
import { guideKey, policyFigureOf } from '../policy/policy-figures.ts'
import { type PolicyBook, policyInForce } from '../policy/policy-reader.ts'
import type { PolicyValue } from '../policy/policy-value.ts'
import { figuresOf, type GuideItem, type GuideText, guideChannels } from './guide-item.ts'

type Language = 'zh' | 'en'

/** Printed beside a figure that no official text of the city says (M17.6). */
const provisionalMark = { zh: '（暂定）', en: ' (provisional value)' } as const
/** Printed where the rules have no value on the day. */
const unpublishedMark = { zh: '（尚未公布）', en: '(not published)' } as const

/** The version of the item that is in force on the day. */
export function guideVersionOn(book: PolicyBook, item: string, on: Day): PolicyValue | undefined {
  return policyInForce(book, guideKey(item), on)
}

export function guideItemOf(version: PolicyValue): GuideItem {
  return JSON.parse(String(version.value)) as GuideItem
}

/** The item with its figures written out in both languages, as they stand on the day: page and behaviour cannot differ. */
export function renderGuideItem(book: PolicyBook, item: GuideItem, on: Day): GuideItemPage {
  const print = (key: string, language: Language): string => {
    const version = policyInForce(book, key, on)
    const figure = policyFigureOf(key)
    if (version === undefined || figure === undefined) return unpublishedMark[language]
    const mark = version.verified ? '' : provisionalMark[language]
    return `${formatPolicyValue(figure, version.value, language)}${mark}`
  }
  const figure = (key: string): GuideText => ({ zh: print(key, 'zh'), en: print(key, 'en') })
  const fill = ({ zh, en }: GuideText): GuideText => ({
    zh: fillFigures(zh, (key) => print(key, 'zh')),
    en: fillFigures(en, (key) => print(key, 'en')),
  })
  return {
    title: fill(item.title),
    conditions: item.conditions.map(fill),
    materials: item.materials.map(fill),
    steps: item.steps.map(fill),
    channels: item.channels.map((channel) => ({ channel, ...guideChannels[channel] })),
    timeLimits: item.timeLimits.map((limit) => ({ of: fill(limit.of), limit: figure(limit.figure) })),
    fees: item.fees.map((fee) => ({ of: fill(fee.of), fee: figure(fee.figure) })),
    contact: figure(item.contact),
  }
}

/** The values behind a page, each once, with their versions: the reader can see where every figure comes from. */
export function figuresBehind(book: PolicyBook, item: GuideItem, on: Day): readonly PolicyValue[] {
  return figuresOf(item).flatMap((key) => policyInForce(book, key, on) ?? [])
}

export interface GuideItemPage {
  readonly title: GuideText
  readonly conditions: GuideText[]
  readonly materials: GuideText[]
  readonly steps: GuideText[]
  readonly channels: { readonly channel: GuideItem['channels'][number]; readonly zh: string; readonly en: string }[]
  readonly timeLimits: { readonly of: GuideText; readonly limit: GuideText }[]
  readonly fees: { readonly of: GuideText; readonly fee: GuideText }[]
  readonly contact: GuideText
}
