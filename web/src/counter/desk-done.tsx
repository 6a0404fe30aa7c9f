import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { ResultPage } from '../ui/result-page.tsx'
import { useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'
import { useLeave } from './use-leave.ts'

interface DeskDoneProps {
  readonly title: string
  readonly lead: string
  readonly next: readonly string[]
  readonly back: Parameters<typeof useLeave>[0]
  readonly children?: ReactNode
}

/** It is done; Esc goes back to where it began. */
export function DeskDone({ title, lead, next, back, children }: DeskDoneProps) {
  const desk = useSay(deskWords)
  const leave = useLeave(back)
  useKeys([{ key: 'Escape', label: desk('back'), run: leave }])
  return (
    <ResultPage title={title} lead={lead} next={next}>
      {children}
      <p className="no-print">
        <Button onClick={leave}>
          {desk('back')} <kbd>Esc</kbd>
        </Button>
      </p>
    </ResultPage>
  )
}
