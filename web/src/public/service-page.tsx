import './services.css'
import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { useYuan } from '../ui/yuan.ts'
import { OldCard } from './old-cards.tsx'
import { sourceIn } from './source-in.ts'

const words = createWords('service-page', {
  zh: {
    title: '用卡服务',
    all: '全部服务',
    who: '谁能用',
    how: '怎么用卡',
    does: '能做什么',
    where: '到哪里办',
    with: '随卡自带：社会保障卡启用后就能用，不用另办。',
    holds: '有效期',
    holdsCard: '与卡相同',
    holdsDays: '加载后 {{days}} 天',
    fee: '费用',
    free: '免费',
    provisional: '暂定，以主管部门公布为准',
    source: '来源',
    from: '开放日期',
    until: '截止日期',
    owner: '主管部门',
    field: '领域',
    tells: '用卡时对方能知道什么',
    tellsOnly: '对方只得到“能用”或“不能用”和原因，另外最多可得到：',
    tellsNothing: '对方只得到“能用”或“不能用”和原因，得不到姓名和号码。',
    masked: '个人信息默认遮住一部分，只有协议允许时才完整显示。',
    outlets: '查找银行网点',
    terminals: '查找能用卡的地方',
    mine: '看我的卡能不能用',
    own: '单独发卡的理由',
  },
  en: {
    title: 'A service of the card',
    all: 'All services',
    who: 'For whom',
    how: 'How the card is shown',
    does: 'What for',
    where: 'Where to get it',
    with: 'It comes with the card: nothing to do but to enable the card.',
    holds: 'Holds',
    holdsCard: 'as long as the card',
    holdsDays: '{{days}} days from loading',
    fee: 'Fee',
    free: 'free',
    provisional: 'provisional until the department publishes it',
    source: 'source',
    from: 'Since',
    until: 'Until',
    owner: 'Department',
    field: 'Field',
    tells: 'What whoever reads the card learns',
    tellsOnly: 'Only whether it opens, and why not; beside that at most:',
    tellsNothing: 'Only whether it opens, and why not; neither a name nor a number.',
    masked: 'Personal items are partly covered unless an agreement says otherwise.',
    outlets: 'Find a bank outlet',
    terminals: 'Find a place with a terminal',
    mine: 'See whether my card opens it',
    own: 'Why it has a card of its own',
  },
})

/** Article 5 (M5.1, M2.9): all that is published about one service. */
export function ServicePage() {
  const say = useSay(words)
  const said = useSaid()
  const { serviceId } = useParams({ strict: false }) as { serviceId: string }
  const asked = useRead('service/card-service', { serviceId })
  return (
    <Page title={asked.data === undefined ? say('title') : said(asked.data.service.name)} narrow>
      <p className="no-print">
        <Link to="/services">← {say('all')}</Link>
      </p>
      <Asked of={asked}>{(answer) => <About answer={answer} />}</Asked>
    </Page>
  )
}

function About({ answer: { service, tells, ownCard } }: { readonly answer: Answer<'service/card-service'> }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  const yuan = useYuan()
  const { fee, holdsDays, loadedAt, until, replacesCard } = service
  const told = [...tells.personal, ...tells.facts]
  return (
    <>
      <section className="panel">
        <h2>{say('who')}</h2>
        <p className="begins-large">{said(service.condition)}</p>
        <h2>{say('where')}</h2>
        {loadedAt.length === 0 ? (
          <p>{say('with')}</p>
        ) : (
          <ul>
            {loadedAt.map(({ place, ...text }) => (
              <li key={place}>{said(text)}</li>
            ))}
          </ul>
        )}
        <p className="row">
          {loadedAt.some(({ place }) => place === 'bank-outlet' || place === 'issuing-bank') && (
            <Link to="/outlets">{say('outlets')}</Link>
          )}
          <Link to="/terminals">{say('terminals')}</Link>
        </p>
        <h2>{say('how')}</h2>
        <ul>
          {service.carriers.map(({ carrier, ...text }) => (
            <li key={carrier}>{said(text)}</li>
          ))}
        </ul>
        <Facts
          of={[
            [say('does'), service.actions.map(said).join(' · ')],
            [
              say('fee'),
              fee === null
                ? say('free')
                : `${yuan.of(fee.fen)}${fee.verified ? '' : ` · ${say('provisional')}`} · ${say('source')}: ${sourceIn(fee.source, language)}`,
            ],
            [say('holds'), holdsDays === null ? say('holdsCard') : say('holdsDays', { days: holdsDays })],
            [say('from'), moments.on(service.from)],
            [say('until'), until === null ? null : moments.on(until)],
            [say('field'), said(service.fieldName)],
            [say('owner'), said(service.owner)],
          ]}
        />
      </section>
      {replacesCard !== null && <OldCard name={replacesCard} />}
      <section className="panel">
        <h2>{say('tells')}</h2>
        {told.length === 0 ? (
          <p>{say('tellsNothing')}</p>
        ) : (
          <>
            <p>{say('tellsOnly')}</p>
            <ul>
              {told.map((item) => (
                <li key={item.en}>{said(item)}</li>
              ))}
            </ul>
            {tells.personal.length > 0 && <p className="small quiet">{say('masked')}</p>}
          </>
        )}
      </section>
      {ownCard !== null && (
        <Notice title={say('own')}>
          <p lang="zh-CN">{ownCard.reason}</p>
        </Notice>
      )}
      <p>
        <a className="button" href={`/me/services/${service.serviceId}`}>
          {say('mine')}
        </a>
      </p>
    </>
  )
}
