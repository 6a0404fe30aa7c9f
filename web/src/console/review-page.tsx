import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useRead } from '../client/use-calls.ts'
import { applicationKindWords, applicationReasonWords } from '../ui/application-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DoneNotice } from './done-notice.tsx'
import { PersonBesidePhoto } from './person-beside-photo.tsx'
import { PersonCards } from './person-cards.tsx'
import { useApplicationQueue } from './queues.ts'
import { ReviewDeeds } from './review-deeds.tsx'
import { SameName } from './same-name.tsx'

const words = createWords('review', {
  zh: {
    title: '申领审核',
    lead: '核对照片与登记信息，再作决定。您的查看已留痕。',
    back: '返回待办',
    next: '审核下一件',
    application: '申请',
    status: '状态',
    kind: '事项',
    reason: '情形',
    bank: '银行',
    submitted: '提交时间',
    as: '申请人',
    holder: '本人',
    guardian: '监护人',
    proxy: '代办人',
    employer: '用人单位',
    promised: '承诺日期',
    trouble: '退回理由',
  },
  en: {
    title: 'Review of an application',
    lead: 'Compare the photo with the register, then decide. That you looked is recorded.',
    back: 'Back to the work that waits',
    next: 'Review the next',
    application: 'Application',
    status: 'State',
    kind: 'For',
    reason: 'Because',
    bank: 'Bank',
    submitted: 'Sent',
    as: 'Applied by',
    holder: 'the holder',
    guardian: 'a guardian',
    proxy: 'a proxy',
    employer: 'the employer',
    promised: 'Promised for',
    trouble: 'What was named',
  },
})

export function ReviewPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const { personId, applicationId } = useParams({ strict: false }) as Record<'personId' | 'applicationId', string>
  const asked = useAsk('application/application', {
    personId,
    applicationId,
    purpose: 'application',
    caseId: applicationId,
    reveal: ['name'],
  })
  const banks = useRead('bank/banks', {})
  const { rows = [] } = useApplicationQueue()
  const next = rows.find((row) => row.applicationId !== applicationId)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p className="row">
        <Link to="/inbox">{say('back')}</Link>
        {next !== undefined && (
          <Link
            to="/review/$personId/$applicationId"
            params={{ personId: next.personId, applicationId: next.applicationId } as never}
          >
            {say('next')}
          </Link>
        )}
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {(found) => (
          <>
            <PersonBesidePhoto personId={personId} photoId={found.photoId} caseId={applicationId} />
            <section className="panel">
              <h2>{say('application')}</h2>
              <Facts
                of={[
                  [say('status'), <Tag key="status">{said(found.timeline.status)}</Tag>],
                  [say('kind'), said(applicationKindWords[found.kind])],
                  [say('reason'), said(applicationReasonWords[found.reason])],
                  [say('bank'), said(banks.data?.banks.find(({ bankId }) => bankId === found.bankId)?.name ?? none)],
                  [say('submitted'), moments.at(found.submittedAt)],
                  [say('as'), say(found.applicantAs)],
                  [say('promised'), found.promisedOn === null ? null : moments.on(found.promisedOn)],
                  [
                    say('trouble'),
                    found.timeline.trouble === null
                      ? null
                      : [said(found.timeline.trouble), found.timeline.trouble.words].filter(Boolean).join(' · '),
                  ],
                ]}
              />
              <ReviewDeeds application={found} onDone={setDone} />
            </section>
            <PersonCards personId={personId} caseId={applicationId} onDone={setDone} />
            <SameName personId={personId} caseId={applicationId} name={found.name} />
          </>
        )}
      </Asked>
    </Page>
  )
}

const none = { zh: '—', en: '—' }
