import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'

interface CorrectedPartProps {
  readonly title: string
  /** What stands there now. */
  readonly now?: ReactNode
  readonly change: string
  readonly keep?: string
  readonly open: boolean
  readonly onOpen: () => void
  readonly onKeep?: () => void
  readonly children: ReactNode
}

/** One thing that may be put right: closed until somebody wants to change it. */
export function CorrectedPart({ title, now, change, keep, open, onOpen, onKeep, children }: CorrectedPartProps) {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {open ? children : now}
      {!open && (
        <p>
          <Button onClick={onOpen}>{change}</Button>
        </p>
      )}
      {open && keep !== undefined && (
        <p>
          <Button onClick={onKeep}>{keep}</Button>
        </p>
      )}
    </section>
  )
}
