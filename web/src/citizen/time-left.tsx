import { useEffect, useState } from 'react'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('time-left', {
  zh: { days: '还有 {{days}} 天 {{hours}} 小时', hours: '还有 {{hours}} 小时 {{minutes}} 分钟', over: '已到期' },
  en: {
    days: '{{days}} days and {{hours}} hours left',
    hours: '{{hours}} hours and {{minutes}} minutes left',
    over: 'It has lapsed',
  },
})

const minuteMs = 60_000
const minutesPerHour = 60
const hoursPerDay = 24

/** How long something still holds; told anew every minute, but not read out each time. */
export function TimeLeft({ until }: { readonly until: string }) {
  const say = useSay(words)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(beat)
  }, [])
  const left = Math.floor((Date.parse(until) - now) / minuteMs)
  const minutes = left % minutesPerHour
  const hours = Math.floor(left / minutesPerHour)
  const days = Math.floor(hours / hoursPerDay)
  if (left < 0) return say('over')
  return days > 0 ? say('days', { days, hours: hours % hoursPerDay }) : say('hours', { hours, minutes })
}
