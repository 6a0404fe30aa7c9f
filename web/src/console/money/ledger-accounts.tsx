import { Link } from '@tanstack/react-router'
import { accountKinds } from '@yika/core/ledger/account.ts'
import { accountWords } from '@yika/core/ledger/ledger-words.ts'
import type { Answer, Input } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { useOwnerName } from './owner-name.ts'
import { yuanNumber } from './yuan-text.ts'

type Account = Answer<'ledger/ledger-accounts'>['accounts'][number]
type Kind = NonNullable<Input<'ledger/ledger-accounts'>['kind']>

const words = createWords('ledger-accounts', {
  zh: {
    title: '机构、基金、预算和银行账户',
    kind: '账户类别',
    all: '全部类别',
    owner: '户名',
    posted: '余额',
    pendingOut: '待付',
    pendingIn: '待收',
    floor: '下限',
    available: '可用',
    code: '代码',
    empty: '此类别下还没有账户：第一笔资金入账时自动开立。',
  },
  en: {
    title: 'Accounts of institutions, funds, budgets and banks',
    kind: 'Kind',
    all: 'All kinds',
    owner: 'Whose',
    posted: 'Balance',
    pendingOut: 'Promised out',
    pendingIn: 'Promised in',
    floor: 'Floor',
    available: 'Available',
    code: 'Code',
    empty: 'There is no such account yet: the first posting opens one.',
  },
})

const pageSize = 100
export const institutionKinds = (Object.keys(accountKinds) as (keyof typeof accountKinds)[]).filter(
  (kind): kind is Kind => accountKinds[kind].of === 'institution',
)

export function LedgerAccounts() {
  const say = useSay(words)
  const said = useSaid()
  const ownerName = useOwnerName()
  const [filter, narrow] = useFilter(['kind'])
  const kind = institutionKinds.find((one) => one === filter.kind)
  const input = kind === undefined ? {} : { kind }
  const pages = useAskPages('ledger/ledger-accounts', { ...input, limit: pageSize })
  const columns: readonly Column<Account>[] = [
    {
      key: 'owner',
      title: say('owner'),
      cell: ({ kind: of, owner }) => (
        <Link to="/ledger/$kind/$owner" params={{ kind: of, owner } as never}>
          {ownerName(owner)}
        </Link>
      ),
    },
    { key: 'kind', title: say('kind'), cell: ({ name }) => said(name) },
    { key: 'posted', title: say('posted'), numeric: true, cell: ({ posted }) => <Amount fen={posted} as="held" /> },
    { key: 'pendingOut', title: say('pendingOut'), numeric: true, cell: (row) => <Amount fen={row.pendingOut} /> },
    { key: 'pendingIn', title: say('pendingIn'), numeric: true, cell: (row) => <Amount fen={row.pendingIn} /> },
    { key: 'floor', title: say('floor'), numeric: true, cell: ({ floor }) => <Amount fen={floor} /> },
    { key: 'available', title: say('available'), numeric: true, cell: (row) => <Amount fen={row.available} /> },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <div className="row">
        <SelectField
          label={say('kind')}
          value={kind ?? ''}
          options={institutionKinds.map((value) => ({ value, label: said(accountWords[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ kind: chosen })}
        />
        <CsvOfPages
          file="accounts"
          name="ledger/ledger-accounts"
          input={input}
          rowsOf={({ accounts }) => accounts}
          columns={[
            [say('owner'), ({ owner }) => ownerName(owner)],
            [say('code'), ({ owner }) => owner],
            [say('kind'), ({ name }) => said(name)],
            [say('posted'), ({ posted }) => yuanNumber(posted)],
            [say('pendingOut'), ({ pendingOut }) => yuanNumber(pendingOut)],
            [say('pendingIn'), ({ pendingIn }) => yuanNumber(pendingIn)],
            [say('available'), ({ available }) => (available === null ? null : yuanNumber(available))],
          ]}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ accounts }) => accounts) ?? []}
        keyOf={({ kind: of, owner }) => `${of}/${owner}`}
        empty={say('empty')}
      />
    </section>
  )
}
