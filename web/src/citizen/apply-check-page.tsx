import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDo, useRead } from '../client/use-calls.ts'
import { applicationReasonWords } from '../ui/application-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Loading } from '../ui/loading.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { type ApplyDraft, type Choices, chosen, nextStep, type ApplyStep as StepName, useApplying } from './applying.ts'
import { OutletName } from './outlet-name.tsx'
import { StoredPhoto } from './stored-photo.tsx'
import { usePerson } from './use-person.ts'

const words = createWords('apply-check', {
  zh: {
    question: '核对后提交',
    lead: '提交后会立即给出受理结果和承诺日期。',
    change: '修改',
    kind: '业务',
    photo: '照片',
    details: '申领人',
    bank: '银行',
    collection: '领卡方式',
    notices: '须知',
    young: '不需要照片',
    instant: '当场制卡：',
    outlet: '网点领取：',
    post: '邮寄到登记的联系地址：',
    noAddress: '没有登记联系地址，请先登记，或改为到网点领取。',
    read: '已阅读',
    submit: '提交申请',
  },
  en: {
    question: 'Check your answers and send',
    lead: 'The answer comes at once, with the promised date.',
    change: 'Change',
    kind: 'What you need',
    photo: 'Photo',
    details: 'For whom',
    bank: 'Bank',
    collection: 'How you get it',
    notices: 'Notices',
    young: 'No photo is needed',
    instant: 'On the spot:',
    outlet: 'Collect at:',
    post: 'By post to the address on record:',
    noAddress: 'There is no address on record: add one first, or collect the card at an outlet.',
    read: 'Read',
    submit: 'Send the application',
  },
})

/** Nothing is sent that has not been seen once more; each answer can be changed. */
export function ApplyCheckPage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const applying = useApplying()
  const { personId, draft, forget } = applying
  const person = usePerson(personId, ['name', 'phone', 'address'])
  const banks = useRead('bank/banks', {})
  const apply = useDo('application/apply-for-card')
  const name = person.data?.name
  const noAddress = draft.way === 'post' && person.data !== undefined && person.data.address === null
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      fault={noAddress ? say('noAddress') : undefined}
      busy={apply.isPending}
      error={apply.error}
      onSubmit={(choices) => {
        const input = inputOf(personId, name ?? '', draft, choices)
        if (input === undefined || noAddress || name == null) return
        apply.mutate(input, {
          onSuccess: ({ applicationId }) => {
            forget()
            void navigate({
              to: '/applications/$personId/$applicationId/sent',
              params: { personId, applicationId },
              replace: true,
            })
          },
        })
      }}
    >
      {(choices) => {
        // An address that was typed or kept: what is missing comes first, and what is open already is shown.
        const missing = nextStep(draft, choices)
        if (apply.isSuccess || apply.isPending) return <Loading />
        if (choices.openApplicationId !== null || missing !== undefined) {
          return <Navigate to="/apply/$personId" params={{ personId }} replace />
        }
        const reason = chosen(draft, choices)?.reason
        const bank = banks.data?.banks.find(({ bankId }) => bankId === draft.bankId)
        const photoId = draft.photoId ?? choices.photo.photoId
        const rows: readonly (readonly [StepName, ReactNode])[] = [
          ['kind', reason === undefined ? '' : said(applicationReasonWords[reason])],
          [
            'details',
            <Asked key="name" of={person}>
              {(found) => <span lang="zh-CN">{found.name}</span>}
            </Asked>,
          ],
          [
            'photo',
            photoId === null ? (
              say('young')
            ) : (
              <StoredPhoto key="photo" personId={personId} photoId={photoId} alt={say('photo')} />
            ),
          ],
          ['bank', bank === undefined ? '' : said(bank.name)],
          [
            'collection',
            <span key="way">
              {say(draft.way ?? 'outlet')}{' '}
              {draft.outletId === undefined ? (
                <span lang="zh-CN">{person.data?.address}</span>
              ) : (
                <OutletName bankId={draft.bankId ?? ''} outletId={draft.outletId} />
              )}
            </span>,
          ],
          ['notices', say('read')],
        ]
        return (
          <dl className="answers">
            {rows.map(([step, answer]) => (
              <div key={step}>
                <dt>{say(step)}</dt>
                <dd>{answer}</dd>
                <dd className="answers-change">
                  <Link
                    to={`/apply/$personId/${step}`}
                    params={{ personId }}
                    aria-label={`${say('change')} ${say(step)}`}
                  >
                    {say('change')}
                  </Link>
                </dd>
              </div>
            ))}
          </dl>
        )
      }}
    </ApplyStep>
  )
}

function inputOf(personId: string, name: string, draft: ApplyDraft, choices: Choices) {
  const choice = chosen(draft, choices)
  const { bankId, way, outletId, photoId, dutyRead, consentRead, accountClosed } = draft
  if (choice === undefined || bankId === undefined || way === undefined) return undefined
  return {
    personId,
    name,
    kind: choice.kind,
    reason: choice.reason,
    bankId,
    delivery: way === 'post' ? ('post' as const) : ('outlet' as const),
    ...(way === 'post' || outletId === undefined ? {} : { outletId }),
    ...(photoId === undefined ? {} : { photoId }),
    ...(dutyRead === undefined ? {} : { dutyShown: dutyRead }),
    ...(consentRead === undefined ? {} : { guardianConsent: consentRead }),
    ...(accountClosed === true ? { oldAccountClosed: true } : {}),
  }
}
