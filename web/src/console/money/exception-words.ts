import type { exceptionStatuses } from '@yika/core/reconciliation/reconciliation-exception.ts'

type Status = (typeof exceptionStatuses)[number]

/** How far a difference has come. */
export const exceptionWords = {
  open: { zh: '待处理', en: 'open' },
  proposed: { zh: '待复核', en: 'waits for approval' },
  closed: { zh: '已处理', en: 'closed' },
  vanished: { zh: '已自动对平', en: 'agrees by now' },
} as const satisfies Record<Status, { zh: string; en: string }>

export const exceptionTones = { open: 'bad', proposed: 'warn', closed: 'good', vanished: 'good' } as const
