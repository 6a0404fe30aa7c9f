import type { ReactNode } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('question', {
  zh: { error: '错误：', next: '继续', busy: '正在提交……' },
  en: { error: 'Error: ', next: 'Continue', busy: 'Sending …' },
})

interface QuestionPageProps {
  readonly question: string
  readonly lead?: string
  readonly submit?: string
  /** The answer has consequences: the button says so. */
  readonly grave?: boolean
  /** The key that does the same, where the page has one. */
  readonly submitKey?: string
  /** What is missing or wrong, and how to mend it. */
  readonly fault?: string | undefined
  readonly busy?: boolean
  readonly error?: CallFailed | null
  readonly onSubmit: () => void
  readonly children?: ReactNode
}

/** One question, one answer, one button. */
export function QuestionPage(props: QuestionPageProps) {
  const {
    question,
    lead,
    submit,
    grave = false,
    submitKey,
    fault,
    busy = false,
    error = null,
    onSubmit,
    children,
  } = props
  const say = useSay(words)
  return (
    <Page
      narrow
      title={question}
      {...(error === null && fault === undefined ? {} : { documentTitle: say('error') + question })}
      {...(lead === undefined ? {} : { lead })}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSubmit()
        }}
      >
        {fault !== undefined && <Notice tone="bad" title={fault} />}
        {error !== null && <ProblemNotice error={error} />}
        {children}
        <div className="row actions">
          <Button type="submit" look={grave ? 'grave' : 'main'} busy={busy}>
            {busy ? say('busy') : (submit ?? say('next'))}
            {submitKey !== undefined && <kbd>{submitKey}</kbd>}
          </Button>
        </div>
      </form>
    </Page>
  )
}
