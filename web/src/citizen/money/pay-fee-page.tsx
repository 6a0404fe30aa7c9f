import { Link, useNavigate } from '@tanstack/react-router'
import { useDo } from '../../client/use-calls.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { QuestionPage } from '../../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useFeeFacts } from './fee-facts.tsx'
import { type Fee, FeeHere } from './fee-here.tsx'

const words = createWords('pay-fee', {
  zh: {
    wait: '确认缴费',
    question: '缴 {{sum}}？',
    lead: '{{what}}。缴费后立即生成收据。',
    submit: '确认缴费 {{sum}}',
    done: '这张单现在不用缴',
    doneLead: '它可能已经在另一个页面缴过，或被收费单位撤回。没有再次扣款。',
    see: '查看这张单',
    back: '先不缴，返回',
  },
  en: {
    wait: 'Confirm the payment',
    question: 'Pay {{sum}}?',
    lead: '{{what}}. The receipt is made at once.',
    submit: 'Pay {{sum}}',
    done: 'This bill is not to be paid now',
    doneLead: 'It may have been paid on another page, or withdrawn. Nothing was taken twice.',
    see: 'See the bill',
    back: 'Not now, go back',
  },
})

/** M9.2: what is paid to whom stands there before it is paid. */
export function PayFeePage() {
  const say = useSay(words)
  return <FeeHere title={say('wait')}>{(fee, personId) => <Confirm fee={fee} personId={personId} />}</FeeHere>
}

function Confirm({ fee, personId }: { readonly fee: Fee; readonly personId: string }) {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const navigate = useNavigate()
  const facts = useFeeFacts(fee)
  const pay = useDo('settlement/pay-fee')
  const { feeId, amount, state } = fee
  const here = { to: '/fees/$personId/$feeId', params: { personId, feeId } } as const
  const sum = yuan.of(amount)
  // While the answer is under way the bill is read anew: what was just paid here is no surprise.
  if (state !== 'open' && pay.isIdle) {
    return (
      <Page title={say('done')} narrow>
        <Notice title={say('doneLead')} />
        <p>
          <Link className="button" {...here}>
            {say('see')}
          </Link>
        </p>
      </Page>
    )
  }
  return (
    <QuestionPage
      question={say('question', { sum })}
      lead={say('lead', { what: said(fee.title) })}
      submit={say('submit', { sum })}
      busy={pay.isPending}
      error={pay.error}
      onSubmit={() =>
        pay.mutate(
          { personId, feeId },
          {
            onSuccess: () =>
              void navigate({ to: '/fees/$personId/$feeId/paid', params: { personId, feeId }, replace: true }),
          },
        )
      }
    >
      <section className="panel">
        <Facts of={facts} />
      </section>
      <p>
        <Link {...here}>{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}
