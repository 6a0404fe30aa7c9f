import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'

/** Article 9: how a use of the card is told. */
export const useFigures = {
  'use.clock-skew': {
    kind: 'number',
    unit: 'seconds',
    minimum: 1,
    maximum: 600,
    title: { zh: '终端时钟允许偏差', en: 'A terminal’s clock may be off by' },
    owner: 'security-office',
    legal: 'Measures art. 9',
    first: [{ value: 60, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'use.late-days': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 1,
    maximum: 366,
    title: { zh: '离线用卡补传期限', en: 'Uses off line may be told within' },
    owner: 'card-office',
    legal: 'Measures art. 9',
    first: [{ value: 30, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
} as const satisfies Record<string, PolicyFigure>
