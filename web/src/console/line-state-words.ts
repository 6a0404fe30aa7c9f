import type { FailStage, LineState } from '@yika/core/production/line.ts'

/** How far a card of a batch is, as the production desk says it. */
export const lineStateWords = {
  created: { zh: '已建立', en: 'created' },
  'has-account': { zh: '已开户', en: 'has an account' },
  'no-account': { zh: '未开户', en: 'no account' },
  'account-mismatch': { zh: '账户不符', en: 'account does not match' },
  certified: { zh: '证书已签发', en: 'certified' },
  'certificate-failed': { zh: '证书失败', en: 'certificate failed' },
  made: { zh: '已制卡', en: 'made' },
  'making-failed': { zh: '制卡失败', en: 'making failed' },
  'making-abnormal': { zh: '制卡异常', en: 'making went wrong' },
  finished: { zh: '成品', en: 'finished' },
  'key-error': { zh: '密钥错误', en: 'key error' },
  shipped: { zh: '已交发放', en: 'handed to distribution' },
  reworked: { zh: '已转重做', en: 'to be made again' },
  'given-up': { zh: '已终止', en: 'given up' },
  cancelled: { zh: '已撤销', en: 'called off' },
} as const satisfies Record<LineState, { zh: string; en: string }>

export const failStageWords = {
  bank: { zh: '银行', en: 'bank' },
  certificate: { zh: '证书', en: 'certificate' },
  making: { zh: '制卡', en: 'making' },
  key: { zh: '密钥', en: 'keys' },
} as const satisfies Record<FailStage, { zh: string; en: string }>

export function lineStateTone(state: LineState): 'good' | 'warn' | 'bad' | undefined {
  if (state === 'finished' || state === 'shipped') return 'good'
  if (/failed|abnormal|error|mismatch|no-account/.test(state)) return 'bad'
  return state === 'given-up' || state === 'cancelled' ? 'warn' : undefined
}
