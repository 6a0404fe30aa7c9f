import { carrierWords } from '@yika/core/service/service-words.ts'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { NotMine } from './not-mine.tsx'
import type { Use } from './use.ts'
import '../life.css'
import './uses.css'

const words = createWords('use-list', {
  zh: {
    allowed: '已通过',
    refused: '未通过',
    why: '原因：',
    late: '终端当时离线，{{at}} 才上报。',
    'before-loss': '挂失之前',
    'after-loss': '挂失之后',
  },
  en: {
    allowed: 'allowed',
    refused: 'refused',
    why: 'Why:',
    late: 'The terminal was off line and told it on {{at}}.',
    'before-loss': 'before the report of loss',
    'after-loss': 'after the report of loss',
  },
})

/** Each use in words: where, how, and why not. */
export function UseList({ uses }: { readonly uses: readonly Use[] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  return (
    <ul className="stack plain-list">
      {uses.map((use) => (
        <li className="panel use" key={use.useId}>
          <div className="stack use-head">
            <h3>{use.service === null ? use.serviceId : said(use.service)}</h3>
            <p className="row">
              <Tag tone={use.allowed ? 'good' : 'bad'}>{say(use.allowed ? 'allowed' : 'refused')}</Tag>
              {use.relation !== 'no-loss' && (
                <Tag tone={use.relation === 'after-loss' ? 'warn' : undefined}>{say(use.relation)}</Tag>
              )}
              <span>{moments.at(use.usedAt)}</span>
            </p>
          </div>
          {use.reason !== null && (
            <p>
              {say('why')} <strong>{said(use.reason)}</strong>
            </p>
          )}
          <p>
            {use.institution === null ? use.institutionId : said(use.institution)}
            {use.place !== null && <span lang="zh-CN"> · {use.place}</span>} · {said(carrierWords[use.carrier])}
          </p>
          {use.told === 'late' && <p className="small quiet">{say('late', { at: moments.at(use.decidedAt) })}</p>}
          <NotMine use={use} />
        </li>
      ))}
    </ul>
  )
}
