import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { LedgerAccounts } from './ledger-accounts.tsx'
import { TrialBalance } from './trial-balance.tsx'

const words = createWords('ledger', {
  zh: {
    title: '资金账务',
    lead: '每笔资金都有来处和去处；只能冲回，不能涂改。金额单位：元。',
    budgets: '部门预算变更',
  },
  en: {
    title: 'Ledger',
    lead: 'Every amount comes from somewhere and goes somewhere; it can be taken back, never rubbed out. Amounts in yuan.',
    budgets: 'Changes of budgets',
  },
})

export function LedgerPage() {
  const say = useSay(words)
  const may = useMay()
  return (
    <Page title={say('title')} lead={say('lead')}>
      {may('ledger/budget-changes') && (
        <p>
          <Link className="button" to="/ledger/budgets">
            {say('budgets')}
          </Link>
        </p>
      )}
      {may('ledger/trial-balance') && <TrialBalance />}
      <LedgerAccounts />
    </Page>
  )
}
