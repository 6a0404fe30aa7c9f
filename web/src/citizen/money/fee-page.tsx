import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useFeeFacts } from './fee-facts.tsx'
import { type Fee, FeeHere } from './fee-here.tsx'
import { feeWords } from './fee-words.ts'

const words = createWords('fee', {
  zh: {
    wait: '一张缴费单',
    title: '缴费单：{{what}}',
    state: '现在的状态：{{state}}',
    'reversal-proposed': '收费单位提出退款，正等另一位工作人员复核。复核前钱还没有退。',
    reversed: '这笔缴费已退款，钱按原路退回。收据不再有效。',
    withdrawn: '收费单位撤回了这张单，您不用缴。',
    wrong: '不认识这张单？请不要缴费，先联系收费单位，或拨打 96066。',
    pay: '缴费',
    receipt: '缴费收据',
    back: '返回我的缴费',
  },
  en: {
    wait: 'One bill',
    title: 'Bill: {{what}}',
    state: 'As it stands: {{state}}',
    'reversal-proposed': 'A refund was proposed and is being checked by a second person. The money has not moved yet.',
    reversed: 'It was refunded; the money went back where it came from. The receipt no longer counts.',
    withdrawn: 'The institution withdrew the bill; nothing is to be paid.',
    wrong: 'You do not know this bill? Do not pay it; ask the institution first, or call 96066.',
    pay: 'Pay',
    receipt: 'Receipt of a payment',
    back: 'Back to my fees',
  },
})

/** M9.2: one bill; paid, it is its own receipt. */
export function FeePage() {
  const say = useSay(words)
  return <FeeHere title={say('wait')}>{(fee, personId) => <About fee={fee} personId={personId} />}</FeeHere>
}

function About({ fee, personId }: { readonly fee: Fee; readonly personId: string }) {
  const say = useSay(words)
  const sayState = useSay(feeWords)
  const said = useSaid()
  const may = useMay()
  const facts = useFeeFacts(fee)
  const { feeId, state, receiptNumber } = fee
  return (
    <Page title={say('title', { what: said(fee.title) })} narrow>
      <Notice
        {...(state === 'open' ? { tone: 'warn' } : state === 'paid' ? { tone: 'good' } : {})}
        title={say('state', { state: sayState(state) })}
      >
        {(state === 'reversed' || state === 'reversal-proposed' || state === 'withdrawn') && <p>{say(state)}</p>}
      </Notice>
      {receiptNumber === null ? (
        <section className="panel">
          <Facts of={facts} />
        </section>
      ) : (
        <Receipt
          title={say('receipt')}
          number={receiptNumber}
          facts={[...facts, [say('state', { state: '' }), sayState(state)]]}
        />
      )}
      {state === 'open' && may('settlement/pay-fee') && (
        <>
          <p className="row actions">
            <Link className="button button-main" to="/fees/$personId/$feeId/pay" params={{ personId, feeId }}>
              {say('pay')}
            </Link>
          </p>
          <p className="quiet">{say('wrong')}</p>
        </>
      )}
      <p className="no-print">
        <Link to="/fees">{say('back')}</Link>
      </p>
    </Page>
  )
}
