import { useParams } from '@tanstack/react-router'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ApplyForm } from './apply-form.tsx'
import { BackButton } from './back-button.tsx'
import { currentVisit, readOf, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('counter-apply', {
  zh: { title: '申领、补换社会保障卡' },
  en: { title: 'Apply for a card' },
})

export function ApplyPage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <Apply visit={visit} />
}

/** Article 7: what the person can apply for is asked first; where nothing is possible, the reason is all there is. */
function Apply({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useAsk('application/application-choices', readOf(visit))
  // Held here: as soon as it is sent, nothing more can be applied for, and the form has to see its own end.
  const apply = useDo('application/apply-for-card')
  return (
    <Page title={say('title')}>
      <Asked of={asked}>
        {(choices) =>
          choices.refusal === null || !apply.isIdle ? (
            <ApplyForm visit={visit} choices={choices} apply={apply} />
          ) : (
            <>
              <Notice tone="bad" title={said(choices.refusal)}>
                <p>{said(choices.refusal.remedy)}</p>
              </Notice>
              <BackButton />
            </>
          )
        }
      </Asked>
    </Page>
  )
}
