import { Link } from '@tanstack/react-router'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'
import { applicationReasonWords } from '../ui/application-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'
import './apply.css'

type Application = Answer<'application/applications-of-person'>['applications'][number]

const words = createWords('my-applications', {
  zh: {
    title: '我的申请',
    lead: '从提交到启用，每一步的日期都在这里。',
    none: '还没有提交过申请。',
    of: '{{name}}的申请',
    apply: '申领社会保障卡',
    submitted: '提交时间',
    promised: '承诺制卡完成日期',
    made: '实际制卡完成日期',
    see: '查看每一步',
  },
  en: {
    title: 'My applications',
    lead: 'From sending to enabling, with the date of every step.',
    none: 'Nothing has been applied for yet.',
    of: 'Applications for {{name}}',
    apply: 'Apply for a card',
    submitted: 'Sent',
    promised: 'Promised to be made by',
    made: 'Made on',
    see: 'See every step',
  },
})

/** M12.3: those of whoever is meant, the newest first. */
export function MyApplicationsPage() {
  const say = useSay(words)
  const may = useMay()
  const { personId, isSelf, helped } = useActing()
  return (
    <Page title={isSelf ? say('title') : say('of', { name: helped?.name ?? '' })} lead={say('lead')} key={personId}>
      {may('application/apply-for-card') && (
        <p>
          <Link className="button button-main" to="/apply">
            {say('apply')}
          </Link>
        </p>
      )}
      <Asked of={useAsk('application/applications-of-person', { personId, purpose: 'own-affairs' })}>
        {({ applications }) => <Applications of={applications} />}
      </Asked>
    </Page>
  )
}

function Applications({ of }: { readonly of: readonly Application[] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  if (of.length === 0) return <Empty text={say('none')} />
  return (
    <ul className="cards plain-list">
      {of
        .toSorted((one, other) => (one.submittedAt < other.submittedAt ? 1 : -1))
        .map(
          ({
            personId,
            applicationId,
            reason,
            submittedAt,
            timeline: { status, next, promisedOn, madeOn, newPromisedOn },
          }) => (
            <li className="panel" key={applicationId}>
              <h2>
                {said(applicationReasonWords[reason])} · {said(status)}
              </h2>
              <p>{said(next)}</p>
              <Facts
                of={[
                  [say('submitted'), moments.at(submittedAt)],
                  [say('promised'), promisedOn === null ? null : moments.on(newPromisedOn ?? promisedOn)],
                  [say('made'), madeOn === null ? null : moments.on(madeOn)],
                ]}
              />
              <p>
                <Link
                  className="button"
                  to="/applications/$personId/$applicationId"
                  params={{ personId, applicationId }}
                >
                  {say('see')}
                </Link>
              </p>
            </li>
          ),
        )}
    </ul>
  )
}
