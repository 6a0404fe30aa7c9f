import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone?: 'good' | 'warn' | 'bad'
  readonly title?: string
  readonly children?: ReactNode
}

/** Something to know; what is bad interrupts whoever listens. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`notice ${tone === undefined ? '' : `notice-${tone}`}`} role={tone === 'bad' ? 'alert' : undefined}>
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  )
}
