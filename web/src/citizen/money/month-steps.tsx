import { Link } from '@tanstack/react-router'
import { createWords, useSay } from '../../ui/words.ts'
import { monthsFrom, thisMonth, useMonthName } from './month.ts'

const words = createWords('month-steps', {
  zh: { label: '换月份', before: '上个月：{{month}}', after: '下个月：{{month}}' },
  en: { label: 'Another month', before: 'Before: {{month}}', after: 'After: {{month}}' },
})

interface MonthStepsProps {
  /** The address of the page, with `$month` as its last part. */
  readonly to: string
  readonly params: Readonly<Record<string, string>>
  readonly month: string
}

/** To the month before and, as far as there is one, the month after. */
export function MonthSteps({ to, params, month }: MonthStepsProps) {
  const say = useSay(words)
  const name = useMonthName()
  const link = (other: string, key: 'before' | 'after') => (
    <Link className="button" to={to} params={{ ...params, month: other } as never}>
      {say(key, { month: name(other) })}
    </Link>
  )
  return (
    <nav className="row actions no-print" aria-label={say('label')}>
      {link(monthsFrom(month, -1), 'before')}
      {month < thisMonth() && link(monthsFrom(month, 1), 'after')}
    </nav>
  )
}
