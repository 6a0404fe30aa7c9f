import type { CardFunction } from '@yika/core/card/report-loss.ts'

/** The two functions of a card by name, for reports and receipts. */
export const functionWords = {
  social: { zh: '社会保障功能', en: 'Social-security function' },
  finance: { zh: '金融功能', en: 'Financial function' },
} as const satisfies Record<CardFunction, { zh: string; en: string }>
