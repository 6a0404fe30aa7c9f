import { type ReactNode, useEffect, useRef } from 'react'

interface PageProps {
  readonly title: string
  /** What a screen reader hears instead, where the page is an answer: "Error: …". */
  readonly documentTitle?: string
  readonly lead?: ReactNode
  readonly narrow?: boolean
  readonly children?: ReactNode
}

let first = true

/** A page has one title; it is the name of the tab and takes the focus when the page changes. */
export function Page({ title, documentTitle, lead, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${documentTitle ?? title} · Yika 一卡`
  }, [title, documentTitle])
  useEffect(() => {
    // Whoever opens the portal begins at its top, not at its title.
    if (!first) heading.current?.focus()
    first = false
  }, [])
  return (
    <div className={`stack stack-wide ${narrow ? 'narrow' : ''}`}>
      <div className="stack">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="lead quiet">{lead}</p>}
      </div>
      {children}
    </div>
  )
}
