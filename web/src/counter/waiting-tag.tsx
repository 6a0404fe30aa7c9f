import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

export type LyingCard = Answer<'distribution/cards-in-distribution'>['cards'][number]

const words = createWords('waiting', {
  zh: {
    fresh: '按时：已到 {{days}} 天',
    late: '应催领：已等 {{days}} 天，提醒 {{reminders}} 次',
    long: '过久：已等 {{days}} 天，{{after}}将封存',
  },
  en: {
    fresh: 'in time: here for {{days}} days',
    late: 'to be reminded: here for {{days}} days, reminders sent: {{reminders}}',
    long: 'too long: {{days}} days; sealed after {{after}}',
  },
})

const dayMs = 86_400_000
/** Until the rules have been read nothing is called late. */
const never = Number.POSITIVE_INFINITY

/** How long a card has lain here, by the figures of the rules, in a word and a colour. */
export function WaitingTag({ card }: { readonly card: LyingCard }) {
  const say = useSay(words)
  const said = useSaid()
  const rules = useRead('policy/policy-values', { prefix: 'collection.' })
  if (card.waitingSince === null) return null
  const ruleOf = (key: string) => rules.data?.values.find((one) => one.key === key)
  const reminders = String(ruleOf('collection.reminder')?.value ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number)
  const seal = ruleOf('collection.seal-after')?.shown
  const days = Math.floor((Date.now() - Date.parse(card.waitingSince)) / dayMs)
  const after = seal === undefined ? '' : said(seal)
  if (days >= (reminders.at(-1) ?? never)) return <Tag tone="bad">{say('long', { days, after })}</Tag>
  if (days >= (reminders[0] ?? never)) return <Tag tone="warn">{say('late', { days, reminders: card.reminders })}</Tag>
  return <Tag tone="good">{say('fresh', { days })}</Tag>
}
