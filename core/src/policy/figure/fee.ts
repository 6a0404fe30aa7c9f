import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, olderRulesFrom, olderRulesLegal, olderRulesTo, policySource } from '../policy-source.ts'

/** What a card costs its holder, in fen (Articles 12, 17). */
export const feeFigures = {
  'fee.first-issue': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '首次申领工本费', en: 'Fee of a first issue' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [{ value: 0, from: measuresInForce, verified: false, source: policySource.excerpt }],
  },
  'fee.reissue': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '补卡工本费', en: 'Fee of a re-issue after loss' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [
      {
        value: 2000,
        from: olderRulesFrom,
        to: olderRulesTo,
        verified: true,
        source: policySource.olderRules,
        legal: olderRulesLegal,
      },
      { value: 0, from: measuresInForce, verified: false, source: policySource.unread },
    ],
  },
  'fee.exchange-damage': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '损坏换卡工本费', en: 'Fee of an exchange of a damaged card' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [{ value: 0, from: measuresInForce, verified: false, source: policySource.unread }],
  },
  'fee.exchange-warranty': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '质保换卡工本费', en: 'Fee of an exchange under warranty' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [{ value: 0, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'fee.temporary-card-deposit': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '临时卡押金（发放临时卡时）', en: 'Deposit of a temporary card, where such are issued' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [{ value: 1000, from: measuresInForce, verified: false, source: policySource.excerpt }],
  },
  'fee.policy': {
    kind: 'text',
    pattern: '^.{1,400}$',
    title: { zh: '收费政策说明', en: 'Note on fees' },
    owner: 'finance-office',
    legal: 'Measures art. 12',
    first: [
      {
        value: '首次申领工本费约于2018年起取消。/ The fee of first issue was abolished in about 2018.',
        from: measuresInForce,
        verified: false,
        source: policySource.unread,
      },
    ],
  },
} as const satisfies Record<string, PolicyFigure>
