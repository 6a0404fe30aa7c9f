import { type ReactNode, useState } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { useKeys } from '../ui/keys.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { deedWords } from './deed-words.ts'
import { DutyNotice } from './duty-notice.tsx'
import { useBack } from './use-back.ts'

const words = createWords('deed', {
  zh: { effects: '办理后', missing: '请先完成上面的内容。' },
  en: { effects: 'What it does', missing: 'First complete what is asked for above.' },
})

interface DeedPageProps {
  readonly title: string
  readonly submit: string
  readonly effects: readonly string[]
  readonly grave?: boolean
  readonly busy: boolean
  readonly error: CallFailed | null
  /** The holder has to be shown the duty first. */
  readonly duty?: boolean
  /** False while something on the page still has to be done. */
  readonly ready?: boolean
  readonly onSubmit: () => void
  readonly children?: ReactNode
}

/** A deed of the counter: what it will do is said before it is done; F9 does it, Esc goes back. */
export function DeedPage(props: DeedPageProps) {
  const { title, submit, effects, grave = false, busy, error, duty = false, ready = true, onSubmit, children } = props
  const say = useSay(words)
  const deed = useSay(deedWords)
  const back = useBack()
  const [shown, setShown] = useState(false)
  const [missing, setMissing] = useState(false)
  const complete = ready && (!duty || shown)
  const run = () => {
    if (busy) return
    setMissing(!complete)
    if (complete) onSubmit()
  }
  useKeys([
    { key: 'F9', label: submit, run },
    { key: 'Escape', label: deed('back'), run: back },
  ])
  return (
    <QuestionPage
      question={title}
      submit={submit}
      grave={grave}
      busy={busy}
      error={error}
      submitKey="F9"
      onSubmit={run}
    >
      {children}
      <section className="stack">
        <h2>{say('effects')}</h2>
        <ul>
          {effects.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
      {duty && <DutyNotice shown={shown} onShown={setShown} />}
      {missing && !complete && (
        <p className="field-fault" role="alert">
          {say('missing')}
        </p>
      )}
    </QuestionPage>
  )
}
