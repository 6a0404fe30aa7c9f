import type { claimStatuses } from '@yika/core/settlement/medical/medical-claim.ts'

/** How far a claim by hand has come. */
export const claimWords = {
  taken: { zh: '待审批', en: 'waits for a decision' },
  approved: { zh: '已报销', en: 'settled' },
  refused: { zh: '不予报销', en: 'refused' },
} as const satisfies Record<(typeof claimStatuses)[number], { zh: string; en: string }>

export const claimTones = { taken: 'warn', approved: 'good', refused: 'bad' } as const
