import type { PolicyFigure } from './policy-figure.ts'
import { policyUnits } from './policy-unit.ts'
import type { PolicyContent } from './policy-value.ts'

/** A value with its unit, as the guide and the counters print it. Money is kept in fen and printed in yuan. */
export function formatPolicyValue(figure: PolicyFigure, value: PolicyContent, language: 'zh' | 'en'): string {
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'string')
    return figure.kind === 'text' && 'oneOf' in figure ? word(figure, value, language) : value
  if (figure.kind !== 'number') return String(value)
  const shown = figure.unit === 'fen' ? yuan(value) : String(value)
  const { zh, one, many } = policyUnits[figure.unit]
  if (language === 'zh') return `${shown}${zh}`
  const unit = value === 1 || (figure.unit === 'fen' && value === 100) ? one : many
  return unit === '' || unit === '%' ? `${shown}${unit}` : `${shown} ${unit}`
}

function word(
  figure: { readonly oneOf: Readonly<Record<string, { readonly zh: string; readonly en: string }>> },
  value: string,
  language: 'zh' | 'en',
): string {
  return figure.oneOf[value]?.[language] ?? value
}

function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}
