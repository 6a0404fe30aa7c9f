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
  'budget-change-unknown': {
    status: 404,
    article: 13,
    zh: '没有这项预算变更。',
    en: 'There is no such change of a budget.',
    remedy: { zh: '请从预算变更列表中选择。', en: 'Choose one from the list of changes.' },
  },
  'budget-change-decided': {
    status: 409,
    article: 13,
    zh: '该预算变更已复核或已撤回。',
    en: 'This change was approved or withdrawn already.',
    remedy: { zh: '请刷新列表；需要时重新拟定。', en: 'Read the list again; propose a new one where it is needed.' },
  },
  'budget-change-open': {
    status: 409,
    article: 13,
    zh: '该部门同类预算变更正在等待复核。',
    en: 'A change of this kind waits for approval for this department.',
    remedy: { zh: '请先由另一人复核或撤回。', en: 'Have a second person approve it, or withdraw it first.' },
  },
  'ledger-day-closed': {
    status: 409,
    article: 13,
    zh: '该账务日已经日结。',
    en: 'This day of the books is closed already.',
    remedy: { zh: '无需重复办理。', en: 'Nothing more is needed.' },
  },
  'ledger-day-not-next': {
    status: 409,
    article: 13,
    zh: '账务日须在结束后按顺序逐日结清。',
    en: 'Days of the books are closed one after the other, when they are over.',
    remedy: { zh: '请先结清之前的账务日，或等当日结束。', en: 'Close the days before it, or wait for its end.' },
  },
} as const satisfies Record<string, RefusalEntry>
