import type { ApplicationStatus } from '../application/application.ts'
import type { Physical } from '../card/card.ts'

/** Where an open application stands, in the order of its way (Articles 3, 12). */
export const funnelSteps = [
  'review',
  'correction',
  'queue',
  'bank',
  'certificate',
  'making',
  'keys',
  'packing',
  'transport',
  'collection',
  'trouble',
] as const
export type FunnelStep = (typeof funnelSteps)[number]

export const funnelWords = {
  review: { zh: '待审核', en: 'waits for review' },
  correction: { zh: '待申请人更正', en: 'waits for the applicant' },
  queue: { zh: '待组批', en: 'waits for a batch' },
  bank: { zh: '银行开户', en: 'with the bank' },
  certificate: { zh: '证书签发', en: 'with the certificate system' },
  making: { zh: '制卡', en: 'with the factory' },
  keys: { zh: '密钥替换', en: 'keys are being replaced' },
  packing: { zh: '待装箱', en: 'waits to be packed' },
  transport: { zh: '运送中', en: 'on its way' },
  collection: { zh: '待领取', en: 'waits for its holder' },
  trouble: { zh: '异常', en: 'in trouble' },
} as const satisfies Record<FunnelStep, { zh: string; en: string }>

/** The card's place says more than the application's status, as soon as there is a card. */
export function funnelStep(status: ApplicationStatus, physical: Physical | null): FunnelStep {
  switch (status) {
    case 'submitted':
      return 'review'
    case 'correction-needed':
      return 'correction'
    case 'ready':
      return 'collection'
    case 'in-production':
      return physical === null ? 'queue' : stepOfPlace[physical]
    default:
      return 'queue'
  }
}

const stepOfPlace: Record<Physical, FunnelStep> = {
  applied: 'bank',
  batched: 'bank',
  'account-opened': 'certificate',
  certified: 'making',
  personalised: 'keys',
  'keys-replaced': 'packing',
  shipped: 'transport',
  'at-outlet': 'collection',
  collected: 'collection',
  retired: 'trouble',
  spoiled: 'trouble',
  returned: 'trouble',
  missing: 'trouble',
  sealed: 'trouble',
  destroyed: 'trouble',
}
