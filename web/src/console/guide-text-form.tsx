import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import type { Input } from '../client/operations.ts'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { createWords, useSay } from '../ui/words.ts'

export type GuideContent = Input<'service/propose-guide-item'>['content']

const words = createWords('guide-text-form', {
  zh: {
    title: '提议新文本',
    titleOf: '标题',
    conditions: '办理条件',
    materials: '所需材料',
    steps: '办理步骤',
    zh: '{{part}}（中文，每行一条）',
    en: '{{part}}（英文，每行一条）',
    uneven: '中英文条数不同：{{zh}} 与 {{en}}。请逐条对应。',
    from: '生效日期',
    source: '依据与理由',
    verified: '有本市正式文件依据',
    missing: '请填写生效日期（最早明天）、依据与理由。',
    change: '改动',
    same: '文本没有改动。',
    send: '提交，等待第二人批准',
    busy: '正在提交……',
    sent: '已提交新文本，等待第二人批准。',
  },
  en: {
    title: 'Propose another text',
    titleOf: 'Title',
    conditions: 'Conditions',
    materials: 'Papers',
    steps: 'Steps',
    zh: '{{part}} (Chinese, one a line)',
    en: '{{part}} (English, one a line)',
    uneven: 'Chinese and English differ in number: {{zh}} and {{en}}. Each line needs its partner.',
    from: 'From',
    source: 'Source and reason',
    verified: 'An official text of this city says so',
    missing: 'Enter a day from tomorrow on, and source and reason.',
    change: 'What changes',
    same: 'The text has not been changed.',
    send: 'Send for approval by a second person',
    busy: 'Sending …',
    sent: 'The new text waits for approval by a second person.',
  },
})

const parts = ['conditions', 'materials', 'steps'] as const
const languages = ['zh', 'en'] as const
type Text = GuideContent['title']

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const joined = (texts: readonly Text[], language: 'zh' | 'en'): string => texts.map((text) => text[language]).join('\n')

interface GuideTextFormProps {
  readonly item: string
  readonly content: GuideContent
  readonly onDone: (text: string) => void
}

/** The words of one item, line by line in both languages, with the lines that go and come marked before they are sent. */
export function GuideTextForm({ item, content, onDone }: GuideTextFormProps) {
  const say = useSay(words)
  const today = dayOf(instantOf(Date.now()))
  const propose = useDo('service/propose-guide-item')
  const [fault, setFault] = useState<string>()
  const [entered, change, forget] = useDraft(`guide.${item}`, {
    title: content.title,
    conditions: { zh: joined(content.conditions, 'zh'), en: joined(content.conditions, 'en') },
    materials: { zh: joined(content.materials, 'zh'), en: joined(content.materials, 'en') },
    steps: { zh: joined(content.steps, 'zh'), en: joined(content.steps, 'en') },
    from: addDays(today, 1) as string,
    source: '',
    verified: false,
  })
  const changes = parts.flatMap((part) =>
    languages.flatMap((language) => {
      const before = content[part].map((text) => text[language])
      const after = linesOf(entered[part][language])
      return [
        ...before.filter((line) => !after.includes(line)).map((line) => ({ line, gone: true })),
        ...after.filter((line) => !before.includes(line)).map((line) => ({ line, gone: false })),
      ]
    }),
  )
  const titleChanged = languages.some((language) => entered.title[language].trim() !== content.title[language])
  const send = () => {
    const texts = (part: (typeof parts)[number]): Text[] | undefined => {
      const zh = linesOf(entered[part].zh)
      const en = linesOf(entered[part].en)
      return zh.length === en.length ? zh.map((line, at) => ({ zh: line, en: en[at] ?? '' })) : undefined
    }
    const [conditions, materials, steps] = [texts('conditions'), texts('materials'), texts('steps')]
    if (conditions === undefined || materials === undefined || steps === undefined) {
      const part = parts.find((one) => texts(one) === undefined) ?? 'steps'
      const count = { zh: linesOf(entered[part].zh).length, en: linesOf(entered[part].en).length }
      return setFault(`${say(part)} · ${say('uneven', count)}`)
    }
    const source = entered.source.trim()
    if (source.length < 2 || entered.from <= today) return setFault(say('missing'))
    if (changes.length === 0 && !titleChanged) return setFault(say('same'))
    setFault(undefined)
    const title = { zh: entered.title.zh.trim(), en: entered.title.en.trim() }
    propose.mutate(
      {
        item,
        content: { ...content, title, conditions, materials, steps },
        effectiveFrom: entered.from,
        source,
        verified: entered.verified,
      },
      {
        onSuccess: () => {
          forget()
          onDone(say('sent'))
        },
      },
    )
  }
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!propose.isPending) send()
      }}
    >
      <h2>{say('title')}</h2>
      <div className="split">
        {languages.map((language) => (
          <TextField
            key={language}
            label={say(language, { part: say('titleOf') })}
            value={entered.title[language]}
            onValue={(value) => change({ ...entered, title: { ...entered.title, [language]: value } })}
          />
        ))}
        {parts.flatMap((part) =>
          languages.map((language) => (
            <TextAreaField
              key={`${part} ${language}`}
              label={say(language, { part: say(part) })}
              rows={Math.max(3, linesOf(entered[part][language]).length + 1)}
              value={entered[part][language]}
              onValue={(value) => change({ ...entered, [part]: { ...entered[part], [language]: value } })}
            />
          )),
        )}
      </div>
      {changes.length > 0 && (
        <section className="stack">
          <h3>{say('change')}</h3>
          <ul>
            {changes.map(({ line, gone }) => (
              <li key={`${gone} ${line}`}>{gone ? <del>{line}</del> : <ins>{line}</ins>}</li>
            ))}
          </ul>
        </section>
      )}
      <TextField
        label={say('from')}
        type="date"
        min={addDays(today, 1)}
        value={entered.from}
        onValue={(from) => change({ ...entered, from })}
      />
      <TextField
        label={say('source')}
        maxLength={500}
        value={entered.source}
        onValue={(source) => change({ ...entered, source })}
      />
      <CheckField
        label={say('verified')}
        checked={entered.verified}
        onValue={(verified) => change({ ...entered, verified })}
      />
      {fault !== undefined && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      {propose.error !== null && <ProblemNotice error={propose.error} />}
      <div className="row actions">
        <Button type="submit" look="main" busy={propose.isPending}>
          {propose.isPending ? say('busy') : say('send')}
        </Button>
      </div>
    </form>
  )
}
