import { Link } from '@tanstack/react-router'
import { Receipt } from '../../ui/receipt.tsx'
import { ResultPage } from '../../ui/result-page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useFeeFacts } from './fee-facts.tsx'
import { type Fee, FeeHere } from './fee-here.tsx'
import { FeePage } from './fee-page.tsx'

const words = createWords('fee-paid', {
  zh: {
    wait: '缴费结果',
    title: '缴费成功',
    lead: '钱已付给收费单位，收据已生成。',
    receipt: '缴费收据',
    kept: '收据可以随时在“我的缴费”里再看、再打印。',
    wrong: '缴错了？请联系收费单位申请退款；退款按原路返回。',
    back: '返回我的缴费',
  },
  en: {
    wait: 'Payment',
    title: 'It is paid',
    lead: 'The money went to the institution, and this is the receipt.',
    receipt: 'Receipt of a payment',
    kept: 'The receipt can be read and printed again under “My fees”.',
    wrong: 'Paid by mistake? Ask the institution for a refund; it goes back where the money came from.',
    back: 'Back to my fees',
  },
})

/** The receipt is read from the books, so that it is the same after a reload and tomorrow. */
export function FeePaidPage() {
  const say = useSay(words)
  return <FeeHere title={say('wait')}>{(fee) => <Paid fee={fee} />}</FeeHere>
}

function Paid({ fee }: { readonly fee: Fee }) {
  const say = useSay(words)
  const facts = useFeeFacts(fee)
  if (fee.state !== 'paid' || fee.receiptNumber === null) return <FeePage />
  return (
    <ResultPage title={say('title')} lead={say('lead')} next={[say('kept'), say('wrong')]}>
      <Receipt title={say('receipt')} number={fee.receiptNumber} facts={facts} />
      <p className="no-print">
        <Link to="/fees">{say('back')}</Link>
      </p>
    </ResultPage>
  )
}
