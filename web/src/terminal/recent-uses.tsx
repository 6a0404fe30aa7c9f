import { dayOf, type Instant, instantOf, timeOf } from '@yika/core/calendar/instant.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { RecentUse, TerminalState } from './terminal.ts'

const words = createWords('terminal-recent', {
  zh: {
    title: '最近的核验',
    none: '还没有核验记录。',
    today: '今日通过：{{count}} 次',
    chip: '读卡',
    'e-card': '电子卡',
    number: '报号',
    yes: '可以',
    no: '不可以',
    provisional: '离线暂定',
  },
  en: {
    title: 'The last answers',
    none: 'Nothing was checked yet.',
    today: 'Uses today: {{count}}',
    chip: 'chip',
    'e-card': 'e-card',
    number: 'number',
    yes: 'yes',
    no: 'no',
    provisional: 'provisional',
  },
})

const tones = { yes: 'good', no: 'bad', provisional: 'warn' } as const

/** Time, service, form and answer of the last ones: nobody is in it. */
export function RecentUses({ state }: { readonly state: TerminalState }) {
  const say = useSay(words)
  const said = useSaid()
  const { recent, today, about } = state
  const uses = today.day === dayOf(instantOf(Date.now())) ? today.uses : 0
  const nameOf = ({ serviceId }: RecentUse) => {
    const service = about?.services.find((one) => one.serviceId === serviceId)
    return service === undefined ? serviceId : said(service.name)
  }
  return (
    <section className="panel" aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <p className="terminal-today">
        <strong>{say('today', { count: uses })}</strong>
      </p>
      {recent.length === 0 && <p className="quiet">{say('none')}</p>}
      <ul className="plain-list terminal-recent">
        {recent.map((use) => (
          <li key={use.at}>
            <span className="number">{timeOf(use.at as Instant)}</span>
            <span>
              {nameOf(use)} · {say(use.by)}
            </span>
            <Tag tone={tones[use.outcome]}>{say(use.outcome)}</Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}
