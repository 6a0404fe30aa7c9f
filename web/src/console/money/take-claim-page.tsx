import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { DoneNotice } from '../done-notice.tsx'
import { ClaimForm } from './claim-form.tsx'
import { ClaimVisit } from './claim-visit.tsx'

const words = createWords('take-claim', {
  zh: {
    title: '受理手工报销',
    lead: '先核验来办的人，再录入票据。受理后由另一人审批。',
    back: '返回手工报销',
    office: '您的账户没有办事窗口，不能核验来办的人。请由区办事大厅的人员受理。',
  },
  en: {
    title: 'Take a claim by hand',
    lead: 'First the person at the counter, then the bill. Another person decides.',
    back: 'Back to the claims',
    office: 'Your account has no counter at which a person can be identified. Staff of a district hall take claims.',
  },
})

export function TakeClaimPage() {
  const say = useSay(words)
  const [visit, setVisit] = useState<{ readonly visitId: string; readonly personId: string }>()
  const atOffice = (useSession()?.officeId ?? null) !== null
  const [done, setDone] = useState<string>()
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <p>
        <Link to="/settlement/claims">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {!atOffice && <Notice tone="warn" title={say('office')} />}
      {!atOffice ? null : visit === undefined ? (
        <ClaimVisit
          onVisit={(opened) => {
            setDone(undefined)
            setVisit(opened)
          }}
        />
      ) : (
        <ClaimForm
          visit={visit}
          onDone={(text) => {
            setDone(text)
            setVisit(undefined)
          }}
        />
      )}
    </Page>
  )
}
