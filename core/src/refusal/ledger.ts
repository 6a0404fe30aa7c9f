import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter ledger: money is entered twice, in whole fen (Article 13). */
export const ledgerRefusals = {
  'amount-invalid': {
    status: 422,
    article: 13,
    zh: '金额 {amount} 分无效：须为大于零、不超过上限的整数分。',
    en: 'The amount of {amount} fen is not valid: it must be whole, above zero and within the limit.',
    remedy: { zh: '请核对金额（单位：分）后重新提交。', en: 'Check the amount (in fen) and send it again.' },
  },
  'balance-insufficient': {
    status: 409,
    article: 13,
    zh: '余额不足，缺 {missing} 分。',
    en: 'The balance is short by {missing} fen.',
    remedy: { zh: '请充值或换一种支付方式。', en: 'Top up first, or pay in another way.' },
  },
  'transfer-not-posted': {
    status: 409,
    article: 13,
    zh: '该笔资金尚未入账或已撤销，不能冲正。',
    en: 'This money was not posted, or was voided: there is nothing to reverse.',
    remedy: { zh: '请查看该笔业务的状态。', en: 'Look at the state of the business.' },
  },
  'transfer-not-pending': {
    status: 409,
    article: 13,
    zh: '该笔资金不在待入账状态。',
    en: 'This money is not pending.',
    remedy: { zh: '请查看该笔业务的状态。', en: 'Look at the state of the business.' },
  },
  'transfer-reversed-already': {
    status: 409,
    article: 13,
    zh: '该笔业务已冲正。',
    en: 'This was reversed already.',
    remedy: { zh: '无需重复冲正。', en: 'Nothing more is needed.' },
  },
  'reversal-not-reversible': {
    status: 409,
    article: 13,
    zh: '冲正业务不能再冲正。',
    en: 'A reversal cannot be reversed.',
    remedy: { zh: '如需恢复，请重新办理原业务。', en: 'Do the original business again instead.' },
  },
  'reversal-exceeds-transfer': {
    status: 409,
    article: 13,
    zh: '冲正金额超过该笔业务尚未冲正的部分。',
    en: 'More would be taken back than is left of this transfer.',
    remedy: { zh: '请核对冲正的项目和金额。', en: 'Check the parts and amounts to be taken back.' },
  },
  'reference-posted-already': {
    status: 409,
    article: 13,
    zh: '合作方的该流水号已经入账，不会重复记账。',
    en: "The partner's number was posted before; it never posts twice.",
    remedy: {
      zh: '请用原请求的 Idempotency-Key 查询结果；新业务请用新的流水号。',
      en: 'Repeat the first request with its own Idempotency-Key; new business needs a new number.',
    },
  },
} as const satisfies Record<string, RefusalEntry>
