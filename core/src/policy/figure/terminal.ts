import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'

/** Articles 9 and 12: how soon lists are published and when a terminal counts as ill; proposals of the platform. */
export const terminalFigures = {
  'status-list.publish-seconds': {
    kind: 'number',
    unit: 'seconds',
    minimum: 1,
    maximum: 60,
    title: { zh: '状态名单发布间隔', en: 'Status lists are published every' },
    owner: 'card-office',
    legal: 'Measures art. 9',
    first: [{ value: 5, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'terminal.silent-after': {
    kind: 'number',
    unit: 'minutes',
    minimum: 1,
    maximum: 1440,
    title: { zh: '终端失联判定', en: 'A terminal counts as silent after' },
    owner: 'card-office',
    legal: 'Measures art. 12',
    first: [{ value: 15, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'terminal.clock-off': {
    kind: 'number',
    unit: 'seconds',
    minimum: 1,
    maximum: 3600,
    title: { zh: '终端时钟允许偏差', en: 'The clock of a terminal may be off by' },
    owner: 'security-office',
    legal: 'Measures art. 9',
    first: [{ value: 60, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
  'terminal.waiting-most': {
    kind: 'number',
    unit: 'lines',
    minimum: 1,
    maximum: 1000000,
    title: { zh: '终端待上传笔数告警', en: 'Uses waiting in a terminal that raise an alert' },
    owner: 'card-office',
    legal: 'Measures art. 12',
    first: [{ value: 1000, from: measuresInForce, verified: false, source: policySource.proposal }],
  },
} as const satisfies Record<string, PolicyFigure>
