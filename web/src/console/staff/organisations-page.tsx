import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { DoneNotice } from '../done-notice.tsx'
import { OrganisationDeeds } from './organisation-deeds.tsx'
import { organisationKindWords } from './organisation-kind-words.ts'
import { RegisterOrganisation } from './register-organisation.tsx'

type Organisation = Answer<'access/organisations'>['organisations'][number]

const words = createWords('organisations', {
  zh: {
    title: '机构与人员',
    lead: '第六条规定的各部门及其他单位；每个账户属于一个机构，或一家银行。',
    bodies: '机构',
    banks: '合作银行的工作人员',
    name: '名称',
    kind: '类别',
    field: '职责',
    contact: '联系方式',
    until: '有效期至',
    deeds: '办理',
    staff: '工作人员',
    staffOf: '{{name}}的工作人员',
  },
  en: {
    title: 'Organisations and staff',
    lead: 'The bodies of Article 6 and others; each account belongs to one of them, or to a bank.',
    bodies: 'Organisations',
    banks: 'Staff of the cooperating banks',
    name: 'Name',
    kind: 'Sort',
    field: 'Field',
    contact: 'Contact',
    until: 'Until',
    deeds: 'Do',
    staff: 'Staff',
    staffOf: 'Staff of {{name}}',
  },
})

export function OrganisationsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const asked = useRead('access/organisations', {})
  const banks = useRead('bank/banks', {})
  const staffLink = (organisationId: string, name: string) => (
    <Link
      className="button"
      to="/organisations/$organisationId"
      params={{ organisationId } as never}
      aria-label={say('staffOf', { name })}
    >
      {say('staff')}
    </Link>
  )
  const columns = [
    { key: 'name', title: say('name'), cell: (row: Organisation) => <span className="wrap">{said(row.name)}</span> },
    { key: 'kind', title: say('kind'), cell: (row: Organisation) => said(organisationKindWords[row.kind]) },
    { key: 'field', title: say('field'), cell: (row: Organisation) => <span className="wrap">{said(row.field)}</span> },
    { key: 'contact', title: say('contact'), cell: (row: Organisation) => row.contact },
    {
      key: 'until',
      title: say('until'),
      cell: (row: Organisation) => (row.validUntil === null ? '—' : moments.on(row.validUntil)),
    },
    {
      key: 'deeds',
      title: say('deeds'),
      cell: (row: Organisation) => (
        <div className="row">
          {staffLink(row.organisationId, said(row.name))}
          <OrganisationDeeds organisation={row} onDone={setDone} />
        </div>
      ),
    },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <section className="stack">
        <h2>{say('bodies')}</h2>
        {may('access/register-organisation') && <RegisterOrganisation onDone={setDone} />}
        <Asked of={asked}>
          {({ organisations }) => (
            <PlainTable
              caption={say('bodies')}
              columns={columns}
              rows={organisations}
              keyOf={(row) => row.organisationId}
            />
          )}
        </Asked>
      </section>
      <section className="stack">
        <h2>{say('banks')}</h2>
        <Asked of={banks}>
          {(answer) => (
            <ul className="grid">
              {answer.banks.map(({ bankId, name }) => (
                <li key={bankId} className="row">
                  {said(name)} {staffLink(bankId, said(name))}
                </li>
              ))}
            </ul>
          )}
        </Asked>
      </section>
    </Page>
  )
}
