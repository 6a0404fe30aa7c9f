import { Link } from '@tanstack/react-router'
import { budgetChangeStatuses } from '@yika/core/ledger/budget-change.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { useOwnerName } from './owner-name.ts'
import { ProposeBudget } from './propose-budget.tsx'
import { yuanText } from './yuan-text.ts'

type Change = Answer<'ledger/budget-changes'>['changes'][number]

const words = createWords('budgets', {
  zh: {
    title: '部门预算变更',
    lead: '财政部门一人拟定、另一人复核，款项才进入部门预算。金额单位：元。',
    back: '返回资金账务',
    status: '状态',
    all: '全部',
    proposed: '待复核',
    approved: '已复核',
    withdrawn: '已撤回',
    changes: '变更记录，最新的在前',
    proposedAt: '拟定时间',
    department: '部门',
    kind: '事项',
    'top-up': '拨款',
    floor: '下限',
    amount: '金额',
    bank: '经由银行',
    reason: '原因',
    by: '拟定人',
    decided: '复核人',
    deeds: '办理',
    transfer: '查看流水',
    own: '由您拟定，须由另一人复核',
    approve: '复核通过',
    approveTopUp: '{{amount}} 元经{{bank}}进入{{department}}的预算，立即入账，可用于发放。入账后只能以冲回更正。',
    approveFloor: '{{department}}预算的下限变为 {{amount}} 元，立即生效。',
    withdraw: '撤回',
    withdrawWhat: '这项变更不再办理；需要时须重新拟定。',
    doneApprove: '已复核：{{department}}，{{amount}} 元。',
    doneWithdraw: '已撤回。',
    empty: '没有符合条件的预算变更。',
  },
  en: {
    title: 'Changes of budgets',
    lead: 'One person of the treasury proposes, another approves: only then does money come into a budget. Amounts in yuan.',
    back: 'Back to the ledger',
    status: 'State',
    all: 'All',
    proposed: 'waits for approval',
    approved: 'approved',
    withdrawn: 'withdrawn',
    changes: 'Changes, the newest first',
    proposedAt: 'Proposed',
    department: 'Department',
    kind: 'What',
    'top-up': 'money in',
    floor: 'floor',
    amount: 'Amount',
    bank: 'Through',
    reason: 'Reason',
    by: 'Proposed by',
    decided: 'Decided by',
    deeds: 'Do',
    transfer: 'Open the transfer',
    own: 'Proposed by you: another person has to approve',
    approve: 'Approve',
    approveTopUp:
      '{{amount}} yuan come through {{bank}} into the budget of {{department}} at once and can be paid out. Afterwards only a reversal puts it right.',
    approveFloor: 'The floor of the budget of {{department}} becomes {{amount}} yuan at once.',
    withdraw: 'Withdraw',
    withdrawWhat: 'The change is given up; if it is wanted it has to be proposed again.',
    doneApprove: 'Approved: {{department}}, {{amount}} yuan.',
    doneWithdraw: 'Withdrawn.',
    empty: 'No change of a budget fits.',
  },
})

const pageSize = 100
const tones = { proposed: 'warn', approved: 'good', withdrawn: 'bad' } as const

export function BudgetsPage() {
  const say = useSay(words)
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const department = useOrganisationName()
  const bank = useOwnerName()
  const [done, setDone] = useState<string>()
  const [filter, narrow] = useFilter(['status'])
  const status = budgetChangeStatuses.find((one) => one === filter.status)
  const input = status === undefined ? {} : { status }
  const pages = useAskPages('ledger/budget-changes', { ...input, limit: pageSize })
  const decides = may('ledger/approve-budget-change')
  const deeds = (change: Change) => {
    const { changeId, kind, organisationId, amount, bankId, transferId, proposedBy } = change
    const told = { amount: yuanText(amount), department: department(organisationId), bank: bank(bankId ?? '') }
    if (transferId !== null && may('ledger/transfer'))
      return (
        <Link to="/transfers/$transferId" params={{ transferId } as never}>
          {say('transfer')}
        </Link>
      )
    if (change.status !== 'proposed' || !decides) return '—'
    return (
      <span className="row">
        {proposedBy === colleague.own ? (
          <span className="quiet small">{say('own')}</span>
        ) : (
          <Deed
            name="ledger/approve-budget-change"
            look="main"
            label={say('approve')}
            consequence={say(kind === 'floor' ? 'approveFloor' : 'approveTopUp', told)}
            input={() => ({ changeId })}
            onDone={() => setDone(say('doneApprove', told))}
          />
        )}
        <Deed
          name="ledger/withdraw-budget-change"
          label={say('withdraw')}
          consequence={say('withdrawWhat')}
          input={() => ({ changeId })}
          onDone={() => setDone(say('doneWithdraw'))}
        />
      </span>
    )
  }
  const columns: readonly Column<Change>[] = [
    { key: 'proposedAt', title: say('proposedAt'), cell: (row) => moments.at(row.proposedAt) },
    { key: 'department', title: say('department'), cell: (row) => department(row.organisationId) },
    { key: 'kind', title: say('kind'), cell: (row) => say(row.kind) },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.amount} /> },
    { key: 'status', title: say('status'), cell: (row) => <Tag tone={tones[row.status]}>{say(row.status)}</Tag> },
    { key: 'deeds', title: say('deeds'), cell: deeds },
    { key: 'bank', title: say('bank'), cell: (row) => (row.bankId === null ? '—' : bank(row.bankId)) },
    { key: 'reason', title: say('reason'), cell: (row) => <span className="wrap">{row.reason}</span> },
    { key: 'by', title: say('by'), cell: (row) => colleague.name(row.proposedBy) },
    { key: 'decided', title: say('decided'), cell: (row) => colleague.name(row.decidedBy) ?? '—' },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/ledger">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {may('ledger/top-up-budget') && <ProposeBudget onDone={setDone} />}
      <section className="stack">
        <h2>{say('changes')}</h2>
        <div className="row">
          <SelectField
            label={say('status')}
            value={status ?? ''}
            options={budgetChangeStatuses.map((value) => ({ value, label: say(value) }))}
            any={say('all')}
            onValue={(chosen) => narrow({ status: chosen })}
          />
        </div>
        <KeysetTable
          caption={say('changes')}
          columns={columns}
          pages={pages}
          rows={pages.data?.pages.flatMap(({ changes }) => changes) ?? []}
          keyOf={({ changeId }) => changeId}
          empty={say('empty')}
        />
      </section>
    </Page>
  )
}
