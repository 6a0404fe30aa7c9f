import type { Day } from '../calendar/instant.ts'
import type { CnapsCode } from '../identifier/cnaps-code.ts'
import { type Bank, type BankEvent, bankEvent, evolveBank } from './bank.ts'
import { bankServiceNames } from './bank-service.ts'

const noticeDay = '2024-10-30' as Day
const noticeSource = '京人社数据字〔2024〕133号'

/**
 * The fifteen banks that the notice of 2024 names. The city speaks of sixteen; the sixteenth is in no text that was
 * found and is not made up here. CNAPS codes are unverified, their check digits are right.
 */
const noticeBanks: readonly (readonly [zh: string, en: string, cnaps: string, hotline: string | null])[] = [
  ['工商银行', 'Industrial and Commercial Bank of China', '102100099996', '95588'],
  ['农业银行', 'Agricultural Bank of China', '103100000026', '95599'],
  ['中国银行', 'Bank of China', '104100000004', '95566'],
  ['建设银行', 'China Construction Bank', '105100000017', '95533'],
  ['交通银行', 'Bank of Communications', '301290000007', null],
  ['北京银行', 'Bank of Beijing', '313100000013', null],
  ['华夏银行', 'Hua Xia Bank', '304100040000', null],
  ['北京农商银行', 'Beijing Rural Commercial Bank', '402100000018', null],
  ['中信银行', 'China CITIC Bank', '302100011000', null],
  ['光大银行', 'China Everbright Bank', '303100000006', null],
  ['民生银行', 'China Minsheng Bank', '305100000013', null],
  ['广发银行', 'China Guangfa Bank', '306581000003', null],
  ['招商银行', 'China Merchants Bank', '308584000013', null],
  ['浦发银行', 'Shanghai Pudong Development Bank', '310290000013', null],
  ['邮储银行', 'Postal Savings Bank of China', '403100000004', '95580'],
]

/** The events behind the catalogue as it is shipped; the first migration of the banks writes them. */
export function firstBankEvents(): BankEvent[] {
  return noticeBanks.map(([zh, en, cnaps, hotline], position) =>
    bankEvent(`00000000-0000-8007-8000-${String(position + 1).padStart(12, '0')}`, 'bank-admitted', {
      cnaps: cnaps as CnapsCode,
      name: { zh, en },
      hotline,
      admittedOn: noticeDay,
      source: noticeSource,
      services: bankServiceNames,
    }),
  )
}

export function firstBanks(): Bank[] {
  return firstBankEvents().map((event) => evolveBank(undefined, event))
}
