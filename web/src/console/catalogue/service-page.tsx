import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useFilter } from '../use-filter.ts'
import { AgreementTable } from './agreement-table.tsx'
import { EndService } from './end-service.tsx'
import { useOwnBody } from './own-body.ts'
import { usePeriod } from './period.ts'
import { UseFigure } from './use-figure.tsx'

const words = createWords('service', {
  zh: {
    title: '用卡服务',
    back: '返回服务目录',
    condition: '适用条件',
    id: '标识',
    field: '领域',
    owner: '主管部门',
    carriers: '用卡方式',
    actions: '用途',
    loading: '取得方式',
    implicit: '卡片启用即有',
    explicit: '须先加载',
    places: '加载地点',
    holds: '加载后有效',
    days: '{{days}} 天',
    asCard: '与卡片相同',
    fee: '收费',
    free: '不收费',
    unverified: '未经核实',
    verified: '依据正式文件',
    tells: '判定最多告知',
    nothing: '只告知可以或不可以',
    replaces: '取代的旧卡',
    period: '期间',
    ownCard: '单独发卡理由（第十六条）',
    considered: '已比对的现有服务',
    agreements: '协议',
  },
  en: {
    title: 'Service of the card',
    back: 'Back to the catalogue',
    condition: 'For whom',
    id: 'Short name',
    field: 'Field',
    owner: 'Department',
    carriers: 'Ways to present',
    actions: 'Used for',
    loading: 'How it is had',
    implicit: 'comes with the card',
    explicit: 'is loaded first',
    places: 'Loaded at',
    holds: 'Holds once loaded',
    days: '{{days}} days',
    asCard: 'as long as the card',
    fee: 'Fee',
    free: 'free',
    unverified: 'unverified',
    verified: 'official source',
    tells: 'A decision tells at most',
    nothing: 'yes or no alone',
    replaces: 'Takes the place of',
    period: 'Period',
    ownCard: 'Why it has a card of its own (Article 16)',
    considered: 'Services that were considered',
    agreements: 'Agreements',
  },
})

export function ServicePage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const yuan = useYuan()
  const period = usePeriod()
  const { owns } = useOwnBody()
  const { serviceId } = useParams({ strict: false }) as { serviceId: string }
  const [filter] = useFilter(['on'])
  const [done, setDone] = useState<string>()
  const asked = useRead('service/card-service', { serviceId, ...(filter.on === undefined ? {} : { on: filter.on }) })
  const name = asked.data?.service.name
  return (
    <Page title={name === undefined ? say('title') : said(name)}>
      <p>
        <Link to="/services">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {({ service, tells, ownCard }) => {
          const told = [...tells.personal, ...tells.facts]
          return (
            <section className="panel">
              <Facts
                of={[
                  [say('condition'), <strong key="condition">{said(service.condition)}</strong>],
                  [
                    say('carriers'),
                    <span className="row" key="carriers">
                      {service.carriers.map((carrier) => (
                        <Tag key={carrier.carrier}>{said(carrier)}</Tag>
                      ))}
                    </span>,
                  ],
                  [say('actions'), service.actions.map(said).join(' · ')],
                  [say('loading'), say(service.loading)],
                  [say('places'), service.loadedAt.map(said).join(' · ')],
                  [
                    say('holds'),
                    service.loading === 'implicit'
                      ? null
                      : service.holdsDays === null
                        ? say('asCard')
                        : say('days', { days: service.holdsDays }),
                  ],
                  [
                    say('fee'),
                    service.fee === null ? (
                      say('free')
                    ) : (
                      <span key="fee">
                        {yuan.of(service.fee.fen)}{' '}
                        <Tag tone={service.fee.verified ? 'good' : 'warn'}>
                          {say(service.fee.verified ? 'verified' : 'unverified')}
                        </Tag>{' '}
                        <span className="quiet small">{service.fee.source}</span>
                      </span>
                    ),
                  ],
                  [say('tells'), told.length === 0 ? say('nothing') : told.map(said).join(' · ')],
                  [say('field'), said(service.fieldName)],
                  [say('owner'), said(service.owner)],
                  [say('replaces'), service.replacesCard === null ? null : said(service.replacesCard)],
                  [say('period'), period(service.from, service.until)],
                  [say('id'), <code key="id">{service.serviceId}</code>],
                  [say('ownCard'), ownCard?.reason],
                  [say('considered'), ownCard === null ? null : ownCard.considered.join(' · ')],
                ]}
              />
              {may('service/end-service') && owns(service.ownerId) && (
                <div className="row actions">
                  <EndService service={service} onDone={setDone} />
                </div>
              )}
            </section>
          )
        }}
      </Asked>
      {may('use/use-statistics') && <UseFigure serviceId={serviceId} />}
      {may('service/agreements') && owns(asked.data?.service.ownerId) && (
        <section className="stack">
          <h2>{say('agreements')}</h2>
          <AgreementTable of={{ serviceId }} onDone={setDone} />
        </section>
      )}
    </Page>
  )
}
