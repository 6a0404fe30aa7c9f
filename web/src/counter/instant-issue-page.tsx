import { useParams } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeedPage } from './deed-page.tsx'
import { InstantCard } from './instant-card.tsx'
import { currentVisit, readOf, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('instant-issue', {
  zh: {
    title: '即时制卡',
    gone: '没有可以即时制卡的申领。',
    mark: '标记为即时制卡',
    here: '此卡在本次接待中制作，承诺完成日期改为今天。',
    blank: '用本网点一张卡基；写坏的卡基计入废卡。',
    account: '银行开户和证书在制卡前办妥。',
    begin: '开始制卡',
    number: '系统给出卡号和批次；中断后再按一次会继续，不会重复。',
  },
  en: {
    title: 'Make the card now',
    gone: 'There is no application whose card could be made now.',
    mark: 'Mark for instant issue',
    here: 'The card is made in this visit; the promise becomes today.',
    blank: 'It takes one blank of this outlet; one that fails counts as spoiled.',
    account: 'Account and certificate are obtained before the chip is written.',
    begin: 'Begin the card',
    number: 'The office gives a card number and a batch; after a break, pressing again goes on with the same.',
  },
})

export function InstantIssuePage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <Issue visit={visit} />
}

/** Article 7: marked, begun, written, handed over: one step after the other, each of which may be taken up again. */
function Issue({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const may = useMay()
  const { applicationId } = useParams({ strict: false }) as { applicationId: string }
  const officeId = useSession()?.officeId ?? null
  const applications = useAsk('application/applications-of-person', readOf(visit))
  const mark = useDo('application/mark-instant')
  const begin = useDo('production/issue-instantly')
  const { personId } = visit
  const application = applications.data?.applications.find((one) => one.applicationId === applicationId)
  const own = { personId, applicationId }

  if (begin.isSuccess) return <InstantCard visit={visit} begun={begin.data} onAgain={() => begin.mutate(own)} />
  const open = application?.status === 'accepted' || application?.status === 'in-production'
  if (application === undefined || !open || !may('production/issue-instantly'))
    return (
      <Page title={say('title')} narrow>
        <Asked of={applications}>{() => <Empty text={say('gone')} />}</Asked>
      </Page>
    )
  const marked = application.instantOutletId !== null && application.instantOutletId === officeId
  return marked ? (
    <DeedPage
      key="begin"
      title={say('title')}
      submit={say('begin')}
      effects={[say('number'), say('blank'), say('account')]}
      busy={begin.isPending}
      error={begin.error}
      onSubmit={() => begin.mutate(own)}
    />
  ) : (
    <DeedPage
      key="mark"
      title={say('title')}
      submit={say('mark')}
      effects={[say('here'), say('blank')]}
      busy={mark.isPending}
      error={mark.error}
      onSubmit={() => mark.mutate(own)}
    />
  )
}
