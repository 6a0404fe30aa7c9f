import type { BenefitBatchStatus } from '@yika/core/settlement/benefit/batch.ts'
import type { BenefitResult, BenefitWay, LineState } from '@yika/core/settlement/benefit/line.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const batchStatuses: Readonly<Record<BenefitBatchStatus, Words>> = {
  open: { zh: '接收明细中', en: 'lines arrive' },
  closed: { zh: '已封闭，待批准', en: 'closed, waits for approval' },
  approved: { zh: '已批准，发放中', en: 'approved, being paid' },
  released: { zh: '已全部送出', en: 'all sent' },
  cancelled: { zh: '已作废', en: 'cancelled' },
}

export const batchTones = {
  open: 'warn',
  closed: 'warn',
  approved: undefined,
  released: 'good',
  cancelled: 'bad',
} as const satisfies Record<BenefitBatchStatus, 'good' | 'warn' | 'bad' | undefined>

/** Where a line stands, as the paying department says it. */
export const lineWords: Readonly<Record<LineState, Words>> = {
  received: { zh: '待发放', en: 'to be paid' },
  sent: { zh: '已送出，等待回盘', en: 'sent, answer awaited' },
  paid: { zh: '已入账', en: 'paid' },
  failed: { zh: '未成功，可重发', en: 'failed, can be tried again' },
  returned: { zh: '已退回部门', en: 'back to the department' },
}

export const lineTones = {
  received: undefined,
  sent: undefined,
  paid: 'good',
  failed: 'bad',
  returned: 'warn',
} as const satisfies Record<LineState, 'good' | 'warn' | 'bad' | undefined>

/** What came of a line, as the paying department says it; each code has its own. */
export const resultNames: Readonly<Record<BenefitResult, Words>> = {
  paid: { zh: '已入账', en: 'paid' },
  'person-unknown': { zh: '查无此人', en: 'nobody has the number' },
  deceased: { zh: '登记为已去世', en: 'on record as deceased' },
  'moved-away': { zh: '已迁出本市', en: 'moved away' },
  'no-bank-account': { zh: '无可入账的银行账户', en: 'no open bank account' },
  'amount-invalid': { zh: '金额超出项目规定', en: 'amount outside the programme' },
  'duplicate-in-period': { zh: '本月重复', en: 'twice in the month' },
  'budget-short': { zh: '部门资金不足', en: 'budget short' },
  'not-entitled': { zh: '不符合条件', en: 'not entitled' },
  'voucher-not-taken': { zh: '凭证未领取', en: 'voucher not taken' },
  'account-closed': { zh: '银行账户已销户', en: 'account closed' },
  'account-unknown': { zh: '银行查无账户', en: 'account unknown' },
  'name-differs': { zh: '户名不符', en: 'name differs' },
  'account-frozen': { zh: '账户被冻结', en: 'account frozen' },
  'bank-other': { zh: '银行未能入账', en: 'other reason of the bank' },
}

export const wayWords: Readonly<Record<BenefitWay, Words>> = {
  account: { zh: '社保卡银行账户', en: 'bank account of the card' },
  'cash-voucher': { zh: '现金凭证', en: 'cash voucher' },
}
