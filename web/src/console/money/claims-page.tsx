import { Link } from '@tanstack/react-router'
import { claimStatuses } from '@yika/core/settlement/medical/medical-claim.ts'
import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { ClaimDeeds } from './claim-deeds.tsx'
import { claimTones, claimWords } from './claim-words.ts'

type Claim = Answer<'settlement/medical-claims'>['claims'][number]

const words = createWords('claims', {
  zh: {
    title: '手工报销',
    lead: '卡丢失、损坏或急诊未能刷卡的，先自付、凭票据报销：一人受理，另一人审批。金额单位：元。',
    back: '返回医保结算',
    take: '受理报销',
    status: '状态',
    all: '全部',
    list: '受理清单，最新的在前',
    servedOn: '就诊日',
    institution: '机构',
    bill: '票据号',
    amount: '金额',
    emergency: '（急诊）',
    takenAt: '受理时间',
    takenBy: '受理人',
    decidedBy: '审批人',
    reason: '不予报销的原因',
    deeds: '办理',
    own: '由您受理，须由另一人审批',
    empty: '没有符合条件的报销。',
  },
  en: {
    title: 'Claims by hand',
    lead: 'A lost or broken card, or an emergency: the holder paid and brings the bill. One person takes the papers, another decides. Amounts in yuan.',
    back: 'Back to medical settlement',
    take: 'Take a claim',
    status: 'State',
    all: 'All',
    list: 'Claims, the latest first',
    servedOn: 'Day of care',
    institution: 'Institution',
    bill: 'Bill',
    amount: 'Amount',
    emergency: ' (emergency)',
    takenAt: 'Taken',
    takenBy: 'Taken by',
    decidedBy: 'Decided by',
    reason: 'Refused because',
    deeds: 'Do',
    own: 'Taken by you: another person has to decide',
    empty: 'No claim fits.',
  },
})

const pageSize = 100

export function ClaimsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const session = useSession()
  const moments = useMoments()
  const colleague = useColleague()
  // Who brings a bill is identified at an office (Article 11).
  const takes = may('settlement/claim-by-hand') && (session?.officeId ?? null) !== null
  const [done, setDone] = useState<string>()
  const [filter, narrow] = useFilter(['status'])
  const status = claimStatuses.find((one) => one === filter.status)
  const pages = useAskPages('settlement/medical-claims', {
    ...{ purpose: 'settlement', limit: pageSize },
    ...(status === undefined ? {} : { status }),
  })
  const deeds = (claim: Claim) => {
    if (claim.status !== 'taken' || !may('settlement/decide-claim')) return '—'
    if (claim.takenBy === colleague.own) return <span className="quiet small">{say('own')}</span>
    return <ClaimDeeds claim={claim} onDone={setDone} />
  }
  const columns: readonly Column<Claim>[] = [
    {
      key: 'servedOn',
      title: say('servedOn'),
      cell: (row) => `${moments.on(row.servedOn)}${row.emergency ? say('emergency') : ''}`,
    },
    {
      key: 'institution',
      title: say('institution'),
      cell: (row) => (row.institution === null ? row.institutionId : said(row.institution)),
    },
    { key: 'bill', title: say('bill'), cell: (row) => <code>{row.billNumber}</code> },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.amount} /> },
    {
      key: 'status',
      title: say('status'),
      cell: (row) => <Tag tone={claimTones[row.status]}>{said(claimWords[row.status])}</Tag>,
    },
    { key: 'deeds', title: say('deeds'), cell: deeds },
    { key: 'takenBy', title: say('takenBy'), cell: (row) => colleague.name(row.takenBy) },
    { key: 'takenAt', title: say('takenAt'), cell: (row) => moments.at(row.takenAt) },
    { key: 'decidedBy', title: say('decidedBy'), cell: (row) => colleague.name(row.decidedBy) ?? '—' },
    { key: 'reason', title: say('reason'), cell: (row) => <span className="wrap">{row.reason ?? '—'}</span> },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/settlement">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <div className="row">
        <SelectField
          label={say('status')}
          value={status ?? ''}
          options={claimStatuses.map((value) => ({ value, label: said(claimWords[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ status: chosen })}
        />
        {takes && (
          <Link className="button button-main" to="/settlement/claims/take">
            {say('take')}
          </Link>
        )}
      </div>
      <KeysetTable
        caption={say('list')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ claims }) => claims) ?? []}
        keyOf={({ claimId }) => claimId}
        empty={say('empty')}
      />
    </Page>
  )
}
