import type { BatchState } from '@yika/core/production/batch.ts'

/** Where a batch is on its way, as the production desk says it. */
export const batchStateWords = {
  open: { zh: '待审批', en: 'open' },
  released: { zh: '已放行', en: 'released' },
  'exported-to-bank': { zh: '银行开户中', en: 'with the bank' },
  'bank-returned': { zh: '银行已返回', en: 'bank returned' },
  certified: { zh: '证书已签发', en: 'certified' },
  'exported-to-factory': { zh: '制卡厂制作中', en: 'with the factory' },
  'factory-returned': { zh: '制卡厂已返回', en: 'factory returned' },
  'keys-replaced': { zh: '密钥已替换', en: 'keys replaced' },
  shipped: { zh: '已发运', en: 'shipped' },
  reconciled: { zh: '已核对', en: 'reconciled' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const satisfies Record<BatchState, { zh: string; en: string }>

export function batchStateTone(state: BatchState): 'good' | 'warn' | 'bad' | undefined {
  if (state === 'reconciled') return 'good'
  if (state === 'cancelled') return 'bad'
  return state === 'open' ? 'warn' : undefined
}
