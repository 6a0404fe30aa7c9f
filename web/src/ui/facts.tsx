import type { ReactNode } from 'react'

interface FactsProps {
  readonly of: readonly (readonly [label: string, value: ReactNode])[]
}

/** A few facts, each with its name; what is not known is left out. */
export function Facts({ of }: FactsProps) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
