import { Link, useParams } from '@tanstack/react-router'
import { roleWords } from '@yika/core/access/role-words.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages, useRead } from '../../client/use-calls.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../../ui/words.ts'
import { districtName } from '../district-name.ts'
import { DoneNotice } from '../done-notice.tsx'
import { EnrolmentCode } from './enrolment-code.tsx'
import { RegisterStaff } from './register-staff.tsx'
import { StaffDeeds } from './staff-deeds.tsx'

type Account = Answer<'access/staff-accounts'>['accounts'][number]

const words = createWords('staff', {
  zh: {
    title: '工作人员：{{name}}',
    lead: '一个账户是一个人的一个岗位。本人不能管理自己的账户；各单位不能管理自己的审计员。',
    back: '返回机构与人员',
    userName: '用户名',
    number: '工号',
    role: '岗位',
    place: '地点',
    status: '状态',
    active: '在用',
    dismissed: '已停用',
    deeds: '办理',
    empty: '该机构没有工作人员账户。',
  },
  en: {
    title: 'Staff: {{name}}',
    lead: 'An account is one role of one person. Nobody administers their own account, and no body its own auditors.',
    back: 'Back to organisations and staff',
    userName: 'User name',
    number: 'Employee number',
    role: 'Role',
    place: 'Place',
    status: 'State',
    active: 'active',
    dismissed: 'dismissed',
    deeds: 'Do',
    empty: 'This organisation has no staff account.',
  },
})

export function StaffPage() {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const may = useMay()
  const { organisationId } = useParams({ strict: false }) as { organisationId: string }
  const [done, setDone] = useState<string>()
  const [enrolling, setEnrolling] = useState<string>()
  const organisations = useRead('access/organisations', {})
  const banks = useRead('bank/banks', {})
  const bank = banks.data?.banks.find(({ bankId }) => bankId === organisationId)
  const outlets = useRead('bank/outlets', bank === undefined ? { limit: 1 } : { bankId: organisationId, limit: 500 })
  const pages = useAskPages('access/staff-accounts', { organisationId })
  const name =
    bank?.name ?? organisations.data?.organisations.find((one) => one.organisationId === organisationId)?.name
  const placeOf = ({ officeId, district }: Account) => {
    const outlet = outlets.data?.outlets.find(({ outletId }) => outletId === officeId)?.name
    const office = outlet === undefined ? officeId : language === 'zh' ? outlet.zh : (outlet.en ?? outlet.zh)
    return [district === null ? null : said(districtName(district)), office].filter(Boolean).join(' · ') || '—'
  }
  const columns: readonly Column<Account>[] = [
    { key: 'userName', title: say('userName'), cell: (row) => row.userName },
    { key: 'number', title: say('number'), cell: (row) => row.employeeNumber },
    { key: 'role', title: say('role'), cell: (row) => said(roleWords[row.role]) },
    { key: 'place', title: say('place'), cell: (row) => <span className="wrap">{placeOf(row)}</span> },
    {
      key: 'status',
      title: say('status'),
      cell: (row) => <Tag tone={row.status === 'active' ? 'good' : 'bad'}>{say(row.status)}</Tag>,
    },
    ...(may('access/dismiss-staff')
      ? [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: (row: Account) => (
              <StaffDeeds
                account={row}
                organisationId={organisationId}
                isBank={bank !== undefined}
                onDone={setDone}
                onEnrol={setEnrolling}
              />
            ),
          },
        ]
      : []),
  ]
  return (
    <Page title={say('title', { name: name === undefined ? '' : said(name) })} lead={say('lead')}>
      <p>
        <Link to="/organisations">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {enrolling !== undefined && <EnrolmentCode staffId={enrolling} onClose={() => setEnrolling(undefined)} />}
      {may('access/register-staff') && (
        <RegisterStaff
          organisationId={organisationId}
          isBank={bank !== undefined}
          onDone={(text, staffId) => {
            setDone(text)
            setEnrolling(staffId)
          }}
        />
      )}
      <KeysetTable
        caption={say('title', { name: name === undefined ? '' : said(name) })}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ accounts }) => accounts) ?? []}
        keyOf={(row) => row.staffId}
        empty={say('empty')}
      />
    </Page>
  )
}
