import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'

/** Articles 2 and 5: how benefits are paid. What a programme pays stands in the programme. */
export const benefitFigures = {
  'benefit.most-tries': {
    kind: 'number',
    unit: 'times',
    minimum: 1,
    maximum: 12,
    title: { zh: '待遇发放最多尝试次数', en: 'Tries to pay a benefit before its money goes back' },
    owner: 'finance-office',
    legal: 'Measures art. 5',
    first: [{ value: 3, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
} as const satisfies Record<string, PolicyFigure>
