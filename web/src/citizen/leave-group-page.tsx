import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useAsk, useDo } from '../client/use-calls.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('leave-group', {
  zh: {
    question: '退出单位的集体申领？',
    lead: '单位为您提交的申请会撤回。之后您可以自己申领，银行和领卡方式由您选择。',
    submit: '退出集体申领',
    back: '不退出，返回',
  },
  en: {
    question: 'Leave the employer’s group?',
    lead: 'The application your employer sent for you is withdrawn. Then you can apply yourself and choose bank and way.',
    submit: 'Leave the group',
    back: 'Stay and go back',
  },
})

/** M8.6: nobody has to take part in a collective application. */
export function LeaveGroupPage() {
  const say = useSay(words)
  const navigate = useNavigate()
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const groupId = useAsk('application/application', { personId, applicationId, purpose: 'own-affairs' }).data?.groupId
  const leave = useDo('application/opt-out-of-group')
  const place = { to: '/applications/$personId/$applicationId', params: { personId, applicationId } } as const
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      grave
      busy={leave.isPending || groupId == null}
      error={leave.error}
      onSubmit={() => {
        if (groupId == null) return
        leave.mutate({ personId, groupId }, { onSuccess: () => void navigate({ ...place, replace: true }) })
      }}
    >
      <p>
        <Link {...place}>{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}
