import { useState } from 'react'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { BanksBesideEachOther } from './banks-beside-each-other.tsx'
import { FigureList } from './figure-list.tsx'

const words = createWords('figures', {
  zh: {
    title: '现行规则的数字',
    lead: '系统就按这些数字运行：时限、费用、次数。标“暂定”的，本市尚无公开的正式依据。',
    on: '按 {{day}} 有效的规则列出',
    find: '查找',
    findHint: '例如：补卡、挂失、费用',
    found: '{{count}} 项',
    none: '没有符合的规则。请换一个词。',
    sla: '承诺时限',
    fee: '费用',
    loss: '挂失',
    pin: '密码',
    photo: '相片',
    other: '其他规则',
  },
  en: {
    title: 'Figures of the rules in force',
    lead: 'The system runs on these: time limits, fees, counts. “Provisional” means that no published text of this city says so yet.',
    on: 'By the rules in force on {{day}}',
    find: 'Find',
    findHint: 'For example: re-issue, loss, fee',
    found: '{{count}} figures',
    none: 'No rule fits. Try another word.',
    sla: 'Promised times',
    fee: 'Fees',
    loss: 'Loss reports',
    pin: 'PIN',
    photo: 'Photo',
    other: 'Other rules',
  },
})

/** What people ask for first comes first; the first word of a key is its subject. */
const subjects = ['sla', 'fee', 'loss', 'pin', 'photo', 'other'] as const

function subjectOf({ key }: Value): (typeof subjects)[number] {
  return subjects.find((subject) => key.startsWith(`${subject}.`)) ?? 'other'
}

type Value = Answer<'policy/policy-values'>['values'][number]

/** Articles 12 and 17: what the rules say today, with source; nothing here is written by hand. */
export function FiguresPage() {
  const say = useSay(words)
  const moments = useMoments()
  const [text, setText] = useState('')
  const fits = ({ key, title }: Value) =>
    `${key} ${title.zh} ${title.en}`.toLowerCase().includes(text.trim().toLowerCase())
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="no-print">
        <TextField label={say('find')} hint={say('findHint')} value={text} onValue={setText} />
      </div>
      <Asked of={useRead('policy/policy-values', {})}>
        {({ on, values }) => {
          const found = values.filter(fits)
          const bySubject = Map.groupBy(found, subjectOf)
          return (
            <>
              <p className="quiet" role="status">
                {say('on', { day: moments.on(on) })} · {say('found', { count: found.length })}
              </p>
              {found.length === 0 && <Empty text={say('none')} />}
              {subjects.map((subject) => {
                const own = bySubject.get(subject)
                return (
                  own !== undefined && (
                    <section className="stack" key={subject}>
                      <h2>{say(subject)}</h2>
                      <FigureList values={own} />
                    </section>
                  )
                )
              })}
            </>
          )
        }}
      </Asked>
      <BanksBesideEachOther />
    </Page>
  )
}
