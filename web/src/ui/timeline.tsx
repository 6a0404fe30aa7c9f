import { useMoments } from './moment.ts'
import { createWords, useSay } from './words.ts'

export interface TimelineStep {
  readonly key: string
  readonly label: string
  readonly state: 'done' | 'now' | 'ahead' | 'failed'
  readonly at?: string | null
  /** The promised day, where there is one. */
  readonly promisedOn?: string | null
  readonly about?: string
}

const words = createWords('timeline', {
  zh: { done: '已完成', now: '进行中', ahead: '未开始', failed: '未成功', promised: '承诺不晚于 {{day}}' },
  en: { done: 'done', now: 'under way', ahead: 'to come', failed: 'failed', promised: 'promised by {{day}}' },
})

/** The way of a thing like that of a parcel: what has been, where it is, what comes and by when. */
export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }) {
  const say = useSay(words)
  const moments = useMoments()
  return (
    <ol className="timeline">
      {steps.map(({ key, label, state, at, promisedOn, about }) => (
        <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <strong>{label}</strong> <span className="quiet small">{say(state)}</span>
          {at != null && <p className="small">{moments.at(at)}</p>}
          {promisedOn != null && <p className="small quiet">{say('promised', { day: moments.on(promisedOn) })}</p>}
          {about !== undefined && <p>{about}</p>}
        </li>
      ))}
    </ol>
  )
}
