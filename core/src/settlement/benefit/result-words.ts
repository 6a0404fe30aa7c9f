import type { BenefitLine, BenefitResult, LineState } from './line.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Where the money is, for its holder. */
const stateWords = {
  received: { zh: '等待发放', en: 'Waiting to be paid' },
  sent: { zh: '已交银行，等待入账', en: 'Sent to the bank, waiting to be credited' },
  paid: { zh: '已入账', en: 'Paid' },
  failed: { zh: '未成功，将再次发放', en: 'Not paid yet, will be tried again' },
  returned: { zh: '未发放，资金已退回主管部门', en: 'Not paid, the money went back to the department' },
} as const satisfies Record<LineState, Words>

interface ResultWords {
  readonly reason: Words
  readonly next: Words
}

const askDepartment: Words = { zh: '请联系发放部门核实。', en: 'Ask the department that pays it.' }
const askBank: Words = {
  zh: '请到社保卡合作银行核实账户，恢复后部门会再次发放。',
  en: 'Have the account checked at the bank of your card; then it is paid again.',
}

/** Why, and what to do, in plain words. */
const resultWords = {
  paid: {
    reason: { zh: '已入账。', en: 'It is in your account.' },
    next: { zh: '无需办理。', en: 'Nothing more is needed.' },
  },
  'person-unknown': {
    reason: { zh: '名册中没有该号码的人员。', en: 'Nobody in the register has this number.' },
    next: { zh: '核对证件号码后重新报送。', en: 'Check the number and send the line again.' },
  },
  deceased: { reason: { zh: '登记为已去世。', en: 'The register says the person has died.' }, next: askDepartment },
  'moved-away': {
    reason: { zh: '已迁出本市。', en: 'The person has moved away from the city.' },
    next: askDepartment,
  },
  'no-bank-account': {
    reason: { zh: '没有可以入账的社保卡银行账户。', en: 'No card of yours has an open bank account.' },
    next: {
      zh: '请到合作银行激活社保卡金融功能，或请发放部门改用现金凭证。',
      en: 'Activate the bank function of your card, or ask the department for a cash voucher.',
    },
  },
  'amount-invalid': {
    reason: { zh: '金额不符合项目规定。', en: 'The amount is outside what the programme allows.' },
    next: askDepartment,
  },
  'duplicate-in-period': {
    reason: { zh: '本月已发放或正在发放。', en: 'This month is paid already, or on its way.' },
    next: { zh: '无需办理。', en: 'Nothing more is needed.' },
  },
  'budget-short': {
    reason: { zh: '部门资金尚未到位。', en: 'The department’s money was not there yet.' },
    next: { zh: '资金到位后部门会再次发放。', en: 'The department pays again when it is.' },
  },
  'not-entitled': {
    reason: { zh: '不符合该项待遇的条件。', en: 'The conditions of this benefit are not met.' },
    next: askDepartment,
  },
  'voucher-not-taken': {
    reason: { zh: '现金凭证未领取。', en: 'The cash voucher was not taken.' },
    next: askDepartment,
  },
  'account-closed': { reason: { zh: '银行账户已销户。', en: 'The bank account is closed.' }, next: askBank },
  'account-unknown': { reason: { zh: '银行查无此账户。', en: 'The bank does not know the account.' }, next: askBank },
  'name-differs': { reason: { zh: '银行户名不符。', en: 'The name on the account differs.' }, next: askBank },
  'account-frozen': { reason: { zh: '银行账户被冻结。', en: 'The bank account is frozen.' }, next: askBank },
  'bank-other': { reason: { zh: '银行未能入账。', en: 'The bank could not credit it.' }, next: askBank },
} as const satisfies Record<BenefitResult, ResultWords>

export function wordsOf({ state, result }: Pick<BenefitLine, 'state' | 'result'>): {
  readonly state: Words
  readonly reason: Words | null
  readonly next: Words | null
} {
  // Once a line waits again, why it failed before is history.
  const said = result === null || state === 'received' || state === 'sent' ? null : resultWords[result]
  return { state: stateWords[state], reason: said?.reason ?? null, next: said?.next ?? null }
}
