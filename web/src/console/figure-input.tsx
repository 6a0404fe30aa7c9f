import type { PolicyFigure } from '@yika/core/policy/policy-figure.ts'
import { policyUnits } from '@yika/core/policy/policy-unit.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('figure-input', {
  zh: {
    value: '新取值',
    pick: '请选择',
    yes: '是',
    no: '否',
    range: '{{minimum}} 至 {{maximum}}，整数，单位：{{unit}}',
    fen: '{{minimum}} 至 {{maximum}}，单位：分（100 分 = 1 元）',
    digits: '只填数字',
    list: '数字，用英文逗号分隔，例如 1,2,3',
    text: '文字，写在一行里',
    calendar: '按年份列出放假和调休日的 JSON；在现行日历上添加新年份即可。',
  },
  en: {
    value: 'New value',
    pick: 'Choose',
    yes: 'yes',
    no: 'no',
    range: '{{minimum}} to {{maximum}}, a whole number of {{unit}}',
    fen: '{{minimum}} to {{maximum}} fen (100 fen are 1 yuan)',
    digits: 'Digits only',
    list: 'Numbers with commas between them, such as 1,2,3',
    text: 'Text on one line',
    calendar: 'JSON with the days off and the days worked of each year; add the new year to what is in force.',
  },
})

interface FigureInputProps {
  readonly figure: PolicyFigure
  readonly value: string
  readonly fault: string | undefined
  readonly onValue: (value: string) => void
}

/** The control that fits a figure: a number with its unit and range, yes or no, one of a list, a text. */
export function FigureInput({ figure, value, fault, onValue }: FigureInputProps) {
  const say = useSay(words)
  const said = useSaid()
  const common = { label: say('value'), fault, value, onValue }
  if (figure.kind === 'number') {
    const { minimum, maximum, unit } = figure
    const { zh, many } = policyUnits[unit]
    const hint = say(unit === 'fen' ? 'fen' : 'range', {
      minimum,
      maximum,
      unit: said({ zh: zh || '—', en: many || '—' }),
    })
    return <TextField {...common} hint={hint} inputMode="numeric" autoComplete="off" />
  }
  if (figure.kind === 'flag') {
    const options = [
      { value: 'true', label: say('yes') },
      { value: 'false', label: say('no') },
    ]
    return <SelectField {...common} options={options} any={say('pick')} />
  }
  if ('oneOf' in figure) {
    const options = Object.entries(figure.oneOf).map(([code, name]) => ({ value: code, label: said(name) }))
    return <SelectField {...common} options={options} any={say('pick')} />
  }
  if ('pattern' in figure) {
    return <TextField {...common} hint={say(formOf(figure.pattern))} autoComplete="off" />
  }
  return <TextAreaField {...common} hint={say('calendar')} rows={12} spellCheck={false} />
}

/** What a person is told of a form that only programs read. */
function formOf(pattern: string): 'digits' | 'list' | 'text' {
  if (pattern.includes(',[')) return 'list'
  return pattern.startsWith('^[0-9]') ? 'digits' : 'text'
}

/** What was typed as a value of the figure; what does not fit is left to the check to name. */
export function contentOf(figure: PolicyFigure, text: string): number | string | boolean {
  if (figure.kind === 'number') return text.trim() === '' ? Number.NaN : Number(text.trim())
  if (figure.kind === 'flag') return text === 'true' ? true : text === 'false' ? false : ''
  return text
}
