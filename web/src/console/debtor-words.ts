import type { Debtor } from './batch-owed.ts'

/** Whom a batch waits for. */
export const debtorWords = {
  office: { zh: '制卡管理', en: 'us' },
  'second-person': { zh: '第二人复核', en: 'a second person' },
  bank: { zh: '银行', en: 'the bank' },
  certifier: { zh: '证书机构', en: 'the certificate system' },
  factory: { zh: '制卡厂', en: 'the factory' },
} as const satisfies Record<Debtor, { zh: string; en: string }>
