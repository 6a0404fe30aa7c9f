import { useState } from 'react'
import { applicationReasonWords } from '../ui/application-words.ts'
import { Choice } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { chosen, useApplying } from './applying.ts'

const words = createWords('apply-kind', {
  zh: {
    question: '您要办理哪项业务？',
    lead: '这里只列出现在可以办理的业务。',
    missing: '请选择一项业务。',
    none: '现在没有可以办理的业务。请看下面的说明。',
    others: '其他业务为什么现在不能办？',
  },
  en: {
    question: 'What do you need?',
    lead: 'Only what can be done now is listed.',
    missing: 'Choose one of them.',
    none: 'Nothing can be applied for now. See below why, and what helps.',
    others: 'Why can the rest not be done now?',
  },
})

/** M7.1, M7.5, M7.6: what the server allows now; for the rest the reason and what to do. */
export function ApplyKindPage() {
  const say = useSay(words)
  const said = useSaid()
  const applying = useApplying()
  const { draft, change, answer } = applying
  const [fault, setFault] = useState(false)
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      lead={say('lead')}
      fault={fault ? say('missing') : undefined}
      onSubmit={(choices) => (chosen(draft, choices) === undefined ? setFault(true) : answer({}, choices))}
    >
      {({ choices }) => {
        const open = choices.filter(({ refusal }) => refusal === null)
        const shut = choices.filter(({ refusal }) => refusal !== null)
        return (
          <>
            {open.length === 0 ? (
              <Empty text={say('none')} />
            ) : (
              <Choice
                legend={say('question')}
                legendUnseen
                value={draft.reason ?? ''}
                options={open.map(({ reason }) => ({
                  value: reason,
                  label: said(applicationReasonWords[reason]),
                  about: said(applicationReasonWords[reason].about),
                }))}
                onValue={(reason) => {
                  setFault(false)
                  if (reason !== '') change({ reason })
                }}
              />
            )}
            {shut.length > 0 && (
              <details open={open.length === 0}>
                <summary>{say('others')}</summary>
                <ul className="plain-list">
                  {shut.map(({ reason, refusal }) => (
                    <li key={reason} className="panel">
                      <strong>{said(applicationReasonWords[reason])}</strong>
                      {refusal !== null && (
                        <p className="small">
                          {said(refusal)} {said(refusal.remedy)}
                        </p>
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )
      }}
    </ApplyStep>
  )
}
