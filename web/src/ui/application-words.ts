import type { ApplicationKind, ApplicationReason } from '@yika/core/application/application.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** What is asked for, in the words of the guide. */
export const applicationKindWords = {
  'first-issue': { zh: '首次申领', en: 'First card' },
  reissue: { zh: '补卡', en: 'Replacement of a lost card' },
  exchange: { zh: '换卡', en: 'Exchange' },
  renewal: { zh: '到期或换代换卡', en: 'Renewal' },
} as const satisfies Record<ApplicationKind, Words>

/** Why, each with a sentence about when it is the right one. */
export const applicationReasonWords = {
  first: {
    zh: '首次申领社会保障卡',
    en: 'A first social security card',
    about: { zh: '名下还没有可用的卡', en: 'There is no usable card yet' },
  },
  loss: {
    zh: '卡片丢失，申请补卡',
    en: 'Replace a lost card',
    about: { zh: '已经正式挂失，旧卡不再使用', en: 'The loss was reported formally; the old card is dead' },
  },
  damage: {
    zh: '卡片损坏，申请换卡',
    en: 'Exchange a damaged card',
    about: { zh: '卡面破损或芯片读不出', en: 'The plastic is broken or the chip cannot be read' },
  },
  'printed-change': {
    zh: '卡面信息已变更，申请换卡',
    en: 'Exchange after a change of what is printed',
    about: { zh: '姓名、证件号码等已在登记机关变更', en: 'Name or number were changed in the register' },
  },
  'bank-change': {
    zh: '更换发卡银行',
    en: 'Move to another bank',
    about: { zh: '新卡由另一家合作银行发行', en: 'The new card is issued by another cooperating bank' },
  },
  warranty: {
    zh: '卡片质量问题，申请换卡',
    en: 'Exchange a faulty card',
    about: { zh: '正常使用但卡片失效', en: 'The card failed although it was used with care' },
  },
  expiry: {
    zh: '卡片即将到期，申请换卡',
    en: 'Renew a card that expires',
    about: { zh: '新卡启用前，旧卡照常使用', en: 'The old card works until the new one is enabled' },
  },
  'generation-upgrade': {
    zh: '升级为第三代社会保障卡',
    en: 'Upgrade to the third generation',
    about: { zh: '新卡启用前，旧卡照常使用', en: 'The old card works until the new one is enabled' },
  },
} as const satisfies Record<ApplicationReason, Words & { about: Words }>
