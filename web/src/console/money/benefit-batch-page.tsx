import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { BatchResults } from './batch-results.tsx'
import { BatchSums } from './batch-sums.tsx'
import { BenefitBatchDeeds } from './benefit-batch-deeds.tsx'
import { BenefitLines } from './benefit-lines.tsx'
import { BenefitUpload } from './benefit-upload.tsx'
import { batchStatuses, batchTones } from './benefit-words.ts'
import { useProgrammeName } from './programme-name.ts'

type Batch = Answer<'settlement/benefit-batch'>

const words = createWords('benefit-batch', {
  zh: {
    title: '发放批次 {{reference}}',
    wait: '发放批次',
    back: '返回待遇发放',
    programme: '项目',
    department: '部门',
    period: '月份',
    status: '状态',
    openedAt: '开立时间',
    openedBy: '开立人',
    closedBy: '封闭人',
    approvedBy: '批准人',
    payFrom: '发放时间',
    next: '办理',
  },
  en: {
    title: 'Batch {{reference}}',
    wait: 'Batch',
    back: 'Back to benefits',
    programme: 'Programme',
    department: 'Department',
    period: 'Month',
    status: 'State',
    openedAt: 'Opened',
    openedBy: 'Opened by',
    closedBy: 'Closed by',
    approvedBy: 'Approved by',
    payFrom: 'Paid from',
    next: 'What to do',
  },
})

export function BenefitBatchPage() {
  const say = useSay(words)
  const may = useMay()
  const { benefitBatchId: batchId } = useParams({ strict: false }) as { readonly benefitBatchId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('settlement/benefit-batch', { batchId })
  const reference = asked.data?.reference
  return (
    <Page title={reference === undefined ? say('wait') : say('title', { reference })}>
      <p>
        <Link to="/benefits">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {(batch) => (
          <>
            <div className="split">
              <BatchFacts batch={batch} />
              {may('settlement/close-benefit-batch') && (
                <section className="panel">
                  <h2>{say('next')}</h2>
                  <BenefitBatchDeeds batch={batch} onDone={setDone} />
                </section>
              )}
            </div>
            <BatchSums batch={batch} />
            {batch.status === 'open' && may('settlement/receive-benefit-lines') && <BenefitUpload batch={batch} />}
            <BatchResults batch={batch} onDone={setDone} />
            {may('settlement/benefit-lines') && <BenefitLines batchId={batchId} onDone={setDone} />}
          </>
        )}
      </Asked>
    </Page>
  )
}

function BatchFacts({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const colleague = useColleague()
  const departmentName = useOrganisationName()
  const programmeName = useProgrammeName()
  return (
    <section className="panel">
      <Facts
        of={[
          [
            say('status'),
            <Tag key="status" tone={batchTones[batch.status]}>
              {said(batchStatuses[batch.status])}
            </Tag>,
          ],
          [say('programme'), programmeName(batch.programmeId)],
          [say('department'), departmentName(batch.department)],
          [say('period'), batch.period],
          [say('openedAt'), moments.at(batch.openedAt)],
          [say('openedBy'), colleague.name(batch.openedBy)],
          [say('closedBy'), colleague.name(batch.closedBy)],
          [say('approvedBy'), colleague.name(batch.approvedBy)],
          [say('payFrom'), batch.payFrom === null ? null : moments.at(batch.payFrom)],
        ]}
      />
    </section>
  )
}
