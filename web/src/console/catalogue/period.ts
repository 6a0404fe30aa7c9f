import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('period', {
  zh: { open: '{{from}}起', closed: '{{from}}至{{until}}' },
  en: { open: 'from {{from}}', closed: '{{from}} to {{until}}' },
})

/** From one day to another, or without an end. */
export function usePeriod(): (from: string, until: string | null) => string {
  const say = useSay(words)
  const moments = useMoments()
  return (from, until) =>
    until === null
      ? say('open', { from: moments.on(from) })
      : say('closed', { from: moments.on(from), until: moments.on(until) })
}
