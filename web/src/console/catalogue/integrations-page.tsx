import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages, useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { AnnounceIntegration } from './announce-integration.tsx'
import { IntegrationQueue } from './integration-queue.tsx'
import { OpenMigration } from './open-migration.tsx'
import { useOwnBody } from './own-body.ts'
import { ProlongOldRights } from './prolong-old-rights.tsx'
import { useServiceOwner } from './service-owner.ts'

export type Migration = Answer<'service/migrations'>['migrations'][number]

const words = createWords('integrations', {
  zh: {
    title: '整合服务',
    lead: '原先单独发卡的服务改用社会保障卡（第十六条）：一人公告、另一人签署后公布；旧卡按批迁移，权益只延长、不缩短。',
    register: '已公布的整合登记',
    none: '还没有已公布的整合服务。',
    oldCard: '旧卡',
    owner: '主管部门',
    noOwn: '不再发放自',
    rights: '旧卡权益保留至',
    migrations: '迁移批次',
    reference: '文件',
    service: '服务',
    state: '状态',
    open: '接收中',
    closed: '已关闭',
    approved: '余额已复核',
    lines: '行数',
    moved: '已迁移',
    waiting: '等待领卡',
    balance: '余额合计',
    opened: '建立时间',
    empty: '没有迁移批次。整合公布后，由主管部门建立。',
  },
  en: {
    title: 'Integrated services',
    lead: 'Services that used to have a card of their own use the social security card (Article 16): announced by one, signed by another, then published; old cards move in batches, their rights are prolonged, never cut short.',
    register: 'Published register',
    none: 'No integrated service is published yet.',
    oldCard: 'Old card',
    owner: 'Department',
    noOwn: 'No longer issued from',
    rights: 'Old cards keep their rights until',
    migrations: 'Batches of old cards',
    reference: 'File',
    service: 'Service',
    state: 'State',
    open: 'open',
    closed: 'closed',
    approved: 'money approved',
    lines: 'Lines',
    moved: 'Moved',
    waiting: 'Wait for a card',
    balance: 'Balances',
    opened: 'Opened',
    empty: 'There is no batch. The department opens one when the integration is published.',
  },
})

export function IntegrationsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const { owns } = useOwnBody()
  const [done, setDone] = useState<string>()
  const register = useRead('service/integrated-services', {})
  const ownerOf = useServiceOwner()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <div className="row">
        <AnnounceIntegration onDone={setDone} />
      </div>
      {may('service/sign-integration') && <IntegrationQueue onDone={setDone} silentWhenNone />}
      <section className="stack">
        <h2>{say('register')}</h2>
        <Asked of={register}>
          {({ services }) =>
            services.length === 0 ? (
              <Empty text={say('none')} />
            ) : (
              <div className="cards">
                {services.map((integration) => (
                  <article className="panel" key={integration.serviceId}>
                    <h3>{said(integration.service)}</h3>
                    <Facts
                      of={[
                        [say('oldCard'), said(integration.oldCard)],
                        [say('owner'), said(integration.owner)],
                        [say('noOwn'), moments.on(integration.noOwnCardFrom)],
                        [say('rights'), moments.on(integration.oldRightsUntil)],
                      ]}
                    />
                    {may('service/prolong-old-rights') && owns(ownerOf(integration.serviceId)) && (
                      <div className="row actions">
                        <ProlongOldRights integration={integration} onDone={setDone} />
                      </div>
                    )}
                  </article>
                ))}
              </div>
            )
          }
        </Asked>
      </section>
      {may('service/migrations') && <Migrations />}
    </Page>
  )
}

function Migrations() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const pages = useAskPages('service/migrations', { limit: 100 })
  const count = ({ results }: Migration, status: Migration['results'][number]['status']) =>
    results.find((one) => one.status === status)?.lines ?? 0
  const text = {
    reference: (row: Migration) => row.reference,
    service: (row: Migration) => said(row.service),
    state: (row: Migration) => say(row.status),
    lines: (row: Migration) => row.linesReceived,
    moved: (row: Migration) => count(row, 'migrated'),
    waiting: (row: Migration) => count(row, 'no-card-yet'),
    balance: (row: Migration) => yuan.of(row.balanceReceived),
    opened: (row: Migration) => moments.at(row.openedAt),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Migration>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'state') return <Tag tone={row.status === 'open' ? 'warn' : 'good'}>{text.state(row)}</Tag>
      if (key !== 'reference') return text[key](row)
      return (
        <Link to="/integrations/$migrationId" params={{ migrationId: row.migrationId } as never}>
          {row.reference}
        </Link>
      )
    },
  }))
  return (
    <section className="stack">
      <h2>{say('migrations')}</h2>
      <div className="row">
        <OpenMigration />
        <CsvOfPages
          file="migrations"
          name="service/migrations"
          input={{}}
          rowsOf={({ migrations }) => migrations}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('migrations')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ migrations }) => migrations) ?? []}
        keyOf={(row) => row.migrationId}
        empty={say('empty')}
      />
    </section>
  )
}
