import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../../client/use-calls.ts'
import { useMoments } from '../../ui/moment.ts'
import { QuestionPage } from '../../ui/question-page.tsx'
import { ResultPage } from '../../ui/result-page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { CardHere } from '../card-here.tsx'
import { PurseNow } from './purse-now.tsx'

const words = createWords('transfer-purse', {
  zh: {
    wait: '旧卡余额',
    question: '把旧卡钱包里的余额转走？',
    lead: '有新卡就转到新卡，没有新卡就退回您的银行账户。公园年票也会转到新卡。',
    late: '离线的终端可能还有迟到的刷卡记录，所以要等几天再结算；挂失以后别人的刷卡不扣您的钱。',
    submit: '申请结转',
    done: '已受理',
    doneLead: '{{day}} 起办理，余额会转到新卡或退回。',
    follow: '在“出行”里可以看到办到哪一步。',
    counter: '急用？可以到任一合作银行网点询问。',
    back: '返回出行',
  },
  en: {
    wait: 'The rest on the old card',
    question: 'Move what is left in the purse of the old card?',
    lead: 'It goes to your new card, or to your bank account where there is none. An annual park ticket moves, too.',
    late: 'Terminals off line may still send taps, so it waits some days; taps of others after the loss report are not yours to pay.',
    submit: 'Ask for the transfer',
    done: 'It is taken up',
    doneLead: 'From {{day}} on it is moved to the new card or paid back.',
    follow: 'Under “Travel” you see how far it is.',
    counter: 'Urgent? Ask at any outlet of the partner banks.',
    back: 'Back to travel',
  },
})

/** M5.10: the purse of a card that ended is not lost. */
export function TransferPursePage() {
  const say = useSay(words)
  return <CardHere title={say('wait')}>{(card) => <Transfer card={card} />}</CardHere>
}

function Transfer({ card: { personId, cardId } }: { readonly card: CardView }) {
  const say = useSay(words)
  const moments = useMoments()
  const open = useDo('travel/open-purse-case')
  const back = (
    <p>
      <Link to="/travel">{say('back')}</Link>
    </p>
  )
  if (open.isSuccess) {
    const lead = say('doneLead', { day: moments.on(open.data.settleOn) })
    return (
      <ResultPage title={say('done')} lead={lead} next={[say('follow'), say('counter')]}>
        {back}
      </ResultPage>
    )
  }
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      busy={open.isPending}
      error={open.error}
      onSubmit={() => open.mutate({ personId, cardId })}
    >
      <PurseNow personId={personId} cardId={cardId} />
      <p>{say('late')}</p>
      {back}
    </QuestionPage>
  )
}
