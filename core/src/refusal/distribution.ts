import type { RefusalEntry } from './refusal.ts'

/** Parcels, collection and sealing (Articles 3, 7, 9, 13). */
export const distributionRefusals = {
  'parcel-nothing-to-send': {
    status: 409,
    article: 3,
    zh: '目前没有可以装箱的成品卡。',
    en: 'No finished card waits for this destination.',
    remedy: { zh: '请待批次交付发放后再装箱。', en: 'Form the parcel when a batch has been handed to distribution.' },
  },
  'parcel-state-wrong': {
    status: 409,
    article: 13,
    zh: '包裹目前状态为“{state}”，不能办理此步骤。',
    en: 'The parcel is {state}: this step is not due.',
    remedy: { zh: '请按交接顺序办理。', en: 'Take the steps of the hand-over in their order.' },
  },
  'parcel-card-unknown': {
    status: 422,
    article: 13,
    zh: '所扫第 {position} 张卡不在本包裹清单内，或重复扫描。',
    en: 'The card scanned as number {position} is not in this parcel, or was scanned twice.',
    remedy: { zh: '请单独存放该卡并联系发出方。', en: 'Keep the card apart and call the sender.' },
  },
  'parcel-count-differs': {
    status: 422,
    article: 13,
    zh: '包裹清单 {listed} 张，清点 {scanned} 张、缺失 {missing} 张，合计不符。',
    en: '{listed} cards listed, {scanned} scanned and {missing} declared missing: the sum is wrong.',
    remedy: { zh: '请双方重新逐张清点后签收。', en: 'Count again, card by card, then sign.' },
  },
  'card-not-here': {
    status: 409,
    article: 7,
    zh: '该卡不在本网点。',
    en: 'The card does not lie at this outlet.',
    remedy: { zh: '请到短信通知的网点领取。', en: 'Collect it at the outlet that the message named.' },
  },
  'card-not-to-be-collected': {
    status: 409,
    article: 3,
    zh: '该卡目前不在待领取状态。',
    en: 'The card does not wait to be collected.',
    remedy: { zh: '请查询申请进度后再来。', en: 'Look up the progress of the application first.' },
  },
  'guardian-must-collect': {
    status: 403,
    article: 9,
    zh: '未成年人的卡片只能由监护人到银行网点领取。',
    en: 'The card of a minor is collected by the guardian, at the bank outlet only.',
    remedy: {
      zh: '请监护人携带双方证件到领卡网点办理。',
      en: 'The guardian comes to the outlet with both documents.',
    },
  },
  'delivery-not-open': {
    status: 409,
    article: 3,
    zh: '该卡不在邮寄或单位代发途中。',
    en: 'The card is not on its way by post or employer.',
    remedy: { zh: '请查询卡片去向。', en: 'Look up where the card is.' },
  },
  'card-not-uncollected-long-enough': {
    status: 409,
    article: 3,
    zh: '该卡未满封存期限（{sealOn}）。',
    en: 'The card may be sealed from {sealOn} on.',
    remedy: { zh: '期满后由系统自动封存。', en: 'The system seals it when the time has come.' },
  },
  'reminder-not-due': {
    status: 409,
    article: 3,
    zh: '尚未到领卡提醒日期。',
    en: 'No reminder is due.',
    remedy: { zh: '由系统按期提醒。', en: 'The system reminds at its times.' },
  },
  'card-cannot-be-destroyed': {
    status: 409,
    article: 14,
    zh: '该卡目前不能销毁。',
    en: 'The card is not one that may be destroyed.',
    remedy: {
      zh: '仅封存、退回、废卡或已作废的卡片可以销毁。',
      en: 'Only sealed, returned, spoiled or retired cards are.',
    },
  },
} as const satisfies Record<string, RefusalEntry>
