import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { DoneNotice } from '../done-notice.tsx'
import { Amount } from './amount.tsx'
import { ExceptionDeeds } from './exception-deeds.tsx'
import { exceptionTones, exceptionWords } from './exception-words.ts'
import { useOwnerName } from './owner-name.ts'

type Exception = Answer<'reconciliation/reconciliation-exception'>

const words = createWords('exception', {
  zh: {
    title: '对账差异 {{reference}}',
    wait: '对账差异',
    back: '返回对账',
    partner: '对账方',
    day: '对账日',
    kind: '差异',
    status: '状态',
    found: '发现时间',
    age: '已有',
    days: '{{days}} 天',
    overdue: '{{days}} 天，已超过规定期限',
    proposed: '处理意见',
    by: '提出人',
    reason: '原因',
    correct: '账务',
    corrects: '我方账目随对方调整，差额经待查差错户',
    stays: '不动账',
    closedBy: '复核人',
    closedAt: '处理时间',
    correction: '更正流水',
    see: '查看流水',
    three: '三方金额',
    side: '哪一方',
    partnerAccount: '与对账方的账户',
    bankAccount: '银行清算户',
    we: '我方',
    they: '对方（{{name}}）',
    bank: '银行（{{name}}）',
    none: '无此笔',
    next: '办理',
  },
  en: {
    title: 'Difference {{reference}}',
    wait: 'Difference',
    back: 'Back to reconciliation',
    partner: 'Partner',
    day: 'Day',
    kind: 'Difference',
    status: 'State',
    found: 'Found',
    age: 'Age',
    days: '{{days}} days',
    overdue: '{{days}} days, longer than the rules allow',
    proposed: 'How it is to be closed',
    by: 'Proposed by',
    reason: 'Reason',
    correct: 'Books',
    corrects: 'our books follow the others, over the suspense account',
    stays: 'no money moves',
    closedBy: 'Agreed by',
    closedAt: 'Closed',
    correction: 'Correction',
    see: 'open the transfer',
    three: 'What the three say',
    side: 'Who',
    partnerAccount: 'Account of the partner',
    bankAccount: 'Clearing account at the bank',
    we: 'We',
    they: 'The partner ({{name}})',
    bank: 'The bank ({{name}})',
    none: 'has no such line',
    next: 'What to do',
  },
})

export function ExceptionPage() {
  const say = useSay(words)
  const may = useMay()
  const { exceptionId } = useParams({ strict: false }) as { readonly exceptionId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('reconciliation/reconciliation-exception', { exceptionId })
  const reference = asked.data?.reference
  return (
    <Page title={reference === undefined ? say('wait') : say('title', { reference })}>
      <p>
        <Link to="/reconciliation">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {(exception) => (
          <>
            <ThreeAmounts of={exception} />
            <div className="split">
              <ExceptionFacts of={exception} />
              {may('reconciliation/propose-closing') &&
                (exception.status === 'open' || exception.status === 'proposed') && (
                  <section className="panel">
                    <h2>{say('next')}</h2>
                    <ExceptionDeeds exception={exception} onDone={setDone} />
                  </section>
                )}
            </div>
          </>
        )}
      </Asked>
    </Page>
  )
}

function ThreeAmounts({ of: exception }: { readonly of: Exception }) {
  const say = useSay(words)
  const ownerName = useOwnerName()
  const { partner, ours, theirs, bank, oursAtBank, bankSays } = exception
  const told = (fen: number | null) =>
    fen === null ? <span className="quiet">{say('none')}</span> : <Amount fen={fen} as="held" />
  const rows = [
    { key: 'we', who: say('we'), atPartner: told(ours), atBank: bank === null ? '—' : told(oursAtBank) },
    { key: 'they', who: say('they', { name: ownerName(partner) }), atPartner: told(theirs), atBank: '—' },
    ...(bank === null
      ? []
      : [{ key: 'bank', who: say('bank', { name: ownerName(bank) }), atPartner: '—', atBank: told(bankSays) }]),
  ]
  return (
    <section className="stack">
      <h2>{say('three')}</h2>
      <PlainTable
        caption={say('three')}
        columns={[
          { key: 'who', title: say('side'), cell: ({ who }) => who },
          { key: 'atPartner', title: say('partnerAccount'), numeric: true, cell: ({ atPartner }) => atPartner },
          { key: 'atBank', title: say('bankAccount'), numeric: true, cell: ({ atBank }) => atBank },
        ]}
        rows={rows}
        keyOf={({ key }) => key}
      />
    </section>
  )
}

function ExceptionFacts({ of: exception }: { readonly of: Exception }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const ownerName = useOwnerName()
  const { status, ageDays, overdue, reason, transferId, closedAt, foundAt } = exception
  return (
    <section className="panel">
      <Facts
        of={[
          [say('partner'), ownerName(exception.partner)],
          [say('day'), moments.on(exception.day)],
          [say('kind'), said(exception.kindName)],
          [
            say('status'),
            <Tag key="status" tone={exceptionTones[status]}>
              {said(exceptionWords[status])}
            </Tag>,
          ],
          [say('found'), moments.at(foundAt)],
          [say('age'), ageDays === null ? null : say(overdue ? 'overdue' : 'days', { days: ageDays })],
          [say('by'), colleague.name(exception.proposedBy)],
          [say('reason'), reason],
          [say('correct'), reason === null ? null : say(exception.correct ? 'corrects' : 'stays')],
          [say('closedBy'), colleague.name(exception.closedBy)],
          [say('closedAt'), closedAt === null ? null : moments.at(closedAt)],
          [
            say('correction'),
            transferId === null || !may('ledger/transfer') ? null : (
              <Link key="transfer" to="/transfers/$transferId" params={{ transferId } as never}>
                {say('see')}
              </Link>
            ),
          ],
        ]}
      />
    </section>
  )
}
