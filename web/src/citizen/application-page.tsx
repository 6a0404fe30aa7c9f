import { Link, useParams } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk, useRead } from '../client/use-calls.ts'
import { applicationReasonWords } from '../ui/application-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { applicationDeeds } from './application-deeds.ts'
import { CollectInformation } from './collect-information.tsx'
import { OutletName } from './outlet-name.tsx'

type Application = Answer<'application/application'>

const words = createWords('application', {
  zh: {
    title: '申请进度',
    stands: '现在：{{status}}',
    who: '申领人',
    what: '业务',
    submitted: '提交时间',
    promised: '承诺制卡完成日期',
    newPromised: '新的承诺日期',
    made: '实际制卡完成日期',
    bank: '银行',
    collection: '领卡方式',
    post: '邮寄到登记的联系地址',
    employer: '由单位发放',
    number: '申请编号',
    late: '已超过最初承诺的日期，请以新的承诺日期为准。给您添麻烦了。',
    says: '工作人员说明：',
    steps: '每一步',
    correct: '更正并重新提交',
    withdraw: '撤回申请',
    leave: '退出单位集体申领',
    enable: '启用社会保障功能',
    received: '我已收到卡',
    sent: '查看回执',
    again: '重新申领',
    all: '我的全部申请',
  },
  en: {
    title: 'How the application goes',
    stands: 'Now: {{status}}',
    who: 'For whom',
    what: 'What for',
    submitted: 'Sent',
    promised: 'Promised to be made by',
    newPromised: 'New promise',
    made: 'Made on',
    bank: 'Bank',
    collection: 'How you get it',
    post: 'By post, to the address on record',
    employer: 'Handed out by the employer',
    number: 'Application number',
    late: 'The first promise was broken; the new date counts. We are sorry.',
    says: 'In the officer’s words:',
    steps: 'Every step',
    correct: 'Correct it and send it again',
    withdraw: 'Withdraw the application',
    leave: 'Leave the employer’s group',
    enable: 'Enable the social-security function',
    received: 'I have received the card',
    sent: 'See the receipt',
    again: 'Apply again',
    all: 'All my applications',
  },
})

/** M12.3, M12.4: promised and actual dates side by side, everyday words, what went wrong, what helps, what can be done. */
export function ApplicationPage() {
  const say = useSay(words)
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const asked = useAsk('application/application', {
    ...{ personId, applicationId },
    purpose: 'own-affairs',
    reveal: ['name'],
  })
  return (
    <Page title={say('title')}>
      <Asked of={asked}>{(application) => <Whole application={application} />}</Asked>
      <p className="no-print">
        <Link to="/applications">{say('all')}</Link>
      </p>
    </Page>
  )
}

function Whole({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const { status, bankId, outletId, delivery, timeline } = application
  const { trouble, next, steps, newPromisedOn } = timeline
  return (
    <>
      <section className="panel">
        <h2>{say('stands', { status: said(timeline.status) })}</h2>
        {trouble === null ? (
          <p>{said(next)}</p>
        ) : (
          <Notice tone="warn" title={said(trouble)}>
            {trouble.words !== null && (
              <p>
                {say('says')} <q lang="zh-CN">{trouble.words}</q>
              </p>
            )}
            <p>{said(trouble.remedy)}</p>
          </Notice>
        )}
        {newPromisedOn !== null && <Notice tone="warn" title={say('late')} />}
        <Deeds application={application} />
      </section>
      {status === 'ready' && delivery === 'outlet' && outletId !== null && (
        <section className="panel">
          <CollectInformation bankId={bankId} outletId={outletId} />
        </section>
      )}
      <section className="panel" aria-label={say('steps')}>
        <h2>{say('steps')}</h2>
        <Timeline steps={steps} />
      </section>
      <section className="panel">
        <ApplicationFacts application={application} />
      </section>
    </>
  )
}

function ApplicationFacts({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const { name, reason, submittedAt, bankId, outletId, delivery, applicationId, timeline } = application
  const { promisedOn, newPromisedOn, madeOn } = timeline
  const bank = useRead('bank/banks', {}).data?.banks.find((one) => one.bankId === bankId)
  const day = (on: string | null) => (on === null ? null : moments.on(on))
  return (
    <Facts
      of={[
        [say('promised'), day(promisedOn)],
        [say('newPromised'), day(newPromisedOn)],
        [say('made'), day(madeOn)],
        [say('what'), said(applicationReasonWords[reason])],
        [
          say('who'),
          <span key="who" lang="zh-CN">
            {name}
          </span>,
        ],
        [say('submitted'), moments.at(submittedAt)],
        [say('bank'), bank === undefined ? null : said(bank.name)],
        [
          say('collection'),
          outletId === null ? (
            say(delivery === 'employer' ? 'employer' : 'post')
          ) : (
            <OutletName key="outlet" bankId={bankId} outletId={outletId} />
          ),
        ],
        [say('number'), <code key="number">{applicationId}</code>],
      ]}
    />
  )
}

/** Only what the table of transitions and the rights allow now; enabling is asked of the card itself. */
function Deeds({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const may = useMay()
  const { personId, applicationId, cardId, status } = application
  const card = useAsk(
    'card/card',
    status === 'collected' && cardId !== null ? { personId, cardId, purpose: 'own-affairs' } : undefined,
  )
  const isOwn = useSession()?.personId === personId
  const deeds = applicationDeeds(application, card.data, isOwn, may)
  return (
    <p className="row actions no-print">
      {deeds.map((deed, place) => (
        <Link
          key={deed}
          className={`button ${place === 0 && deed !== 'withdraw' && deed !== 'leave' && deed !== 'sent' ? 'button-main' : ''}`}
          to={
            deed === 'enable' || deed === 'received'
              ? `/cards/$personId/$cardId/${deed}`
              : deed === 'again'
                ? '/apply/$personId'
                : `/applications/$personId/$applicationId/${deed}`
          }
          params={{ personId, applicationId, cardId }}
        >
          {say(deed)}
        </Link>
      ))}
    </p>
  )
}
