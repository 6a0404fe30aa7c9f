import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'

/** Article 14: how a chip proves itself. */
export const chipFigures = {
  'chip.challenge-lifetime': {
    kind: 'number',
    unit: 'seconds',
    minimum: 5,
    maximum: 600,
    title: { zh: '芯片验真随机数有效期', en: 'A challenge to a chip is answered within' },
    owner: 'card-office',
    legal: 'Measures art. 14',
    first: [{ value: 60, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
} as const satisfies Record<string, PolicyFigure>
