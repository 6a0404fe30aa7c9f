import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useDo } from '../client/use-calls.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('withdraw-application', {
  zh: {
    question: '确定撤回这笔申请？',
    lead: '撤回后不再制卡，旧卡不受影响。以后可以随时重新申领，承诺日期重新计算。',
    submit: '撤回申请',
    back: '不撤回，返回',
  },
  en: {
    question: 'Withdraw this application?',
    lead: 'No card will be made; the old one is not touched. You can apply again at any time, with a new promise.',
    submit: 'Withdraw it',
    back: 'Keep it and go back',
  },
})

/** Article 3: whoever has applied may think again; asked once more, because the promise is lost. */
export function WithdrawApplicationPage() {
  const say = useSay(words)
  const navigate = useNavigate()
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const withdraw = useDo('application/withdraw-application')
  const place = { to: '/applications/$personId/$applicationId', params: { personId, applicationId } } as const
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      grave
      busy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={() =>
        withdraw.mutate({ personId, applicationId }, { onSuccess: () => void navigate({ ...place, replace: true }) })
      }
    >
      <p>
        <Link {...place}>{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}
