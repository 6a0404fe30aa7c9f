import { guardianConsent } from '@yika/core/application/guardian-consent.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useState } from 'react'
import { createWords, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { stepState, useApplying } from './applying.ts'
import { ReadNotice } from './read-notice.tsx'

const words = createWords('apply-notices', {
  zh: {
    question: '请阅读须知',
    duty: '持卡须知',
    dutyAgree: '我已阅读',
    consent: '监护人同意书',
    consentAgree: '我同意',
    missing: '请阅读每一份须知并勾选。',
  },
  en: {
    question: 'Please read the notices',
    duty: 'What a holder has to know',
    dutyAgree: 'I have read this',
    consent: 'Consent of the guardian',
    consentAgree: 'I agree',
    missing: 'Read each notice and tick it.',
  },
})

/** M9.1, M8.4: what is read here is recorded by its version. */
export function ApplyNoticesPage() {
  const say = useSay(words)
  const applying = useApplying()
  const { draft, replace, answer } = applying
  const [fault, setFault] = useState(false)
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      fault={fault ? say('missing') : undefined}
      onSubmit={(choices) => (stepState('notices', draft, choices) === 'done' ? answer({}, choices) : setFault(true))}
    >
      {({ consentVersion }) => (
        <>
          <ReadNotice
            title={say('duty')}
            of={dutyNotice}
            agree={say('dutyAgree')}
            read={draft.dutyRead === dutyNotice.version}
            onRead={(read) => {
              const { dutyRead: _left, ...rest } = draft
              replace(read ? { ...rest, dutyRead: dutyNotice.version } : rest)
            }}
          />
          {consentVersion !== null && (
            <ReadNotice
              title={say('consent')}
              of={guardianConsent}
              agree={say('consentAgree')}
              read={draft.consentRead === consentVersion}
              onRead={(read) => {
                const { consentRead: _left, ...rest } = draft
                replace(read ? { ...rest, consentRead: consentVersion } : rest)
              }}
            />
          )}
        </>
      )}
    </ApplyStep>
  )
}
