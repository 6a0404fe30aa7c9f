import { createWords } from './words.ts'

const useWords = createWords('loading', { zh: { loading: '正在读取……' }, en: { loading: 'Loading …' } })

/** Shown at once: whoever pressed something sees that it goes on. */
export function Loading() {
  const say = useWords()
  return (
    <div className="loading" role="status">
      <span className="unseen">{say('loading')}</span>
      <div className="loading-bar" />
      <div className="loading-bar" />
      <div className="loading-bar" />
    </div>
  )
}
