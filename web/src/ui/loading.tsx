import { createWords, useSay } from './words.ts'

const words = createWords('loading', { zh: { loading: '正在读取……' }, en: { loading: 'Loading …' } })

/** Shown at once: whoever pressed something sees that it goes on. */
export function Loading() {
  const say = useSay(words)
  return (
    <div className="loading" role="status">
      <span className="unseen">{say('loading')}</span>
      <div className="loading-bar" />
      <div className="loading-bar" />
      <div className="loading-bar" />
    </div>
  )
}
