import type { Day, Instant } from '../calendar/instant.ts'
import type { Card, Finance, Physical, PinState, Social } from './card.ts'
import { suspendedByBank } from './refusals-of-state.ts'
import { isValidOn } from './validity.ts'

/** What a state means to its holder and what to do next (M7.8), in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
  readonly next: { readonly zh: string; readonly en: string }
}

const nothingToDo = { zh: '无需办理。', en: 'Nothing to do.' } as const
const wait = { zh: '请等候短信通知。', en: 'Wait for our message.' } as const
const applyAgain = { zh: '请重新申领。', en: 'Apply for a new card.' } as const

export const physicalWords = {
  applied: { zh: '已收到申请，等待制卡', en: 'We have the application; the card will be made', next: wait },
  batched: { zh: '制卡中：银行开户', en: 'Being made: the bank is opening the account', next: wait },
  'account-opened': { zh: '制卡中：签发证书', en: 'Being made: the certificate is being issued', next: wait },
  certified: { zh: '制卡中：写入芯片', en: 'Being made: the chip is being written', next: wait },
  personalised: { zh: '制卡中：质量检查', en: 'Being made: quality check', next: wait },
  'keys-replaced': { zh: '制卡完成，等待寄出', en: 'Made, about to be sent', next: wait },
  shipped: { zh: '卡片在途', en: 'On its way', next: wait },
  'at-outlet': {
    zh: '卡片已到网点',
    en: 'At the outlet',
    next: { zh: '请携带身份证件领取。', en: 'Collect it with your identity document.' },
  },
  collected: { zh: '已领卡', en: 'In your hands', next: nothingToDo },
  retired: { zh: '已停用', en: 'Out of use', next: { zh: '请妥善处理旧卡。', en: 'Cut the old card up.' } },
  spoiled: { zh: '制卡失败，将重新制作', en: 'It went wrong while it was made; another one is made', next: wait },
  returned: {
    zh: '卡片被退回',
    en: 'It was sent back to us',
    next: { zh: '请联系我们确认领取方式。', en: 'Tell us how you want to receive it.' },
  },
  missing: { zh: '卡片在途中遗失，将重新制作', en: 'It was lost on the way; another one is made', next: wait },
  sealed: { zh: '逾期未领，已封存', en: 'Not collected in time and sealed', next: applyAgain },
  destroyed: { zh: '卡片已销毁', en: 'Destroyed', next: applyAgain },
} as const satisfies Record<Physical, Words>

export const socialWords = {
  none: { zh: '社会保障功能：尚未领卡', en: 'Social-security function: not collected yet', next: wait },
  'pending-enable': {
    zh: '社会保障功能：未启用',
    en: 'Social-security function: off',
    next: {
      zh: '请启用：网上输入卡号和手机验证码，或持卡和证件到网点。启用后旧卡随即停用。',
      en: 'Enable it: on line with card number and the code on your phone, or at a counter. The older card ends then.',
    },
  },
  enabled: { zh: '社会保障功能：已启用', en: 'Social-security function: on', next: nothingToDo },
  'suspended-provisional': {
    zh: '社会保障功能：临时挂失',
    en: 'Social-security function: stopped by a provisional loss report',
    next: {
      zh: '找回卡片请解除挂失；找不回请在到期前办理正式挂失并补卡。',
      en: 'Found it? Release the report. Not found? Report it formally before the date and apply for a new card.',
    },
  },
  'suspended-formal': {
    zh: '社会保障功能：正式挂失',
    en: 'Social-security function: stopped for good by a formal loss report',
    next: { zh: '请申请补领新卡。', en: 'Apply for a replacement.' },
  },
  locked: {
    zh: '社会保障功能：已锁定',
    en: 'Social-security function: locked by the authority',
    next: { zh: '请致电服务热线。', en: 'Call the card hotline.' },
  },
  cancelled: {
    zh: '社会保障功能：已注销',
    en: 'Social-security function: ended',
    next: { zh: '请使用新卡，或重新申领。', en: 'Use your newer card, or apply for one.' },
  },
} as const satisfies Record<Social, Words>

export const financeWords = {
  none: { zh: '金融功能：无', en: 'Financial function: none', next: nothingToDo },
  dormant: {
    zh: '金融功能：未激活',
    en: 'Financial function: not activated',
    next: {
      zh: '需要时由本人持卡和证件到发卡银行激活；不激活不影响社会保障功能。',
      en: 'If you want it, go to the issuing bank with card and document; the rest works without it.',
    },
  },
  active: { zh: '金融功能：已激活', en: 'Financial function: active', next: nothingToDo },
  'suspended-provisional': {
    zh: '金融功能：临时挂失',
    en: 'Financial function: stopped by a provisional loss report',
    next: {
      zh: '找回卡片请解除挂失；找不回请办理正式挂失。',
      en: 'Found it? Release the report. Not found? Report it formally.',
    },
  },
  'suspended-formal': {
    zh: '金融功能：正式挂失',
    en: 'Financial function: stopped for good by a formal loss report',
    next: { zh: '请申请补领新卡。', en: 'Apply for a replacement.' },
  },
  closed: { zh: '金融功能：已销户', en: 'Financial function: account closed', next: nothingToDo },
} as const satisfies Record<Finance, Words>

const bankSuspension = {
  zh: '金融功能：银行已暂停',
  en: 'Financial function: suspended by the bank',
  next: { zh: '请向发卡银行咨询。', en: 'Ask the issuing bank.' },
} as const satisfies Words

export const pinWords = {
  none: {
    zh: '社会保障密码：未设置',
    en: 'PIN: not set',
    next: { zh: '请到网点发起设置。', en: 'Have it started at a counter, then choose it yourself.' },
  },
  initial: {
    zh: '社会保障密码：初始密码',
    en: 'PIN: still the initial one',
    next: { zh: '请先修改，初始密码不能办理业务。', en: 'Change it: the initial PIN cannot be used.' },
  },
  set: { zh: '社会保障密码：已设置', en: 'PIN: set', next: nothingToDo },
  locked: {
    zh: '社会保障密码：已锁定',
    en: 'PIN: locked',
    next: { zh: '请持身份证件到网点解锁或重置。', en: 'Have it unblocked or reset at a counter.' },
  },
} as const satisfies Record<PinState, Words>

const expiredWords = {
  zh: '卡片已过有效期',
  en: 'The card has expired',
  next: { zh: '请申请到期换卡。', en: 'Apply for a renewal.' },
} as const satisfies Words

export interface CardStatus {
  /** The one sentence to show first. */
  readonly headline: Words
  readonly physical: Words
  readonly social: Words
  readonly finance: Words
  readonly pin: Words
  readonly expired: boolean
  readonly socialUntil: Instant | null
  readonly financeUntil: Instant | null
}

/** Article 7: the state of the card and of both functions in plain words, with the next step. */
export function statusOf(card: Card, today: Day): CardStatus {
  const expired = !isValidOn(card, today)
  const social = socialWords[card.social]
  const physical = physicalWords[card.physical]
  return {
    headline: headlineOf(card, expired),
    physical,
    social,
    finance: suspendedByBank(card) ? bankSuspension : financeWords[card.finance],
    pin: pinWords[card.pinState],
    expired,
    socialUntil: card.socialProvisionalUntil,
    financeUntil: card.financeProvisionalUntil,
  }
}

function headlineOf(card: Card, expired: boolean): Words {
  if (card.social === 'none') return physicalWords[card.physical]
  if (expired && card.social !== 'cancelled') return expiredWords
  return socialWords[card.social]
}
