import {
  applicationTransitions,
  type Remedy,
  remedies,
  type TroubleReason,
  troubleReasons,
} from '@yika/core/application/application.ts'
import { remedyWords, troubleWords } from '@yika/core/application/words.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'

const words = createWords('review-deeds', {
  zh: {
    accept: '受理',
    acceptWhat: '申领受理，按规定时限向{{name}}承诺完成日期，卡片进入制卡。',
    accepted: '已受理，承诺完成日期：{{on}}。',
    correct: '退回更正',
    correctWhat: '申领保留，{{name}}收到理由和补救办法，更正后重新提交。',
    corrected: '已退回更正，申请人将收到通知。',
    refuse: '不予受理',
    refuseWhat: '该申领终止，{{name}}收到理由。需要时须重新申领。',
    refused: '已不予受理，申请人将收到通知。',
    reason: '理由',
    remedy: '补救办法',
    own: '补充说明（申请人可见，不写姓名和号码；可不填）',
    pick: '请选择',
    missing: '请选择理由和补救办法。',
    decided: '此申领已经办结或正在制卡，无需审核。',
  },
  en: {
    accept: 'Accept',
    acceptWhat:
      'The application is accepted, {{name}} is promised a day by the rules, and the card goes to production.',
    accepted: 'Accepted; promised for {{on}}.',
    correct: 'Ask for a correction',
    correctWhat: 'The application stays; {{name}} is told what is wrong and what helps, and sends it again.',
    corrected: 'Sent back; the applicant is told.',
    refuse: 'Refuse',
    refuseWhat: 'The application ends, {{name}} is told why. Whoever still needs a card applies anew.',
    refused: 'Refused; the applicant is told.',
    reason: 'Reason',
    remedy: 'What helps',
    own: 'More in words (the applicant reads it; no names or numbers; may stay empty)',
    pick: 'Choose',
    missing: 'Choose a reason and what helps.',
    decided: 'This application is decided or being made; there is nothing to review.',
  },
})

interface ReviewDeedsProps {
  readonly application: Answer<'application/application'>
  readonly onDone: (text: string) => void
}

/** The three decisions of a review, as far as the state of the application and the rights of the officer allow them. */
export function ReviewDeeds({ application, onDone }: ReviewDeedsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [reason, setReason] = useState<TroubleReason | ''>('')
  const [remedy, setRemedy] = useState<Remedy | ''>('')
  const [own, setOwn] = useState('')
  const { personId, applicationId, name, status } = application
  const next: readonly string[] = status === 'in-production' ? [] : applicationTransitions[status]
  const judgement = () =>
    reason === '' || remedy === ''
      ? say('missing')
      : { personId, applicationId, reason, remedy, ...(own.trim() === '' ? {} : { words: own.trim() }) }
  const fields = (
    <>
      <SelectField
        label={say('reason')}
        value={reason}
        any={say('pick')}
        options={troubleReasons.map((value) => ({ value, label: said(troubleWords[value]) }))}
        onValue={setReason}
      />
      <SelectField
        label={say('remedy')}
        value={remedy}
        any={say('pick')}
        options={remedies.map((value) => ({ value, label: said(remedyWords[value]) }))}
        onValue={setRemedy}
      />
      <TextField label={say('own')} value={own} maxLength={200} onValue={setOwn} />
    </>
  )
  if (!next.includes('accepted') && !next.includes('refused')) return <p className="quiet">{say('decided')}</p>
  return (
    <div className="row actions">
      {next.includes('accepted') && may('application/accept-application') && (
        <Deed
          name="application/accept-application"
          look="main"
          label={say('accept')}
          consequence={say('acceptWhat', { name })}
          input={() => ({ personId, applicationId })}
          onDone={({ promisedOn }) => onDone(say('accepted', { on: moments.on(promisedOn) }))}
        />
      )}
      {next.includes('correction-needed') && may('application/request-correction') && (
        <Deed
          name="application/request-correction"
          label={say('correct')}
          consequence={say('correctWhat', { name })}
          input={judgement}
          onDone={() => onDone(say('corrected'))}
        >
          {fields}
        </Deed>
      )}
      {next.includes('refused') && may('application/refuse-application') && (
        <Deed
          name="application/refuse-application"
          look="grave"
          label={say('refuse')}
          consequence={say('refuseWhat', { name })}
          input={judgement}
          onDone={() => onDone(say('refused'))}
        >
          {fields}
        </Deed>
      )}
    </div>
  )
}
