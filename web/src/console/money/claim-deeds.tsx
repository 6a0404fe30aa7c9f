import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { Facts } from '../../ui/facts.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { Amount } from './amount.tsx'
import { ReasonField } from './reason-field.tsx'
import { yuanText } from './yuan-text.ts'

type Claim = Answer<'settlement/medical-claims'>['claims'][number]

const words = createWords('claim-deeds', {
  zh: {
    approve: '准予报销',
    approveWhat: '按就诊当日的标准结算，基金应付部分退给本人；计入本年累计，不能撤回，只能以冲回更正。',
    approved: '票据 {{bill}} 已结算：基金支付 {{fund}} 元，个人自付 {{own}} 元。',
    refuse: '不予报销',
    refuseWhat: '这张票据不结算，原因告知本人。改正后可重新受理。',
    refused: '票据 {{bill}} 不予报销。',
    missing: '请填写原因。',
    papers: '票据材料',
    lines: '费用明细',
    code: '编码',
    name: '名称',
    quantity: '数量',
    amount: '金额',
  },
  en: {
    approve: 'Approve',
    approveWhat:
      'It is settled by the table of the day of care, and what the fund owes goes to the holder. It counts in the year and cannot be called back, only reversed.',
    approved: 'Bill {{bill}} is settled: the fund pays {{fund}} yuan, the holder {{own}} yuan.',
    refuse: 'Refuse',
    refuseWhat: 'The bill is not settled and the holder is told why. Put right, it can be taken again.',
    refused: 'Bill {{bill}} is refused.',
    missing: 'Enter the reason.',
    papers: 'Papers',
    lines: 'Lines of the bill',
    code: 'Code',
    name: 'Name',
    quantity: 'Quantity',
    amount: 'Amount',
  },
})

const reasonMost = 200

interface ClaimDeedsProps {
  readonly claim: Claim
  readonly onDone: (text: string) => void
}

export function ClaimDeeds({ claim, onDone }: ClaimDeedsProps) {
  const say = useSay(words)
  const [reason, setReason] = useState('')
  const { personId, claimId, billNumber: bill } = claim
  return (
    <span className="row">
      <Deed
        name="settlement/decide-claim"
        look="main"
        label={say('approve')}
        consequence={say('approveWhat')}
        input={() => ({ personId, claimId })}
        onDone={({ settled }) => {
          const { fund = 0, largeAmount = 0, own = 0 } = settled?.shares ?? {}
          onDone(say('approved', { bill, fund: yuanText(fund + largeAmount), own: yuanText(own) }))
        }}
      >
        <ClaimPapers claim={claim} />
      </Deed>
      <Deed
        name="settlement/decide-claim"
        label={say('refuse')}
        consequence={say('refuseWhat')}
        input={() => (reason.trim() === '' ? say('missing') : { personId, claimId, refusedBecause: reason.trim() })}
        onBegin={() => setReason('')}
        onDone={() => onDone(say('refused', { bill }))}
      >
        <ClaimPapers claim={claim} />
        <ReasonField value={reason} most={reasonMost} onValue={setReason} />
      </Deed>
    </span>
  )
}

/** What the second person judges: the bill as it was taken. */
function ClaimPapers({ claim: { papers, lines } }: { readonly claim: Claim }) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <>
      <Facts of={[[say('papers'), papers]]} />
      <PlainTable
        caption={say('lines')}
        columns={[
          { key: 'code', title: say('code'), cell: ({ line }) => <code>{line.code}</code> },
          { key: 'name', title: say('name'), cell: ({ line }) => (line.name === null ? '—' : said(line.name)) },
          { key: 'quantity', title: say('quantity'), numeric: true, cell: ({ line }) => line.quantity },
          { key: 'amount', title: say('amount'), numeric: true, cell: ({ line }) => <Amount fen={line.amount} /> },
        ]}
        rows={lines.map((line, place) => ({ line, place }))}
        keyOf={({ place }) => String(place)}
      />
    </>
  )
}
