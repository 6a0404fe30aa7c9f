import { Link, useParams } from '@tanstack/react-router'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useRead, useReadPages } from '../../client/use-calls.ts'
import { TextField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { openingLines } from '../../ui/opening-hours.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { districtName } from '../district-name.ts'
import { DoneNotice } from '../done-notice.tsx'

type Outlet = Answer<'bank/outlets'>['outlets'][number]

const words = createWords('outlets-of-bank', {
  zh: {
    title: '{{bank}}的网点',
    back: '返回合作银行',
    open: '开办网点',
    name: '网点',
    district: '区',
    address: '地址',
    phone: '电话',
    hours: '营业时间',
    instant: '即时制卡',
    yes: '是',
    no: '否',
    closes: '停办日期',
    deeds: '办理',
    change: '修改',
    changeOf: '修改 {{name}}',
    close: '停办',
    closeWhat: '自停办日期起，{{name}}不再出现在公布的网点中，也不能选择到该网点领卡。',
    on: '停办日期（首个不服务的日子）',
    reason: '原因',
    missing: '请填写日期和原因。',
    closed: '已登记停办：{{name}}。',
    empty: '该银行没有网点。',
  },
  en: {
    title: 'Outlets of {{bank}}',
    back: 'Back to the banks',
    open: 'Open an outlet',
    name: 'Outlet',
    district: 'District',
    address: 'Address',
    phone: 'Phone',
    hours: 'Hours',
    instant: 'On the spot',
    yes: 'yes',
    no: 'no',
    closes: 'Closes',
    deeds: 'Do',
    change: 'Change',
    changeOf: 'Change {{name}}',
    close: 'Close',
    closeWhat: 'From that day on {{name}} is no longer published and no card can be collected there.',
    on: 'Closes on (first day without service)',
    reason: 'Reason',
    missing: 'Enter day and reason.',
    closed: 'Recorded: {{name}} closes.',
    empty: 'This bank has no outlet.',
  },
})

const limit = 100

export function OutletsOfBankPage() {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  const may = useMay()
  const session = useSession()
  const { bankId } = useParams({ strict: false }) as { bankId: string }
  const [done, setDone] = useState<string>()
  const [on, setOn] = useState<string>(() => addDays(dayOf(instantOf(Date.now())), 1))
  const [reason, setReason] = useState('')
  const banks = useRead('bank/banks', {})
  const pages = useReadPages('bank/outlets', { bankId, limit })
  const bank = banks.data?.banks.find((one) => one.bankId === bankId)
  const isOurs = session?.role !== 'bank-supervisor' || session.bankId === bankId
  const nameOf = ({ name }: Outlet) => (language === 'zh' ? name.zh : (name.en ?? name.zh))
  const ownDistrict = (outlet: Outlet) => session?.role !== 'district-officer' || session.district === outlet.district
  const columns: readonly Column<Outlet>[] = [
    { key: 'name', title: say('name'), cell: (row) => <span className="wrap">{nameOf(row)}</span> },
    { key: 'district', title: say('district'), cell: (row) => said(districtName(row.district)) },
    { key: 'address', title: say('address'), cell: (row) => <span className="wrap">{row.address}</span> },
    { key: 'phone', title: say('phone'), cell: (row) => row.phone ?? '—' },
    {
      key: 'hours',
      title: say('hours'),
      cell: (row) => <span className="wrap small">{openingLines(row.openingHours, language).join(' · ')}</span>,
    },
    { key: 'instant', title: say('instant'), cell: (row) => say(row.instantIssue ? 'yes' : 'no') },
    { key: 'closes', title: say('closes'), cell: (row) => (row.closedOn === null ? '—' : moments.on(row.closedOn)) },
    {
      key: 'deeds',
      title: say('deeds'),
      cell: (row) =>
        may('bank/change-outlet') && isOurs && ownDistrict(row) ? (
          <div className="row">
            <Link
              className="button"
              to="/banks/$bankId/outlets/$outletId"
              params={{ bankId, outletId: row.outletId } as never}
              aria-label={say('changeOf', { name: nameOf(row) })}
            >
              {say('change')}
            </Link>
            {row.closedOn === null && (
              <Deed
                name="bank/close-outlet"
                label={say('close')}
                consequence={say('closeWhat', { name: nameOf(row) })}
                input={() =>
                  on === '' || reason.trim().length < 2
                    ? say('missing')
                    : { outletId: row.outletId, closedOn: on, reason: reason.trim() }
                }
                onDone={() => setDone(say('closed', { name: nameOf(row) }))}
              >
                <TextField label={say('on')} type="date" value={on} onValue={setOn} />
                <TextField label={say('reason')} value={reason} maxLength={500} onValue={setReason} />
              </Deed>
            )}
          </div>
        ) : (
          '—'
        ),
    },
  ]
  return (
    <Page title={say('title', { bank: bank === undefined ? '' : said(bank.name) })}>
      <p className="row">
        <Link to="/banks">{say('back')}</Link>
        {may('bank/open-outlet') && isOurs && (
          <Link className="button button-main" to="/banks/$bankId/open" params={{ bankId } as never}>
            {say('open')}
          </Link>
        )}
      </p>
      <DoneNotice text={done} />
      <KeysetTable
        caption={say('title', { bank: bank === undefined ? '' : said(bank.name) })}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ outlets }) => outlets) ?? []}
        keyOf={(row) => row.outletId}
        empty={say('empty')}
      />
    </Page>
  )
}
