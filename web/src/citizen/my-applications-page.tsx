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
import './apply.css'
import { type Helped, helpedWith, useRelations } from './use-helped.ts'
import { usePersonName } from './use-person-name.ts'

type Application = Answer<'application/my-applications'>['applications'][number]

const words = createWords('my-applications', {
  zh: {
    title: '我的申请',
    lead: '从提交到启用，每一步的日期都在这里。',
    none: '您还没有提交过申请。',
    noneOf: '还没有为{{name}}提交过申请。',
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
    none: 'You have not applied for anything yet.',
    noneOf: 'Nothing has been applied for yet for {{name}}.',
    of: 'Applications for {{name}}',
    apply: 'Apply for a card',
    submitted: 'Sent',
    promised: 'Promised to be made by',
    made: 'Made on',
    see: 'See every step',
  },
})

/** M12.3: one's own and those of the persons one stands for, the newest first. */
export function MyApplicationsPage() {
  const say = useSay(words)
  const may = useMay()
  const helped = helpedWith(useRelations().data?.relations ?? [], 'applications-of-person')
  return (
    <Page title={say('title')} lead={say('lead')}>
      {may('application/apply-for-card') && (
        <p>
          <Link className="button button-main" to="/apply">
            {say('apply')}
          </Link>
        </p>
      )}
      <Asked of={useAsk('application/my-applications', { purpose: 'own-affairs' })}>
        {({ applications }) => <Applications of={applications} none={say('none')} />}
      </Asked>
      {helped.map(({ personId, name }) => (
        <OfHelped key={personId} personId={personId} name={name} />
      ))}
    </Page>
  )
}

function OfHelped({ personId, name: masked }: Pick<Helped, 'personId' | 'name'>) {
  const say = useSay(words)
  const name = usePersonName(personId, masked)
  return (
    <section className="stack">
      <h2>{say('of', { name })}</h2>
      <Asked of={useAsk('application/applications-of-person', { personId, purpose: 'own-affairs' })}>
        {({ applications }) => <Applications of={applications} none={say('noneOf', { name })} />}
      </Asked>
    </section>
  )
}

function Applications({ of, none }: { readonly of: readonly Application[]; readonly none: string }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  if (of.length === 0) return <Empty text={none} />
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
              <h3>
                {said(applicationReasonWords[reason])} · {said(status)}
              </h3>
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
