import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { useYuan } from '../ui/yuan.ts'
import type { PublishedService } from './published-service.ts'

const words = createWords('service-summary', {
  zh: {
    who: '谁能用',
    how: '怎么用',
    where: '到哪里办',
    with: '随卡自带，不用另办',
    fee: '费用',
    free: '免费',
    provisional: '（暂定）',
    from: '{{day}}起',
    between: '{{day}}至{{until}}',
    dates: '开放时间',
  },
  en: {
    who: 'For whom',
    how: 'How',
    where: 'Where',
    with: 'comes with the card',
    fee: 'Fee',
    free: 'free',
    provisional: '(provisional)',
    from: 'since {{day}}',
    between: '{{day}} to {{until}}',
    dates: 'Dates',
  },
})

/** Article 12 (M5.1, M5.4): what somebody asks first about a service. */
export function ServiceSummary({ service }: { readonly service: PublishedService }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  const yuan = useYuan()
  const { condition, carriers, loadedAt, fee, from, until } = service
  const list = (texts: readonly { readonly zh: string; readonly en: string }[]) =>
    new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'disjunction' }).format(texts.map(said))
  return (
    <Facts
      of={[
        [say('who'), said(condition)],
        [say('how'), list(carriers)],
        [say('where'), loadedAt.length === 0 ? say('with') : list(loadedAt)],
        [say('fee'), fee === null ? say('free') : `${yuan.of(fee.fen)}${fee.verified ? '' : say('provisional')}`],
        [
          say('dates'),
          until === null
            ? say('from', { day: moments.on(from) })
            : say('between', { day: moments.on(from), until: moments.on(until) }),
        ],
      ]}
    />
  )
}
