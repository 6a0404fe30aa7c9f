import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { ResultPage } from '../ui/result-page.tsx'
import { useSay } from '../ui/words.ts'
import { deedWords } from './deed-words.ts'
import { useBack } from './use-back.ts'

interface DeedDoneProps {
  readonly title: string
  readonly lead: string
  readonly next: readonly string[]
  readonly children?: ReactNode
}

/** It is done; Esc goes back to the visitor. */
export function DeedDone({ title, lead, next, children }: DeedDoneProps) {
  const deed = useSay(deedWords)
  const back = useBack()
  useKeys([{ key: 'Escape', label: deed('back'), run: back }])
  return (
    <ResultPage title={title} lead={lead} next={next}>
      {children}
      <p className="no-print">
        <Button onClick={back}>
          {deed('back')} <kbd>Esc</kbd>
        </Button>
      </p>
    </ResultPage>
  )
}
