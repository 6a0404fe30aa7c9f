import { Link, useNavigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../../client/use-calls.ts'
import { Page } from '../../ui/page.tsx'
import { QuestionPage } from '../../ui/question-page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { CardHere } from '../card-here.tsx'
import { useAmountToTopUp } from './amount-to-top-up.ts'
import { PurseNow } from './purse-now.tsx'

const words = createWords('confirm-top-up', {
  zh: {
    wait: '确认充值',
    question: '充值 {{sum}}？',
    lead: '确认后立即到账，并生成凭证。',
    submit: '确认充值 {{sum}}',
    change: '换一个金额',
    nothing: '还没有选金额',
    choose: '去选金额',
  },
  en: {
    wait: 'Confirm the top-up',
    question: 'Top up {{sum}}?',
    lead: 'It is in the purse as soon as you confirm, with a receipt.',
    submit: 'Top up {{sum}}',
    change: 'Another amount',
    nothing: 'No amount is chosen yet',
    choose: 'Choose one',
  },
})

/** Article 5: what there is, what comes and what there will be, before anything is taken. Confirmed twice over a broken network it is one deed. */
export function ConfirmTopUpPage() {
  const say = useSay(words)
  return <CardHere title={say('wait')}>{(card) => <Confirm card={card} />}</CardHere>
}

function Confirm({ card: { personId, cardId } }: { readonly card: CardView }) {
  const say = useSay(words)
  const yuan = useYuan()
  const navigate = useNavigate()
  const [amount, , forget] = useAmountToTopUp(cardId)
  const topUp = useDo('travel/top-up-purse')
  const choose = { to: '/travel/$personId/cards/$cardId/top-up', params: { personId, cardId } } as const
  const sum = yuan.of(amount)
  // The way back from the receipt leads here once more: there is nothing to confirm any longer.
  if (amount === 0) {
    return (
      <Page title={say('nothing')} narrow>
        <p>
          <Link className="button button-main" {...choose}>
            {say('choose')}
          </Link>
        </p>
      </Page>
    )
  }
  return (
    <QuestionPage
      question={say('question', { sum })}
      lead={say('lead')}
      submit={say('submit', { sum })}
      busy={topUp.isPending}
      error={topUp.error}
      onSubmit={() =>
        topUp.mutate(
          { personId, cardId, amount },
          {
            onSuccess: ({ receiptId }) => {
              forget()
              void navigate({
                to: '/travel/$personId/top-ups/$transferId',
                params: { personId, transferId: receiptId },
                replace: true,
              })
            },
          },
        )
      }
    >
      <PurseNow personId={personId} cardId={cardId} added={topUp.isSuccess ? 0 : amount} />
      <p>
        <Link {...choose}>{say('change')}</Link>
      </p>
    </QuestionPage>
  )
}
