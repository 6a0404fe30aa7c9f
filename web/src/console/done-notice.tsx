import { useEffect, useRef } from 'react'
import { Notice } from '../ui/notice.tsx'

/** What was just done. The button that did it may be gone, so the focus comes here. */
export function DoneNotice({ text }: { readonly text: string | undefined }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text !== undefined) place.current?.focus()
  }, [text])
  return (
    <div ref={place} role="status" tabIndex={-1} className={text === undefined ? 'unseen' : undefined}>
      {text !== undefined && (
        <Notice tone="good">
          <p>{text}</p>
        </Notice>
      )}
    </div>
  )
}
