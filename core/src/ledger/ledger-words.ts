import type { AccountKind } from './account.ts'
import type { TransferKind } from './transfer.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** What a holder or an officer reads for each kind of account. */
export const accountWords: Readonly<Record<AccountKind, Words>> = {
  purse: { zh: '公交电子钱包', en: 'transit purse' },
  'travel-debt': { zh: '乘车欠款', en: 'owed for rides' },
  'medical-account': { zh: '医保个人账户', en: 'medical account' },
  'own-money': { zh: '个人收付', en: 'paid or received by the holder' },
  'benefit-payable': { zh: '待发待遇', en: 'benefits on their way' },
  fund: { zh: '基金', en: 'fund' },
  budget: { zh: '部门预算', en: "department's budget" },
  payable: { zh: '应付机构款', en: 'owed to an institution' },
  clearing: { zh: '银行清算户', en: 'clearing account at a bank' },
  suspense: { zh: '待查差错户', en: 'differences to be explained' },
}

export const transferWords: Readonly<Record<TransferKind, Words>> = {
  'medical-settlement': { zh: '就医结算', en: 'medical settlement' },
  fee: { zh: '缴费', en: 'payment of a fee' },
  benefit: { zh: '待遇发放', en: 'benefit' },
  'purse-top-up': { zh: '钱包充值', en: 'purse topped up' },
  ride: { zh: '乘车', en: 'ride' },
  'purse-transfer': { zh: '钱包余额转移', en: 'purse moved to another card' },
  'purse-refund': { zh: '钱包退款', en: 'purse refunded' },
  ticket: { zh: '购票', en: 'ticket' },
  budget: { zh: '预算拨款', en: 'money for a budget' },
  'medical-account-credit': { zh: '个人账户划入', en: 'credit to the medical account' },
  migration: { zh: '单项卡余额迁入', en: 'balance of a single-purpose card' },
  difference: { zh: '对账差错处理', en: 'difference found in reconciliation' },
}

/** The short codes of legs. A code without words of its own is shown as the kind of its transfer. */
const purposeWords: Readonly<Record<string, Words>> = {
  fund: { zh: '统筹基金支付', en: 'paid by the fund' },
  'large-amount': { zh: '大额互助资金支付', en: 'paid by the large-amount fund' },
  'resident-medical': { zh: '居民医保基金支付', en: "paid by the residents' fund" },
  account: { zh: '个人账户支付', en: 'paid from the medical account' },
  'medical-account': { zh: '个人账户支付', en: 'paid from the medical account' },
  'account-credit': { zh: '个人账户划入', en: 'credited to the medical account' },
  adjustment: { zh: '结算差额调整', en: 'shares of an earlier bill moved' },
  'own-pay': { zh: '个人自付', en: 'paid by the holder' },
  'own-money': { zh: '个人自付', en: 'paid by the holder' },
  fare: { zh: '票款', en: 'fare' },
  'top-up': { zh: '充值或拨款', en: 'money put in' },
  debt: { zh: '补收欠款', en: 'debt settled' },
  benefit: { zh: '待遇', en: 'benefit' },
  voucher: { zh: '凭证领取', en: 'paid against a voucher' },
  bank: { zh: '转入银行账户', en: 'paid to the bank account' },
  payout: { zh: '转入银行账户', en: 'paid to the bank account' },
  fee: { zh: '应缴费用', en: 'fee' },
  contribution: { zh: '社会保险费', en: 'social insurance contribution' },
  ticket: { zh: '票款', en: 'ticket' },
  refund: { zh: '退款', en: 'refund' },
  balance: { zh: '余额', en: 'balance' },
  difference: { zh: '对账差额', en: 'difference' },
}

export function purposeInWords(purpose: string, kind: TransferKind): Words {
  return Object.hasOwn(purposeWords, purpose) ? (purposeWords[purpose] as Words) : transferWords[kind]
}
