import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'

/** Limits of money that people move by hand, and of differences that wait (Article 13). */
export const ledgerFigures = {
  'ledger.most-per-transfer': {
    kind: 'number',
    unit: 'fen',
    minimum: 1,
    maximum: 640_000_000_000,
    title: { zh: '人工办理单笔资金上限', en: 'Most money that one change by hand moves' },
    owner: 'finance-office',
    legal: 'Measures art. 13',
    first: [{ value: 100_000_000_000, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'reconciliation.close-within': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 1,
    maximum: 90,
    title: { zh: '对账差错处理时限', en: 'Differences of reconciliation are closed within' },
    owner: 'finance-office',
    legal: 'Measures art. 13',
    first: [{ value: 5, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
} as const satisfies Record<string, PolicyFigure>
