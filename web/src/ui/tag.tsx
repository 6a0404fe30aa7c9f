import type { ReactNode } from 'react'

const marks = { good: '●', warn: '▲', bad: '■' } as const

/** A state in a word; its colour never stands alone, its mark differs too. */
export function Tag({
  tone,
  children,
}: {
  readonly tone?: keyof typeof marks | undefined
  readonly children: ReactNode
}) {
  return (
    <span className={`tag ${tone === undefined ? '' : `tag-${tone}`}`}>
      {tone !== undefined && <span aria-hidden="true">{marks[tone]}</span>}
      {children}
    </span>
  )
}
