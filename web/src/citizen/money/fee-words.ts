import type { FeeState } from '@yika/core/settlement/fee/fee.ts'
import { createWords } from '../../ui/words.ts'

/** Where a bill stands, for whoever pays it. */
export const feeWords = createWords('fee-state', {
  zh: {
    open: '待缴',
    paid: '已缴',
    'reversal-proposed': '退款复核中',
    reversed: '已退款',
    withdrawn: '已撤回，无需缴费',
  },
  en: {
    open: 'to pay',
    paid: 'paid',
    'reversal-proposed': 'refund being checked',
    reversed: 'refunded',
    withdrawn: 'withdrawn, nothing to pay',
  },
})

export const feeTones = {
  open: 'warn',
  paid: 'good',
  'reversal-proposed': undefined,
  reversed: undefined,
  withdrawn: undefined,
} as const satisfies Record<FeeState, 'good' | 'warn' | undefined>
