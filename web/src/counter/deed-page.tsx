import type { CardView } from '@yika/core/card/card-view.ts'
import { type ReactNode, useState } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { BackButton } from './back-button.tsx'
import { type CardDeed, whyNot } from './card-deeds.ts'
import { DutyNotice } from './duty-notice.tsx'
import { useDesk } from './use-desk.ts'

const words = createWords('deed', {
  zh: { effects: '办理后', barred: '现在不能办理', missing: '请先完成上面的内容。' },
  en: { effects: 'What it does', barred: 'Not possible now', missing: 'First complete what is asked for above.' },
})

interface DeedPageProps {
  readonly title: string
  /** What is done to which card: where it is not possible, the reason is all that is shown. */
  readonly of?: { readonly deed: CardDeed; readonly card: CardView }
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
  const {
    title,
    of,
    submit,
    effects,
    grave = false,
    busy,
    error,
    duty = false,
    ready = true,
    onSubmit,
    children,
  } = props
  const say = useSay(words)
  const said = useSaid()
  const desk = useDesk()
  const [shown, setShown] = useState(false)
  const [missing, setMissing] = useState(false)
  const complete = ready && (!duty || shown)
  const run = () => {
    if (busy) return
    setMissing(!complete)
    if (complete) onSubmit()
  }
  const why = of && whyNot(of.deed, of.card, desk)
  // A command under way or without an answer changes the card by itself: then the page stays.
  const barred = why !== undefined && !busy && error === null
  useKeys(barred ? [] : [{ key: 'F9', label: submit, run }])
  if (barred)
    return (
      <Page title={title} narrow>
        <Notice tone="warn" title={say('barred')}>
          <p>{said(why)}</p>
        </Notice>
        <BackButton />
      </Page>
    )
  return (
    <div className="stack">
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
      <BackButton />
    </div>
  )
}
