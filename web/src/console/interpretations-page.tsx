import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { DoneNotice } from './done-notice.tsx'
import { figureTitle } from './figure-shown.ts'
import { PublishInterpretation } from './publish-interpretation.tsx'

const words = createWords('interpretations', {
  zh: {
    title: '条文解释',
    lead: '由主管部门公布，公众可见。解释不改变规则取值；需要改取值的另行提议。',
    back: '返回规则参数',
    empty: '尚未公布条文解释。',
    article: '第 {{article}} 条',
    withdrawn: '已撤回',
    on: '公布日期',
    source: '依据',
    rules: '相关规则',
    ended: '撤回',
    withdraw: '撤回解释',
    withdrawWhat: '公众页面将注明已撤回和原因；原文保留。',
    reason: '原因',
    missing: '请填写原因（至少 2 个字）。',
    done: '已撤回：第 {{article}} 条的解释。',
  },
  en: {
    title: 'Interpretations',
    lead: 'Published by the responsible department for everybody. They change no value; a value is proposed on its own.',
    back: 'Back to the rules',
    empty: 'No interpretation has been published.',
    article: 'Article {{article}}',
    withdrawn: 'withdrawn',
    on: 'Published',
    source: 'Source',
    rules: 'Rules',
    ended: 'Withdrawn',
    withdraw: 'Withdraw',
    withdrawWhat: 'The public page says that it was withdrawn and why; the text stays.',
    reason: 'Reason',
    missing: 'Say why (two characters at least).',
    done: 'Withdrawn: the interpretation of Article {{article}}.',
  },
})

export function InterpretationsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const [reason, setReason] = useState('')
  const asked = useRead('policy/interpretations', {})
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/policy">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {may('policy/publish-interpretation') && <PublishInterpretation onDone={setDone} />}
      <Asked of={asked}>
        {({ interpretations }) =>
          interpretations.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            interpretations.map((one) => (
              <article className="panel" key={one.interpretationId}>
                <h2>
                  {say('article', { article: one.article })} · {said(one.question)}{' '}
                  {one.withdrawnOn !== null && <Tag tone="bad">{say('withdrawn')}</Tag>}
                </h2>
                <p>{said(one.answer)}</p>
                <Facts
                  of={[
                    [say('on'), moments.on(one.publishedOn)],
                    [say('source'), one.source],
                    [say('rules'), one.policyKeys.map((key) => said(figureTitle(key))).join(' · ')],
                    [
                      say('ended'),
                      one.withdrawnOn === null
                        ? null
                        : `${moments.on(one.withdrawnOn)} · ${one.withdrawnBecause ?? ''}`,
                    ],
                  ]}
                />
                {one.withdrawnOn === null && may('policy/withdraw-interpretation') && (
                  <div className="row">
                    <Deed
                      name="policy/withdraw-interpretation"
                      label={say('withdraw')}
                      consequence={say('withdrawWhat')}
                      input={() =>
                        reason.trim().length < 2
                          ? say('missing')
                          : { interpretationId: one.interpretationId, reason: reason.trim() }
                      }
                      onDone={() => setDone(say('done', { article: one.article }))}
                    >
                      <TextField label={say('reason')} value={reason} maxLength={500} onValue={setReason} />
                    </Deed>
                  </div>
                )}
              </article>
            ))
          )
        }
      </Asked>
    </Page>
  )
}
