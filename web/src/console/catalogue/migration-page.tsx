import { Link, useParams } from '@tanstack/react-router'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import { migrationLineStatuses } from '@yika/core/service/holder-migration.ts'
import { migrationLineWords } from '@yika/core/service/service-words.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useAskPages } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { useInstitutionName } from '../terminals/institution-name.ts'
import { useFilter } from '../use-filter.ts'
import { ApproveMigration } from './approve-migration.tsx'
import { CloseMigration } from './close-migration.tsx'
import { UploadMigration } from './upload-migration.tsx'

type Row = Answer<'service/migration-rows'>['rows'][number]
type Status = Row['status']

const words = createWords('migration', {
  zh: {
    title: '旧卡迁移：{{reference}}',
    plain: '旧卡迁移',
    back: '返回整合服务',
    unknown: '没有这个批次，或它属于其他部门。',
    service: '服务',
    institution: '余额由谁持有',
    noMoney: '旧卡无余额',
    state: '状态',
    open: '接收中',
    closed: '已关闭',
    approved: '余额已复核',
    approvedAt: '复核时间',
    received: '已收到',
    receivedOf: '{{lines}} 行，余额合计 {{balance}}',
    opened: '建立时间',
    closedAt: '关闭时间',
    results: '逐行结果',
    status: '结果',
    any: '全部结果',
    position: '行号',
    refusal: '原因',
    balance: '余额',
    changed: '时间',
    empty: '没有符合条件的行。',
  },
  en: {
    title: 'Old cards: {{reference}}',
    plain: 'Old cards',
    back: 'Back to the integrated services',
    unknown: 'There is no such batch, or it belongs to another department.',
    service: 'Service',
    institution: 'Holds the money',
    noMoney: 'the cards carry none',
    state: 'State',
    open: 'open',
    closed: 'closed',
    approved: 'money approved',
    approvedAt: 'Approved',
    received: 'Received',
    receivedOf: '{{lines}} lines, balances {{balance}}',
    opened: 'Opened',
    closedAt: 'Closed',
    results: 'Results line by line',
    status: 'Result',
    any: 'All results',
    position: 'Position',
    refusal: 'Why',
    balance: 'Balance',
    changed: 'When',
    empty: 'No line fits.',
  },
})

const tones = {
  migrated: 'good',
  'balance-waits': 'warn',
  'no-card-yet': 'warn',
  'person-unknown': 'bad',
  duplicate: 'warn',
  'balance-invalid': 'bad',
  refused: 'bad',
} as const satisfies Record<Status, string>

export function MigrationPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const yuan = useYuan()
  const institution = useInstitutionName()
  const { migrationId } = useParams({ strict: false }) as { migrationId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('service/migrations', { migrationId })
  const migration = asked.data?.migrations[0]
  return (
    <Page title={migration === undefined ? say('plain') : say('title', { reference: migration.reference })}>
      <p>
        <Link to="/integrations">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {() =>
          migration === undefined ? (
            <Empty text={say('unknown')} />
          ) : (
            <>
              <section className="panel">
                <Facts
                  of={[
                    [say('service'), said(migration.service)],
                    [
                      say('state'),
                      <Tag key="state" tone={migration.status === 'open' ? 'warn' : 'good'}>
                        {say(migration.status)}
                      </Tag>,
                    ],
                    [
                      say('received'),
                      say('receivedOf', {
                        lines: migration.linesReceived,
                        balance: yuan.of(migration.balanceReceived),
                      }),
                    ],
                    [
                      say('institution'),
                      migration.institutionId === null ? say('noMoney') : institution(migration.institutionId),
                    ],
                    [say('opened'), moments.at(migration.openedAt)],
                    [say('closedAt'), migration.closedAt === null ? null : moments.at(migration.closedAt)],
                    [say('approvedAt'), migration.approvedAt === null ? null : moments.at(migration.approvedAt)],
                  ]}
                />
                {migration.status === 'closed' &&
                  migration.institutionId !== null &&
                  may('service/approve-migration') && (
                    <div className="row actions">
                      <ApproveMigration migration={migration} onDone={setDone} />
                    </div>
                  )}
                {migration.status === 'open' && may('service/close-migration') && (
                  <div className="row actions">
                    <CloseMigration migration={migration} onDone={setDone} />
                  </div>
                )}
              </section>
              {migration.status === 'open' && may('service/receive-migration-lines') && (
                <UploadMigration migrationId={migrationId} />
              )}
              <Rows migrationId={migrationId} results={migration.results} />
            </>
          )
        }
      </Asked>
    </Page>
  )
}

interface RowsProps {
  readonly migrationId: string
  readonly results: Answer<'service/migrations'>['migrations'][number]['results']
}

function Rows({ migrationId, results }: RowsProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const [filter, narrow] = useFilter(['status'])
  const status = migrationLineStatuses.find((one) => one === filter.status)
  const input = { migrationId, ...(status === undefined ? {} : { status }) }
  const pages = useAskPages('service/migration-rows', { ...input, limit: 200 })
  const lines = (one: Status) => results.find((result) => result.status === one)?.lines ?? 0
  const text = {
    position: (row: Row) => row.position,
    status: (row: Row) => said(row.words),
    refusal: (row: Row) => {
      if (row.refusal === null) return '—'
      const refusal = refusals[row.refusal as keyof typeof refusals]
      // What a text would fill in is not kept with the line; the remedy alone is true then.
      return [said(refusal), said(refusal.remedy)].filter((text) => !text.includes('{')).join(' ')
    },
    balance: (row: Row) => yuan.of(row.balanceFen),
    changed: (row: Row) => moments.at(row.changedAt),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Row>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) =>
      key === 'status' ? (
        <Tag tone={tones[row.status]}>{text.status(row)}</Tag>
      ) : (
        <span className="wrap">{text[key](row)}</span>
      ),
  }))
  return (
    <section className="stack">
      <h2>{say('results')}</h2>
      <div className="row">
        <SelectField
          label={say('status')}
          value={filter.status ?? ''}
          any={say('any')}
          options={migrationLineStatuses.map((value) => ({
            value,
            label: `${said(migrationLineWords[value])} · ${lines(value)}`,
          }))}
          onValue={(value) => narrow({ status: value })}
        />
        <CsvOfPages
          file="old-cards-results"
          name="service/migration-rows"
          input={input}
          rowsOf={({ rows }) => rows}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('results')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ rows }) => rows) ?? []}
        keyOf={(row) => String(row.position)}
        empty={say('empty')}
      />
    </section>
  )
}
