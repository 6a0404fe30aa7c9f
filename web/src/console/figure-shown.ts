import { formatPolicyValue } from '@yika/core/policy/format-policy-value.ts'
import { isGuideKey, policyFigureOf } from '@yika/core/policy/policy-figures.ts'
import type { PolicyContent } from '@yika/core/policy/policy-value.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

const longest = 80

/** A value with its unit; a whole calendar or a page of the guide is named, not printed. */
export function figureShown(key: string, value: PolicyContent): Bilingual {
  const figure = policyFigureOf(key)
  if (isGuideKey(key))
    return { zh: `办事指南文本（${String(value).length} 字符）`, en: `Guide text (${String(value).length} characters)` }
  if (figure === undefined) return { zh: String(value), en: String(value) }
  const shown = (language: 'zh' | 'en') => {
    const text = formatPolicyValue(figure, value, language)
    return text.length > longest ? `${text.slice(0, longest)}…` : text
  }
  return { zh: shown('zh'), en: shown('en') }
}

export function figureTitle(key: string): Bilingual {
  const figure = policyFigureOf(key)
  if (figure === undefined) return { zh: key, en: key }
  if (!isGuideKey(key)) return figure.title
  const item = key.slice(key.indexOf('.') + 1)
  return { zh: `办事指南：${item}`, en: `Service guide: ${item}` }
}
