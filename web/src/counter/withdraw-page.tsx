import { useParams } from '@tanstack/react-router'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { Application } from './application.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { reasonWords } from './reason-words.ts'
import { currentVisit, readOf } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('counter-withdraw', {
  zh: {
    title: '撤回申领',
    submit: '撤回',
    none: '没有这笔申领。',
    ends: '这笔申领就此终止，不再制卡；需要时可重新申领。',
    old: '已正式挂失的旧卡不因撤回而恢复。',
    done: '申领已撤回',
    lead: '此人现在可以重新申领。',
  },
  en: {
    title: 'Withdraw the application',
    submit: 'Withdraw',
    none: 'There is no such application.',
    ends: 'This application ends and no card is made; a new one can be sent at any time.',
    old: 'An old card that was reported lost formally does not come back by this.',
    done: 'The application is withdrawn',
    lead: 'The person can apply again.',
  },
})

export function WithdrawPage() {
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const say = useSay(words)
  const visit = currentVisit(personId)
  const asked = useAsk('application/applications-of-person', visit && readOf(visit))
  if (visit === undefined) return <NobodyHere />
  const application = asked.data?.applications.find((one) => one.applicationId === applicationId)
  if (application !== undefined) return <Deed application={application} />
  return <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
}

function Deed({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const said = useSaid()
  const withdraw = useDo('application/withdraw-application')
  const { personId, applicationId } = application
  if (withdraw.isSuccess) return <DeedDone title={say('done')} lead={say('lead')} next={[say('old')]} />
  return (
    <DeedPage
      title={say('title')}
      submit={say('submit')}
      effects={[say('ends'), say('old')]}
      grave
      busy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={() => withdraw.mutate({ personId, applicationId })}
    >
      <Notice title={`${reason(application.reason)} · ${said(application.timeline.status)}`} />
    </DeedPage>
  )
}
