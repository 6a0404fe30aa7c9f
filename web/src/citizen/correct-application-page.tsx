import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { serviceOf } from '@yika/core/application/check-bank.ts'
import { useState } from 'react'
import type { Answer, Input } from '../client/operations.ts'
import { useAsk, useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { Way } from './applying.ts'
import { BankChoice } from './bank-choice.tsx'
import { CollectionChoice } from './collection-choice.tsx'
import { PhotoPicker } from './photo-picker.tsx'
import { StoredPhoto } from './stored-photo.tsx'
import './apply.css'

type Application = Answer<'application/application'>

/** Identifiers only, like every draft. */
interface Correction {
  readonly photoId?: string
  readonly bankId?: string
  readonly way?: Way
  readonly outletId?: string
}

const words = createWords('correct-application', {
  zh: {
    title: '更正并重新提交',
    lead: '申请没有作废，更正后接着办；已经承诺的日期不变。',
    photo: '照片',
    photoAlt: '本次申请的照片',
    otherPhoto: '换一张照片',
    bank: '银行',
    bankAsk: '改选另一家银行',
    bankKeep: '银行不变',
    way: '领卡方式',
    wayAsk: '修改领卡方式',
    data: '信息有误的，先更正登记信息，再回到这里提交。',
    contact: '修改手机或地址',
    correct: '更正姓名等登记信息',
    evidence: '需要补充材料的，请带材料到任一服务网点；网点收到后会继续办理。',
    missingPhoto: '请先换一张合格的照片。',
    missingOutlet: '请为新的银行选择领卡网点。',
    submit: '重新提交',
    back: '先不提交，返回',
  },
  en: {
    title: 'Correct it and send it again',
    lead: 'The application is still alive and goes on where it stopped; a promise that was given keeps its date.',
    photo: 'Photo',
    photoAlt: 'The photo of this application',
    otherPhoto: 'Use another photo',
    bank: 'Bank',
    bankAsk: 'Choose another bank',
    bankKeep: 'Keep the bank',
    way: 'How you get it',
    wayAsk: 'Change how you get it',
    data: 'If an entry is wrong, have it corrected first, then come back and send this.',
    contact: 'Change phone or address',
    correct: 'Correct the name or other entries',
    evidence: 'If a document is missing, bring it to any service point; it goes on from there.',
    missingPhoto: 'Choose another photo first.',
    missingOutlet: 'Choose an outlet of the new bank.',
    submit: 'Send it again',
    back: 'Not yet, go back',
  },
})

/** M12.4: what an officer asked for is put right here, whatever it was. */
export function CorrectApplicationPage() {
  const say = useSay(words)
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const asked = useAsk('application/application', { personId, applicationId, purpose: 'own-affairs' })
  if (asked.data === undefined) {
    return (
      <Page title={say('title')} narrow>
        <Asked of={asked}>{() => null}</Asked>
      </Page>
    )
  }
  // Sent already, perhaps in another tab: where it stands now is what one wants to see.
  return asked.data.status === 'correction-needed' ? (
    <Correcting application={asked.data} />
  ) : (
    <Navigate to="/applications/$personId/$applicationId" params={{ personId, applicationId }} replace />
  )
}

function Correcting({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const { personId, applicationId, timeline, photoId } = application
  const [draft, keep, forget] = useDraft<Correction>(`correct.${applicationId}`, {})
  const [open, setOpen] = useState<'photo' | 'bank' | 'way'>()
  const [fault, setFault] = useState<'missingPhoto' | 'missingOutlet'>()
  const resubmit = useDo('application/resubmit-application')
  const place = { to: '/applications/$personId/$applicationId', params: { personId, applicationId } } as const
  const bankId = draft.bankId ?? application.bankId
  const remedy = timeline.trouble?.remedyCode
  const shownPhoto = draft.photoId ?? photoId
  const picking = open === 'photo' || (remedy === 'new-photo' && draft.photoId === undefined)
  return (
    <QuestionPage
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      fault={fault === undefined ? undefined : say(fault)}
      busy={resubmit.isPending}
      error={resubmit.error}
      onSubmit={() => {
        const outletGone = draft.bankId !== undefined && draft.way !== 'post' && draft.outletId === undefined
        if (remedy === 'new-photo' && draft.photoId === undefined) setFault('missingPhoto')
        else if (outletGone && application.delivery === 'outlet') setFault('missingOutlet')
        else
          resubmit.mutate(inputOf(personId, applicationId, draft), {
            onSuccess: () => {
              forget()
              void navigate({ ...place, replace: true })
            },
          })
      }}
    >
      {timeline.trouble !== null && (
        <Notice tone="warn" title={said(timeline.trouble)}>
          {timeline.trouble.words !== null && <p lang="zh-CN">{timeline.trouble.words}</p>}
          <p>{said(timeline.trouble.remedy)}</p>
        </Notice>
      )}
      <section className="panel" aria-label={say('photo')}>
        <h2>{say('photo')}</h2>
        {picking ? (
          <PhotoPicker
            personId={personId}
            onAccepted={(accepted) => {
              setOpen(undefined)
              setFault(undefined)
              keep({ ...draft, photoId: accepted })
            }}
          />
        ) : (
          <>
            {shownPhoto !== null && <StoredPhoto personId={personId} photoId={shownPhoto} alt={say('photoAlt')} />}
            <p>
              <Button onClick={() => setOpen('photo')}>{say('otherPhoto')}</Button>
            </p>
          </>
        )}
      </section>
      <section className="panel" aria-label={say('bank')}>
        <h2>{say('bank')}</h2>
        {open === 'bank' || draft.bankId !== undefined ? (
          <>
            <BankChoice
              service={serviceOf[application.kind]}
              oldBankId={application.bankId}
              onlyOthers={remedy === 'other-bank'}
              value={bankId}
              onValue={(chosen) => {
                const { outletId: _left, ...rest } = draft
                keep({ ...rest, bankId: chosen, way: 'outlet' })
              }}
            />
            <p>
              <Button
                onClick={() => {
                  setOpen(undefined)
                  const { bankId: _bank, outletId: _outlet, way: _way, ...rest } = draft
                  keep(rest)
                }}
              >
                {say('bankKeep')}
              </Button>
            </p>
          </>
        ) : (
          <p>
            <Button onClick={() => setOpen('bank')}>{say('bankAsk')}</Button>
          </p>
        )}
      </section>
      <section className="panel" aria-label={say('way')}>
        <h2>{say('way')}</h2>
        {open === 'way' || draft.way !== undefined ? (
          <CollectionChoice
            bankId={bankId}
            minor={application.applicantAs === 'guardian'}
            way={draft.way}
            outletId={draft.outletId}
            onChange={(way, outletId) => {
              const { outletId: _left, ...rest } = draft
              keep({ ...rest, way, ...(outletId === undefined ? {} : { outletId }) })
            }}
          />
        ) : (
          <p>
            <Button onClick={() => setOpen('way')}>{say('wayAsk')}</Button>
          </p>
        )}
      </section>
      <section className="small stack">
        <p>{say('data')}</p>
        <p className="row">
          <Link to="/contact">{say('contact')}</Link>
          <Link to="/my-data">{say('correct')}</Link>
        </p>
        <p>{say('evidence')}</p>
      </section>
      <p>
        <Link {...place}>{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}

function inputOf(
  personId: string,
  applicationId: string,
  { photoId, bankId, way, outletId }: Correction,
): Input<'application/resubmit-application'> {
  return {
    personId,
    applicationId,
    ...(photoId === undefined ? {} : { photoId }),
    ...(bankId === undefined ? {} : { bankId }),
    ...(way === undefined ? {} : { delivery: way === 'post' ? ('post' as const) : ('outlet' as const) }),
    ...(way === 'post' || outletId === undefined ? {} : { outletId }),
  }
}
