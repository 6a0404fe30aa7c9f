import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { Asked } from '../ui/asked.tsx'
import { Page } from '../ui/page.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { Choices, useApplying } from './applying.ts'
import './apply.css'

const words = createWords('apply-step', {
  zh: { list: '保存并返回步骤列表' },
  en: { list: 'Save and go back to the list' },
})

interface ApplyStepProps {
  readonly applying: ReturnType<typeof useApplying>
  readonly question: string
  readonly lead?: string
  readonly fault?: string | undefined
  readonly submit?: string
  readonly busy?: boolean
  readonly error?: CallFailed | null
  readonly onSubmit: (choices: Choices) => void
  readonly children: (choices: Choices) => ReactNode
}

/** One question of the application; what was answered is kept, so leaving is always safe. */
export function ApplyStep({ applying, question, children, onSubmit, ...rest }: ApplyStepProps) {
  const { asked, personId } = applying
  if (asked.data === undefined) {
    return (
      <Page title={question} narrow>
        <Asked of={asked}>{() => null}</Asked>
      </Page>
    )
  }
  const choices = asked.data
  return (
    <QuestionPage question={question} {...rest} onSubmit={() => onSubmit(choices)}>
      {children(choices)}
      <BackToList personId={personId} />
    </QuestionPage>
  )
}

export function BackToList({ personId }: { readonly personId: string }) {
  const say = useSay(words)
  return (
    <p>
      <Link to="/apply/$personId" params={{ personId }}>
        {say('list')}
      </Link>
    </p>
  )
}
