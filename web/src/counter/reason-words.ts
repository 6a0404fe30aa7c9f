import { createWords } from '../ui/words.ts'

/** Why a card is asked for, as a clerk and an applicant call it. */
export const reasonWords = createWords('reasons', {
  zh: {
    first: '首次申领',
    loss: '丢失补卡',
    damage: '损坏换卡',
    'printed-change': '卡面信息变更换卡',
    'bank-change': '更换银行换卡',
    warranty: '质保换卡',
    expiry: '到期换卡',
    'generation-upgrade': '换第三代卡',
  },
  en: {
    first: 'First card',
    loss: 'Replacement of a lost card',
    damage: 'Exchange of a damaged card',
    'printed-change': 'Exchange: printed data changed',
    'bank-change': 'Exchange: another bank',
    warranty: 'Exchange under warranty',
    expiry: 'Renewal at expiry',
    'generation-upgrade': 'Renewal to the third generation',
  },
})
