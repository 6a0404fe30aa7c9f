import { Link } from '@tanstack/react-router'
import { useRead } from '../client/use-calls.ts'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { Application } from './application.ts'
import { type Desk, mayWithdraw } from './card-deeds.ts'
import { InstantLink } from './instant-link.tsx'
import { reasonWords } from './reason-words.ts'

const words = createWords('counter-application', {
  zh: {
    submitted: '提交时间',
    promised: '承诺完成日期',
    newPromised: '新的承诺日期',
    made: '实际完成日期',
    bank: '服务银行',
    steps: '办理进度',
    receipt: '申领回执',
    withdraw: '撤回申领',
  },
  en: {
    submitted: 'Sent',
    promised: 'Promised by',
    newPromised: 'New promise',
    made: 'Made on',
    bank: 'Bank',
    steps: 'Progress',
    receipt: 'Receipt of the application',
    withdraw: 'Withdraw',
  },
})

interface ApplicationPanelProps {
  readonly application: Application
  readonly desk: Desk
}

export function ApplicationPanel({ application, desk }: ApplicationPanelProps) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const said = useSaid()
  const moments = useMoments()
  const banks = useRead('bank/banks', {})
  const bank = banks.data?.banks.find(({ bankId }) => bankId === application.bankId)
  const { timeline, personId, applicationId, submittedAt } = application
  const { status, next, trouble, promisedOn, newPromisedOn, madeOn, steps } = timeline
  const day = (on: string | null) => (on === null ? null : moments.on(on))
  return (
    <article className="panel">
      <h3>
        {reason(application.reason)} · {said(status)}
      </h3>
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
        ]}
      />
      <details className="barred">
        <summary>{say('steps')}</summary>
        <Timeline steps={steps} />
      </details>
      <p className="row">
        <Link
          className="button"
          to="/person/$personId/applications/$applicationId"
          params={{ personId, applicationId }}
        >
          {say('receipt')}
        </Link>
        <InstantLink application={application} />
        {mayWithdraw(application, desk) && (
          <Link
            className="button"
            to="/person/$personId/applications/$applicationId/withdraw"
            params={{ personId, applicationId }}
          >
            {say('withdraw')}
          </Link>
        )}
      </p>
    </article>
  )
}
