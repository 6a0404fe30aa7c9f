import type { ApplicationStatus, DelayCause, Remedy, TroubleReason } from './application.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Article 12: the status in words that need no explanation, each with the next step (M12.4). */
export const statusWords = {
  submitted: {
    zh: '已提交',
    en: 'submitted',
    next: { zh: '等待审核，无需操作。', en: 'It is being checked; there is nothing to do.' },
  },
  'correction-needed': {
    zh: '需要更正',
    en: 'correction needed',
    next: { zh: '请按退回理由更正后重新提交。', en: 'Correct what is named and send it again.' },
  },
  accepted: {
    zh: '已受理',
    en: 'accepted',
    next: { zh: '等待制卡，承诺日期见下。', en: 'The card will be made by the promised date.' },
  },
  'in-production': {
    zh: '制卡中',
    en: 'being made',
    next: { zh: '银行或制卡厂正在处理，无需操作。', en: 'Bank and factory are at work; there is nothing to do.' },
  },
  ready: {
    zh: '可以领卡',
    en: 'ready',
    next: { zh: '请按通知领卡；邮寄的请等待签收。', en: 'Collect the card as announced, or wait for the post.' },
  },
  collected: {
    zh: '已领卡',
    en: 'collected',
    next: { zh: '请启用社会保障功能后使用。', en: 'Enable the social-security function to use it.' },
  },
  closed: {
    zh: '逾期未领，已封存',
    en: 'sealed, not collected',
    next: { zh: '需要用卡时请重新申领。', en: 'Apply again when the card is needed.' },
  },
  withdrawn: {
    zh: '已撤回',
    en: 'withdrawn',
    next: { zh: '需要时可重新申领。', en: 'Apply again at any time.' },
  },
  refused: {
    zh: '未通过',
    en: 'refused',
    next: {
      zh: '请查看理由；有异议的，可向本区社会保障卡服务机构提出。',
      en: 'See the reason; to object, turn to the card service of your district.',
    },
  },
  failed: {
    zh: '制卡失败',
    en: 'could not be made',
    next: { zh: '请查看原因和补救办法。', en: 'See the reason and what helps.' },
  },
} as const satisfies Record<ApplicationStatus, Words & { next: Words }>

export const troubleWords = {
  'photo-unsuitable': { zh: '照片不符合制证要求', en: 'the photo does not meet the requirement' },
  'data-incorrect': { zh: '申请信息与登记信息不符', en: 'the data differ from the register' },
  'evidence-missing': { zh: '缺少证明材料', en: 'a document is missing' },
  'ground-ended': { zh: '申领依据已经失效', en: 'the ground of eligibility has ended' },
  'holder-deceased': { zh: '登记显示申领人已故', en: 'the register says that the person has died' },
  'bank-declined': { zh: '银行未能开立账户', en: 'the bank could not open the account' },
  'certificate-declined': { zh: '数字证书未能签发', en: 'the certificate could not be issued' },
  'card-spoiled': { zh: '卡片制作损坏', en: 'the card was spoiled in the making' },
  'quality-failed': { zh: '质检未通过', en: 'the card did not pass the quality check' },
  'parcel-lost': { zh: '卡片在运送中遗失', en: 'the card was lost on its way' },
  returned: { zh: '卡片被退回', en: 'the card was returned' },
  other: { zh: '其他原因', en: 'another reason' },
} as const satisfies Record<TroubleReason, Words>

export const remedyWords = {
  'made-again': { zh: '我们会重新制作，您无需操作。', en: 'It is made again; there is nothing to do.' },
  'new-photo': { zh: '请重新上传合格的照片。', en: 'Add a new photo.' },
  'correct-data': { zh: '请核对并更正信息。', en: 'Check the data and correct them.' },
  'supply-evidence': { zh: '请补充证明材料。', en: 'Supply the document.' },
  'other-bank': { zh: '请改选另一家合作银行。', en: 'Choose another cooperating bank.' },
  call: { zh: '请拨打服务热线或到服务网点咨询。', en: 'Call the hotline or come to a service point.' },
} as const satisfies Record<Remedy, Words>

export const delayWords = {
  review: { zh: '等待审核', en: 'waiting for review' },
  correction: { zh: '等待申请人更正', en: 'waiting for the applicant' },
  queue: { zh: '等待进入制卡批次', en: 'waiting for a batch' },
  bank: { zh: '等待银行开户', en: 'waiting for the bank' },
  certificate: { zh: '等待数字证书', en: 'waiting for the certificate' },
  making: { zh: '等待制卡厂', en: 'waiting for the factory' },
  delivery: { zh: '运送途中', en: 'on its way' },
} as const satisfies Record<DelayCause, Words>
