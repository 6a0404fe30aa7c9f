import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { MedicalTables } from './medical-tables.tsx'
import { SettlementFigures } from './settlement-figures.tsx'

const words = createWords('settlement', {
  zh: {
    title: '医保结算',
    lead: '各险种逐月结算情况、待遇标准、手工报销和医保目录。不涉及任何人。金额单位：元。',
    claims: '手工报销',
    catalogue: '医保目录',
    more: '办理',
  },
  en: {
    title: 'Medical settlement',
    lead: 'What each insurance paid by month, the tables of the rules, claims by hand and the hospital catalogue. Nobody is named. Amounts in yuan.',
    claims: 'Claims by hand',
    catalogue: 'Hospital catalogue',
    more: 'Work',
  },
})

export function SettlementPage() {
  const say = useSay(words)
  const may = useMay()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <nav className="row" aria-label={say('more')}>
        {may('settlement/medical-claims') && (
          <Link className="button" to="/settlement/claims">
            {say('claims')}
          </Link>
        )}
        <Link className="button" to="/settlement/catalogue">
          {say('catalogue')}
        </Link>
      </nav>
      {may('settlement/settlement-figures') && <SettlementFigures />}
      <MedicalTables />
    </Page>
  )
}
