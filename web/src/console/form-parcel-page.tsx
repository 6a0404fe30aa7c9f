import { useNavigate } from '@tanstack/react-router'
import { type ParcelKind, parcelKinds } from '@yika/core/distribution/parcel.ts'
import { useState } from 'react'
import { useDo, useRead } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Choice } from '../ui/choice.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { OutletField } from './outlet-field.tsx'
import { parcelKindWords } from './parcel-words.ts'

const words = createWords('form-parcel', {
  zh: {
    title: '装箱',
    lead: '把已交付、申请人选择了该领取方式的成品卡装成一箱。装箱后还须发出签字。',
    kind: '去向',
    bank: '银行',
    employer: '单位编号',
    choose: '请选择',
    submit: '装箱',
    missing: '请选择去向、银行和接收方。',
  },
  en: {
    title: 'Pack a parcel',
    lead: 'Finished cards whose holders chose this way are packed into one box. It still has to be sent off and signed for.',
    kind: 'Way',
    bank: 'Bank',
    employer: 'Number of the employer',
    choose: 'Choose',
    submit: 'Pack',
    missing: 'Choose way, bank and receiver.',
  },
})

interface Entered {
  readonly kind: ParcelKind
  readonly bankId: string
  readonly officeId: string
  readonly employerId: string
}

export function FormParcelPage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const [missing, setMissing] = useState(false)
  const [entered, enter, done] = useDraft<Entered>('form-parcel', {
    kind: 'outlet',
    bankId: '',
    officeId: '',
    employerId: '',
  })
  const banks = useRead('bank/banks', {})
  const form = useDo('distribution/form-parcel')
  const { kind, bankId, officeId, employerId } = entered
  const receiver = { outlet: officeId, employer: employerId.trim(), post: 'post' }[kind]
  const send = () => {
    const complete = bankId !== '' && receiver !== ''
    setMissing(!complete)
    if (!complete) return
    form.mutate(
      {
        kind,
        bankId,
        ...(kind === 'outlet' ? { officeId } : {}),
        ...(kind === 'employer' ? { employerId: receiver } : {}),
      },
      {
        onSuccess({ parcelId }) {
          done()
          void navigate({ to: '/parcels/$parcelId', params: { parcelId } as never })
        },
      },
    )
  }
  return (
    <QuestionPage
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      busy={form.isPending}
      error={form.error}
      onSubmit={send}
    >
      <Choice
        legend={say('kind')}
        value={kind}
        options={parcelKinds.map((value) => ({ value, label: said(parcelKindWords[value]) }))}
        onValue={(chosen) => enter({ ...entered, kind: chosen })}
      />
      {kind === 'outlet' ? (
        <OutletField bankId={bankId} officeId={officeId} onValue={(place) => enter({ ...entered, ...place })} />
      ) : (
        <SelectField
          label={say('bank')}
          value={bankId}
          options={(banks.data?.banks ?? []).map((bank) => ({ value: bank.bankId, label: said(bank.name) }))}
          any={say('choose')}
          onValue={(chosen) => enter({ ...entered, bankId: chosen, officeId: '' })}
        />
      )}
      {kind === 'employer' && (
        <TextField
          label={say('employer')}
          value={employerId}
          maxLength={60}
          onValue={(value) => enter({ ...entered, employerId: value })}
        />
      )}
      {missing && (
        <p className="field-fault" role="alert">
          {say('missing')}
        </p>
      )}
    </QuestionPage>
  )
}
