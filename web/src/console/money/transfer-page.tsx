import { Link, useParams } from '@tanstack/react-router'
import { type AccountKind, accountKinds } from '@yika/core/ledger/account.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Amount } from './amount.tsx'
import { useOwnerName } from './owner-name.ts'

type Transfer = Answer<'ledger/transfer'>
type Side = Transfer['legs'][number]['debit']

const words = createWords('transfer', {
  zh: {
    title: '资金流水',
    lead: '一笔资金的全部分录：要么全部入账，要么全部不入账。金额单位：元。',
    kind: '事由',
    status: '状态',
    pending: '待入账',
    posted: '已入账',
    voided: '已取消',
    businessDay: '业务日',
    partner: '对账方',
    reference: '对方编号',
    cause: '业务编号',
    madeAt: '发起时间',
    closedAt: '入账时间',
    reverses: '冲回的原流水',
    original: '查看原流水',
    legs: '分录',
    debit: '借方（付出）',
    credit: '贷方（收入）',
    amount: '金额',
    takenBack: '已冲回',
    purpose: '用途',
    back: '返回资金账务',
  },
  en: {
    title: 'Transfer',
    lead: 'All legs of one movement of money: all of them are posted or none is. Amounts in yuan.',
    kind: 'What for',
    status: 'State',
    pending: 'promised',
    posted: 'posted',
    voided: 'voided',
    businessDay: 'Happened on',
    partner: 'Reconciled with',
    reference: "The partner's number",
    cause: 'Belongs to',
    madeAt: 'Made',
    closedAt: 'Posted',
    reverses: 'Takes back',
    original: 'the transfer before it',
    legs: 'Legs',
    debit: 'From (debit)',
    credit: 'To (credit)',
    amount: 'Amount',
    takenBack: 'Taken back',
    purpose: 'For',
    back: 'Back to the ledger',
  },
})

const tones = { pending: 'warn', posted: 'good', voided: 'bad' } as const

export function TransferPage() {
  const say = useSay(words)
  const { transferId } = useParams({ strict: false }) as { readonly transferId: string }
  const asked = useAsk('ledger/transfer', { transferId, purpose: 'reconciliation' })
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/ledger">{say('back')}</Link>
      </p>
      <Asked of={asked}>{(transfer) => <Transfer of={transfer} />}</Asked>
    </Page>
  )
}

function Transfer({ of: transfer }: { readonly of: Transfer }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const ownerName = useOwnerName()
  const { status, partner, reverses, closedAt } = transfer
  return (
    <>
      <section className="panel">
        <Facts
          of={[
            [say('kind'), said(transfer.kindName)],
            [
              say('status'),
              <Tag key="status" tone={tones[status]}>
                {say(status)}
              </Tag>,
            ],
            [say('businessDay'), moments.on(transfer.businessDay)],
            [say('madeAt'), moments.at(transfer.madeAt)],
            [say('closedAt'), closedAt === null ? null : moments.at(closedAt)],
            [say('partner'), partner === null ? null : ownerName(partner)],
            [say('reference'), transfer.partnerReference],
            [say('cause'), <code key="cause">{transfer.cause}</code>],
            [
              say('reverses'),
              reverses === null ? null : (
                <Link key="reverses" to="/transfers/$transferId" params={{ transferId: reverses } as never}>
                  {say('original')}
                </Link>
              ),
            ],
          ]}
        />
      </section>
      <section className="stack">
        <h2>{say('legs')}</h2>
        <PlainTable
          caption={say('legs')}
          columns={[
            { key: 'debit', title: say('debit'), cell: ({ leg }) => <AccountLink of={leg.debit} /> },
            { key: 'credit', title: say('credit'), cell: ({ leg }) => <AccountLink of={leg.credit} /> },
            { key: 'purpose', title: say('purpose'), cell: ({ leg }) => said(leg.purposeName) },
            { key: 'amount', title: say('amount'), numeric: true, cell: ({ leg }) => <Amount fen={leg.amount} /> },
            {
              key: 'takenBack',
              title: say('takenBack'),
              numeric: true,
              cell: ({ leg }) => <Amount fen={leg.takenBack} />,
            },
          ]}
          rows={transfer.legs.map((leg, place) => ({ leg, place }))}
          keyOf={({ place }) => String(place)}
        />
      </section>
    </>
  )
}

function AccountLink({ of: { kind, owner, name } }: { readonly of: Side }) {
  const said = useSaid()
  const ownerName = useOwnerName()
  const text = `${said(name)} · ${ownerName(owner)}`
  if (accountKinds[kind as AccountKind].of === 'person') return text
  return (
    <Link to="/ledger/$kind/$owner" params={{ kind, owner } as never}>
      {text}
    </Link>
  )
}
