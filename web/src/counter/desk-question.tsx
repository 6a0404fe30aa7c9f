import { type ReactNode, useEffect } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { useKeys } from '../ui/keys.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'
import { useLeave } from './use-leave.ts'

interface DeskQuestionProps {
  readonly question: string
  readonly lead?: string
  readonly submit: string
  readonly grave?: boolean
  readonly back: Parameters<typeof useLeave>[0]
  readonly busy: boolean
  readonly error: CallFailed | null
  readonly onSubmit: () => void
  readonly children?: ReactNode
}

/** A deed of the outlet itself, with nobody before the counter: F9 does it, Esc leaves it. */
export function DeskQuestion({ back, onSubmit, ...question }: DeskQuestionProps) {
  const desk = useSay(deskWords)
  const leave = useLeave(back)
  const run = () => question.busy || onSubmit()
  // The hand is on the keys already: the first field waits for it.
  useEffect(() => document.querySelector<HTMLInputElement>('#main form input')?.focus(), [])
  useKeys([
    { key: 'F9', label: question.submit, run },
    { key: 'Escape', label: desk('back'), run: leave },
  ])
  return <QuestionPage {...question} submitKey="F9" onSubmit={run} />
}
