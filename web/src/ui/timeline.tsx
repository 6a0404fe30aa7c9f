import { useMoments } from './moment.ts'
import { createWords, useSaid, useSay } from './words.ts'

export interface TimelineStep {
  readonly step: string
  readonly zh: string
  readonly en: string
  readonly state: 'done' | 'current' | 'waiting' | 'stopped'
  readonly at: string | null
}

const words = createWords('timeline', {
  zh: { done: '已完成', current: '进行中', waiting: '未开始', stopped: '未继续' },
  en: { done: 'done', current: 'under way', waiting: 'to come', stopped: 'not reached' },
})

/** The way of a thing like that of a parcel: what has been, where it is, what comes. */
export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  return (
    <ol className="timeline">
      {steps.map((one) => (
        <li key={one.step} data-state={one.state} aria-current={one.state === 'current' ? 'step' : undefined}>
          <strong>{said(one)}</strong> <span className="quiet small">{say(one.state)}</span>
          {one.at !== null && <p className="small">{moments.at(one.at)}</p>}
        </li>
      ))}
    </ol>
  )
}
