import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { serviceOf } from '@yika/core/application/check-bank.ts'
import { useState } from 'react'
import type { Answer, Input } from '../client/operations.ts'
import { useAsk, useDo, useRead } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { Way } from './applying.ts'
import { BankChoice } from './bank-choice.tsx'
import { CollectionChoice } from './collection-choice.tsx'
import { CorrectedPart } from './corrected-part.tsx'
import { OutletName } from './outlet-name.tsx'
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
    post: '邮寄到登记的联系地址',
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
    post: 'By post, to the address on record',
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

const partNames = ['photo', 'bank', 'way'] as const
type Part = (typeof partNames)[number]

/** The part that the remedy of the officer is about. */
const asked: Partial<Record<NonNullable<Application['timeline']['trouble']>['remedyCode'], Part>> = {
  'new-photo': 'photo',
  'other-bank': 'bank',
}

/** M12.4: what an officer asked for is put right here, whatever it was. */
export function CorrectApplicationPage() {
  const say = useSay(words)
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const read = useAsk('application/application', { personId, applicationId, purpose: 'own-affairs' })
  if (read.data === undefined) {
    return (
      <Page title={say('title')} narrow>
        <Asked of={read}>{() => null}</Asked>
      </Page>
    )
  }
  // Sent already, perhaps in another tab: where it stands now is what one wants to see.
  return read.data.status === 'correction-needed' ? (
    <Correcting application={read.data} />
  ) : (
    <Navigate to="/applications/$personId/$applicationId" params={{ personId, applicationId }} replace />
  )
}

function Correcting({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const { personId, applicationId, timeline } = application
  const remedy = timeline.trouble?.remedyCode
  const [draft, keep, forget] = useDraft<Correction>(`correct.${applicationId}`, {})
  const [open, setOpen] = useState<Part | undefined>(remedy === undefined ? undefined : asked[remedy])
  const [fault, setFault] = useState<'missingPhoto' | 'missingOutlet'>()
  const resubmit = useDo('application/resubmit-application')
  const place = { to: '/applications/$personId/$applicationId', params: { personId, applicationId } } as const
  const change = (next: Correction) => {
    setFault(undefined)
    keep(next)
  }
  // The page may be read anew, and turn away, before this is answered: the draft is over all the same.
  const send = async () => {
    const sent = await resubmit.mutateAsync(inputOf(personId, applicationId, draft)).catch(() => undefined)
    if (sent === undefined) return
    forget()
    void navigate({ ...place, replace: true })
  }
  const parts = { photo: PhotoPart, bank: BankPart, way: WayPart } as const
  const first: Part = remedy === 'other-bank' ? 'bank' : 'photo'
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
        else void send()
      }}
    >
      {timeline.trouble !== null && (
        <Notice tone="warn" title={said(timeline.trouble)}>
          {timeline.trouble.words !== null && <p lang="zh-CN">{timeline.trouble.words}</p>}
          <p>{said(timeline.trouble.remedy)}</p>
        </Notice>
      )}
      {partNames
        .toSorted((one, other) => Number(other === first) - Number(one === first))
        .map((name) => {
          const PartPage = parts[name]
          return (
            <PartPage
              key={name}
              application={application}
              draft={draft}
              change={change}
              open={open === name}
              onOpen={(wanted) => setOpen(wanted ? name : undefined)}
            />
          )
        })}
      <section className="small stack">
        <p>{say('data')}</p>
        <p className="row">
          <Link to="/contact">{say('contact')}</Link>
          <Link to="/data">{say('correct')}</Link>
        </p>
        <p>{say('evidence')}</p>
      </section>
      <p>
        <Link {...place}>{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}

interface PartProps {
  readonly application: Application
  readonly draft: Correction
  readonly change: (next: Correction) => void
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function PhotoPart({ application, draft, change, open, onOpen }: PartProps) {
  const say = useSay(words)
  const { personId } = application
  const photoId = draft.photoId ?? application.photoId
  return (
    <CorrectedPart
      title={say('photo')}
      now={photoId !== null && <StoredPhoto personId={personId} photoId={photoId} alt={say('photoAlt')} />}
      change={say('otherPhoto')}
      open={open && draft.photoId === undefined}
      onOpen={() => {
        const { photoId: _left, ...rest } = draft
        change(rest)
        onOpen(true)
      }}
    >
      <PhotoPicker
        personId={personId}
        onAccepted={(accepted) => {
          onOpen(false)
          change({ ...draft, photoId: accepted })
        }}
      />
    </CorrectedPart>
  )
}

function BankPart({ application, draft, change, open, onOpen }: PartProps) {
  const say = useSay(words)
  const banks = useRead('bank/banks', {})
  const said = useSaid()
  const now = banks.data?.banks.find(({ bankId }) => bankId === application.bankId)
  return (
    <CorrectedPart
      title={say('bank')}
      now={now !== undefined && <p>{said(now.name)}</p>}
      change={say('bankAsk')}
      keep={say('bankKeep')}
      open={open || draft.bankId !== undefined}
      onOpen={() => onOpen(true)}
      onKeep={() => {
        onOpen(false)
        const { bankId: _bank, outletId: _outlet, way: _way, ...rest } = draft
        change(rest)
      }}
    >
      <BankChoice
        service={serviceOf[application.kind]}
        oldBankId={application.bankId}
        onlyOthers
        value={draft.bankId ?? ''}
        onValue={(chosen) => {
          // Outlets belong to a bank: another bank asks for another outlet.
          const { outletId: _left, ...rest } = draft
          change({ ...rest, bankId: chosen, way: application.delivery === 'post' ? 'post' : 'outlet' })
        }}
      />
    </CorrectedPart>
  )
}

function WayPart({ application, draft, change, open, onOpen }: PartProps) {
  const say = useSay(words)
  const { bankId, outletId, applicantAs } = application
  return (
    <CorrectedPart
      title={say('way')}
      now={<p>{outletId === null ? say('post') : <OutletName bankId={bankId} outletId={outletId} />}</p>}
      change={say('wayAsk')}
      open={open || draft.way !== undefined}
      onOpen={() => onOpen(true)}
    >
      <CollectionChoice
        bankId={draft.bankId ?? bankId}
        minor={applicantAs === 'guardian'}
        way={draft.way}
        outletId={draft.outletId}
        onChange={(way, chosen) => {
          const { outletId: _left, ...rest } = draft
          change({ ...rest, way, ...(chosen === undefined ? {} : { outletId: chosen }) })
        }}
      />
    </CorrectedPart>
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
