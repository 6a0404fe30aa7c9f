import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { ReasonField } from './reason-field.tsx'

type Exception = Answer<'reconciliation/reconciliation-exception'>

const words = createWords('exception-deeds', {
  zh: {
    propose: '提出处理意见',
    proposeWhat: '写明三份清单为何不一致，以及我方账目是否随对方调整。另一人复核后才生效，此前不动账。',
    correct: '我方账目有误，按对方的数额更正',
    missing: '请写明原因，至少四个字。',
    proposed: '已提出，等待另一人复核。',
    own: '处理意见由您提出，须由另一人复核。',
    approve: '复核通过',
    approveCorrect: '差额立即经该对账方的待查差错户入账，我方账目与对方一致；此后只能以冲回更正。',
    approveStays: '该差异关闭，不动账。对方或银行之后如有变动，会再次列出。',
    approved: '差异已处理。',
    reject: '退回',
    rejectWhat: '处理意见作废，差异仍为待处理，可另行提出。',
    rejected: '已退回。',
  },
  en: {
    propose: 'Propose how to close it',
    proposeWhat:
      'Say why the lists differ and whether our books are to follow the others. Nothing moves before another person agrees.',
    correct: 'Our books are wrong: correct them to what the others say',
    missing: 'Enter the reason, four letters at least.',
    proposed: 'Proposed; it waits for another person.',
    own: 'You proposed this: another person has to agree.',
    approve: 'Agree',
    approveCorrect:
      'The difference moves over the suspense account of the partner at once, so that our books say what the others say. Afterwards only a reversal puts it right.',
    approveStays:
      'The difference is closed and no money moves. If the partner or the bank says something else later, it is listed again.',
    approved: 'The difference is closed.',
    reject: 'Send back',
    rejectWhat: 'What was proposed falls; the difference stays open and can be proposed anew.',
    rejected: 'Sent back.',
  },
})

const reasonMost = 500
const reasonLeast = 4

interface ExceptionDeedsProps {
  readonly exception: Exception
  readonly onDone: (text: string) => void
}

export function ExceptionDeeds({ exception, onDone }: ExceptionDeedsProps) {
  const say = useSay(words)
  const colleague = useColleague()
  const [reason, setReason] = useState('')
  const [correct, setCorrect] = useState(false)
  const { exceptionId, version, status, proposedBy } = exception
  if (status === 'open')
    return (
      <Deed
        name="reconciliation/propose-closing"
        look="main"
        label={say('propose')}
        consequence={say('proposeWhat')}
        input={() =>
          reason.trim().length < reasonLeast ? say('missing') : { exceptionId, reason: reason.trim(), correct }
        }
        onBegin={() => {
          setReason('')
          setCorrect(false)
        }}
        onDone={() => onDone(say('proposed'))}
      >
        <ReasonField value={reason} most={reasonMost} onValue={setReason} />
        <CheckField label={say('correct')} checked={correct} onValue={setCorrect} />
      </Deed>
    )
  return (
    <div className="row actions">
      {proposedBy === colleague.own ? (
        <p>{say('own')}</p>
      ) : (
        <Deed
          name="reconciliation/approve-closing"
          look="main"
          label={say('approve')}
          consequence={say(exception.correct ? 'approveCorrect' : 'approveStays')}
          input={() => ({ exceptionId, version })}
          onDone={() => onDone(say('approved'))}
        />
      )}
      <Deed
        name="reconciliation/reject-closing"
        label={say('reject')}
        consequence={say('rejectWhat')}
        input={() => ({ exceptionId })}
        onDone={() => onDone(say('rejected'))}
      />
    </div>
  )
}
