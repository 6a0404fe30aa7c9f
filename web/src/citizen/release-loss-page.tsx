import { Link, Navigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { functionWords } from '../ui/function-words.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { CardHere } from './card-here.tsx'
import { RateService } from './rate-service.tsx'
import { releasableFunctions } from './releasable-functions.ts'

const words = createWords('release-loss', {
  zh: {
    title: '解除挂失',
    question: '卡片已经找回，要恢复使用吗？',
    lead: '请确认卡片就在您手中，卡号与下面一致。解除后立即可以使用。',
    works: '将恢复：{{functions}}',
    submit: '卡在我手里，解除挂失',
    done: '挂失已解除',
    doneLead: '已恢复使用：{{functions}}。',
    check: '请核对近期的就医结算和银行账单，发现异常拨打 96066。',
    again: '再次丢失时可随时挂失。',
    card: '查看此卡',
  },
  en: {
    title: 'Release the report',
    question: 'You have found the card: shall it work again?',
    lead: 'Make sure that the card is in your hands and its number is this one. It works at once.',
    works: 'Will work again: {{functions}}',
    submit: 'I have the card: release the report',
    done: 'The report is released',
    doneLead: 'Working again: {{functions}}.',
    check: 'Look at your latest settlements and bank statement; call 96066 when something is strange.',
    again: 'If it is lost again, report it at any time.',
    card: 'See the card',
  },
})

export function ReleaseLossPage() {
  const say = useSay(words)
  return <CardHere title={say('title')}>{(card) => <Question card={card} />}</CardHere>
}

/** M7.3: only a provisional report is taken back, and by whoever has the card in hand. */
function Question({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const { personId, cardId } = card
  const release = useDo('card/release-loss')
  const listed = (functions: readonly ('social' | 'finance')[]) =>
    functions.map((one) => said(functionWords[one])).join(' · ')
  if (release.isSuccess) {
    return (
      <ResultPage
        foot={<RateService personId={personId} operation="release-loss" />}
        title={say('done')}
        lead={say('doneLead', { functions: listed(release.data.released) })}
        next={[say('check'), say('again')]}
      >
        <p>
          <Link className="button" to="/cards/$personId/$cardId" params={{ personId, cardId }}>
            {say('card')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  const open = releasableFunctions(card)
  // While it is answered, the card is read anew already.
  if (open.length === 0 && release.isIdle)
    return <Navigate to="/cards/$personId/$cardId" params={{ personId, cardId }} replace />
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      busy={release.isPending}
      error={release.error}
      onSubmit={() =>
        release.mutate({
          personId,
          cardId,
          functions: open.length === 2 ? 'both' : (open[0] ?? 'both'),
          channel: 'web',
        })
      }
    >
      <CardFace card={card} />
      <p>{say('works', { functions: listed(open) })}</p>
    </QuestionPage>
  )
}
