import { Link } from '@tanstack/react-router'
import { useState } from 'react'
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
  },
  en: {
    title: 'Take a claim by hand',
    lead: 'First the person at the counter, then the bill. Another person decides.',
    back: 'Back to the claims',
  },
})

export function TakeClaimPage() {
  const say = useSay(words)
  const [visit, setVisit] = useState<{ readonly visitId: string; readonly personId: string }>()
  const [done, setDone] = useState<string>()
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <p>
        <Link to="/settlement/claims">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {visit === undefined ? (
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
