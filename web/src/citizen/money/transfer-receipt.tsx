import type { Answer } from '../../client/operations.ts'
import { useMoments } from '../../ui/moment.ts'
import { Receipt } from '../../ui/receipt.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'

const words = createWords('transfer-receipt', {
  zh: {
    title: '资金凭证：{{kind}}',
    at: '时间',
    day: '业务日期',
    status: '状态',
    pending: '处理中',
    posted: '已完成',
    voided: '已取消，没有扣款',
    reference: '机构单号',
    reverses: '冲回的一笔',
    leg: '{{from}} → {{to}}',
    back: '（其中 {{sum}} 已冲回）',
  },
  en: {
    title: 'Receipt: {{kind}}',
    at: 'At',
    day: 'Of the day',
    status: 'State',
    pending: 'under way',
    posted: 'done',
    voided: 'cancelled, nothing was taken',
    reference: 'Number at the institution',
    reverses: 'Takes back',
    leg: '{{from}} → {{to}}',
    back: '({{sum}} of it was taken back)',
  },
})

/** One movement of money on paper: from where to where, and what was taken back since. */
export function TransferReceipt({ of }: { readonly of: Answer<'ledger/transfer'> }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  return (
    <Receipt
      title={say('title', { kind: said(of.kindName) })}
      number={of.transferId}
      facts={[
        [say('at'), moments.at(of.madeAt)],
        [say('day'), moments.on(of.businessDay)],
        [say('status'), say(of.status)],
        [say('reference'), of.partnerReference],
        [say('reverses'), of.reverses === null ? null : <code key="reverses">{of.reverses}</code>],
        ...of.legs.map(
          (leg) =>
            [
              said(leg.purposeName),
              <span key={leg.purpose}>
                <strong>{yuan.of(leg.amount)}</strong>{' '}
                {leg.takenBack > 0 && say('back', { sum: yuan.of(leg.takenBack) })}
                <br />
                <span className="quiet small">
                  {say('leg', { from: said(leg.debit.name), to: said(leg.credit.name) })}
                </span>
              </span>,
            ] as const,
        ),
      ]}
    />
  )
}
