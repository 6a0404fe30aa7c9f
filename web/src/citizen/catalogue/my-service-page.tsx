import { Link, useParams } from '@tanstack/react-router'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useActing } from '../acting.ts'
import { type ServiceLine, Standing } from './my-services-page.tsx'
import { ServiceDeeds } from './service-deeds.tsx'
import './services.css'

const words = createWords('my-service', {
  zh: {
    title: '卡上的服务',
    none: '没有这项服务。',
    now: '现在',
    missing: '还不能用的原因',
    state: '卡上状态',
    since: '{{state}}，自 {{at}} 起',
    from: '开始日期',
    until: '有效期至',
    condition: '使用条件',
    where: '到哪里加载',
    with: '随卡自带，不用加载',
    fee: '费用',
    free: '免费',
    unverified: '（暂定，以主管部门公布为准）',
    physical: '须使用实体卡，电子社保卡不能用',
    replaces: '代替的旧卡',
    suspended: '已暂停：{{reason}}',
    till: '到 {{day}} 为止，之后自动恢复。',
    open: '没有截止日期。',
    ask: '有疑问请拨打 96066，或向主管部门反映：{{owner}}。',
    owner: '主管部门',
    outlets: '查找网点',
    more: '公开说明',
    back: '返回我的卡能办什么',
  },
  en: {
    title: 'A service on the card',
    none: 'There is no such service.',
    now: 'Now',
    missing: 'Why it does not open',
    state: 'On the card',
    since: '{{state}}, since {{at}}',
    from: 'From',
    until: 'Valid until',
    condition: 'For whom',
    where: 'Where to load it',
    with: 'It comes with the card',
    fee: 'Fee',
    free: 'free',
    unverified: '(provisional until the department publishes it)',
    physical: 'Opens with the card itself, not with the e-card',
    replaces: 'Takes the place of',
    suspended: 'Suspended: {{reason}}',
    till: 'Until {{day}}; then it opens again by itself.',
    open: 'No end has been set.',
    ask: 'Questions? Call 96066, or ask the department: {{owner}}.',
    owner: 'Department',
    outlets: 'Find an outlet',
    more: 'Public description',
    back: 'Back to what my card opens',
  },
})

/** M5.3, M5.4, M16.1: one service on one card — state, what is missing, where to get it, what it takes the place of. */
export function MyServicePage() {
  const say = useSay(words)
  const said = useSaid()
  const { personId } = useActing()
  const { serviceId } = useParams({ strict: false }) as { serviceId: string }
  const asked = useAsk('service/my-services', { personId, purpose: 'own-affairs' })
  const line = asked.data?.services.find((one) => one.serviceId === serviceId)
  return (
    <Page title={line === undefined ? say('title') : said(line.name)} narrow>
      <Asked of={asked}>
        {({ cardId }) =>
          line === undefined ? (
            <Empty text={say('none')} />
          ) : (
            <>
              <About line={line} />
              {cardId !== null && <ServiceDeeds personId={personId} cardId={cardId} line={line} />}
            </>
          )
        }
      </Asked>
      <p className="row">
        <a href={`/services/${serviceId}`}>{say('more')}</a>
        <Link to="/services">{say('back')}</Link>
      </p>
    </Page>
  )
}

function About({ line }: { readonly line: ServiceLine }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const told = useRead('service/card-service', { serviceId: line.serviceId }).data?.service
  const { state, suspension, missing, fee } = line
  return (
    <>
      {suspension !== null && (
        <Notice tone="warn" title={say('suspended', { reason: said(suspension) })}>
          <p>{suspension.until === null ? say('open') : say('till', { day: moments.on(suspension.until) })}</p>
          {told !== undefined && <p>{say('ask', { owner: said(told.owner) })}</p>}
        </Notice>
      )}
      <section className="panel">
        <Facts
          of={[
            [say('now'), <Standing key="now" line={line} />],
            [say('missing'), missing === null ? null : said(missing)],
            [say('state'), state === null ? null : say('since', { state: said(state), at: moments.at(state.since) })],
            [say('from'), line.from === null ? null : moments.on(line.from)],
            [say('until'), line.until === null ? null : moments.on(line.until)],
            [say('condition'), said(line.condition)],
            [
              say('where'),
              line.loadedAt.length === 0 ? (
                say('with')
              ) : (
                <ul key="where" className="services-places">
                  {line.loadedAt.map(({ place, ...text }) => (
                    <li key={place}>
                      {said(text)}
                      {(place === 'bank-outlet' || place === 'issuing-bank') && (
                        <>
                          {' '}
                          <a href="/outlets">{say('outlets')}</a>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              ),
            ],
            [
              say('fee'),
              fee === null ? say('free') : `${yuan.of(fee.fen)}${fee.verified ? '' : ` ${say('unverified')}`}`,
            ],
            [say('replaces'), told?.replacesCard == null ? null : said(told.replacesCard)],
            [say('owner'), told === undefined ? null : said(told.owner)],
          ]}
        />
        {line.physicalCardOnly && <p className="small">{say('physical')}</p>}
      </section>
    </>
  )
}
