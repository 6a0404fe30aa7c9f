import type { ReactNode } from 'react'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import type { Fee } from './fee-here.tsx'

const words = createWords('fee-facts', {
  zh: {
    what: '项目',
    to: '收费单位',
    amount: '金额',
    number: '缴费单号',
    due: '最晚缴费日',
    rule: '标准',
    provisional: '公布标准（暂定，未经官方文件核实）',
    published: '公布标准',
    charged: '开单时间',
    paid: '缴费时间',
  },
  en: {
    what: 'For',
    to: 'Paid to',
    amount: 'Amount',
    number: 'Number of the bill',
    due: 'To be paid by',
    rule: 'Amount set by',
    provisional: 'the published amount (provisional, no official text was read)',
    published: 'the published amount',
    charged: 'Billed',
    paid: 'Paid',
  },
})

/** What stands on a bill, each with its name. */
export function useFeeFacts(fee: Fee): readonly (readonly [label: string, value: ReactNode])[] {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  return [
    [say('what'), said(fee.title)],
    [say('to'), fee.institution === null ? fee.institutionId : said(fee.institution)],
    [say('amount'), <strong key="amount">{yuan.of(fee.amount)}</strong>],
    [say('number'), fee.feeNumber],
    [say('rule'), fee.rule === null ? null : say(fee.verified ? 'published' : 'provisional')],
    [say('charged'), moments.at(fee.chargedAt)],
    [say('due'), fee.state === 'open' ? moments.on(fee.dueOn) : null],
    [say('paid'), fee.paidAt === null ? null : moments.at(fee.paidAt)],
  ]
}
