import type { ReactNode } from 'react'
import { Page } from './page.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('result', { zh: { next: '接下来' }, en: { next: 'What happens next' } })

interface ResultPageProps {
  readonly title: string
  readonly lead: string
  readonly next: readonly string[]
  readonly children?: ReactNode
  /** Below everything, for what is in nobody's way. */
  readonly foot?: ReactNode
}

/** It is done: what, the paper about it, and what happens next. */
export function ResultPage({ title, lead, next, children, foot }: ResultPageProps) {
  const say = useSay(words)
  return (
    <Page title={title} narrow>
      <div className="row no-print" role="status">
        <span className="result-mark" aria-hidden="true">
          ✓
        </span>
        <p className="lead">{lead}</p>
      </div>
      {children}
      {next.length > 0 && (
        <section className="stack no-print">
          <h2>{say('next')}</h2>
          <ul>
            {next.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
      {foot}
    </Page>
  )
}
