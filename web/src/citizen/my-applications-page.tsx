import type { Answer } from '../client/operations.ts'
import { useAsk, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

type Application = Answer<'application/my-applications'>['applications'][number]

const words = createWords('my-applications', {
  zh: {
    title: '我的申请',
    lead: '从提交到启用，每一步的日期都在这里。',
    none: '您还没有提交过申请。',
    guide: '查看如何申领',
    'first-issue': '首次申领',
    reissue: '补卡',
    exchange: '换卡',
    renewal: '到期或换代换卡',
    submitted: '提交时间',
    promised: '承诺制卡完成日期',
    newPromised: '新的承诺日期',
    made: '实际制卡完成日期',
    bank: '服务银行',
    number: '申请编号',
  },
  en: {
    title: 'My applications',
    lead: 'From sending to enabling, with the date of every step.',
    none: 'You have not applied for anything yet.',
    guide: 'How to apply',
    'first-issue': 'First card',
    reissue: 'Replacement of a lost card',
    exchange: 'Exchange',
    renewal: 'Renewal',
    submitted: 'Sent',
    promised: 'Promised to be made by',
    newPromised: 'New promise',
    made: 'Made on',
    bank: 'Bank',
    number: 'Application number',
  },
})

/** M12.3, M12.4: promised and actual dates side by side, the state in everyday words, and what to do next. */
export function MyApplicationsPage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Asked of={useAsk('application/my-applications', { purpose: 'own-affairs' })}>
        {({ applications }) =>
          applications.length === 0 ? (
            <Empty text={say('none')}>
              <a href="/guide">{say('guide')}</a>
            </Empty>
          ) : (
            <div className="cards">
              {applications.map((application) => (
                <ApplicationPanel key={application.applicationId} application={application} />
              ))}
            </div>
          )
        }
      </Asked>
    </Page>
  )
}

function ApplicationPanel({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const banks = useRead('bank/banks', {})
  const bank = banks.data?.banks.find(({ bankId }) => bankId === application.bankId)
  const { timeline, kind, submittedAt, applicationId } = application
  const { status, next, trouble, promisedOn, newPromisedOn, madeOn, steps } = timeline
  const day = (on: string | null) => (on === null ? null : moments.on(on))
  return (
    <section className="panel">
      <h2>
        {say(kind)} · {said(status)}
      </h2>
      {trouble === null ? (
        <p>{said(next)}</p>
      ) : (
        <Notice tone="warn" title={said(trouble)}>
          {trouble.words !== null && <p>{trouble.words}</p>}
          <p>{said(trouble.remedy)}</p>
        </Notice>
      )}
      <Facts
        of={[
          [say('submitted'), moments.at(submittedAt)],
          [say('promised'), day(promisedOn)],
          [say('newPromised'), day(newPromisedOn)],
          [say('made'), day(madeOn)],
          [say('bank'), bank === undefined ? null : said(bank.name)],
          [say('number'), <code key="number">{applicationId}</code>],
        ]}
      />
      <Timeline steps={steps} />
    </section>
  )
}
