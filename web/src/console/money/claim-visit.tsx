import { type DocumentType, documentTypeNames, documentTypes } from '@yika/core/identifier/document-type.ts'
import { type FormEvent, useState } from 'react'
import { useDo } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'

const words = createWords('claim-visit', {
  zh: {
    title: '第 1 步：核验来办的人',
    presenter: '来办的人是',
    holder: '本人',
    guardian: '监护人',
    proxy: '代办人',
    documentType: '证件种类',
    number: '来办人的证件号码',
    nationality: '国籍（三位代码）',
    holderNumber: '报销人的证件号码或社会保障号码',
    missing: '请填写号码。',
    open: '核验',
    busy: '正在核验……',
  },
  en: {
    title: 'Step 1: the person at the counter',
    presenter: 'This is',
    holder: 'the holder',
    guardian: 'the guardian',
    proxy: 'a proxy',
    documentType: 'Document',
    number: 'Number of the document',
    nationality: 'Nationality (three letters)',
    holderNumber: 'Identity or social security number of the holder',
    missing: 'Enter the number.',
    open: 'Check',
    busy: 'Checking …',
  },
})

const presenters = ['holder', 'guardian', 'proxy'] as const
const numberMost = 30

interface ClaimVisitProps {
  readonly onVisit: (visit: { readonly visitId: string; readonly personId: string }) => void
}

/** Whose bill it is: nobody is looked up by a number without standing there (Article 11). Numbers are kept nowhere. */
export function ClaimVisit({ onVisit }: ClaimVisitProps) {
  const say = useSay(words)
  const said = useSaid()
  const open = useDo('holder/open-visit')
  const [presenter, setPresenter] = useState<(typeof presenters)[number]>('holder')
  const [documentType, setDocumentType] = useState<DocumentType>('identity-card')
  const [number, setNumber] = useState('')
  const [nationality, setNationality] = useState('')
  const [holderNumber, setHolderNumber] = useState('')
  const [missing, setMissing] = useState(false)
  const abroad = documentType === 'passport' || documentType === 'permanent-resident-card'
  const send = (event: FormEvent) => {
    event.preventDefault()
    const absent = number.trim() === '' || (presenter !== 'holder' && holderNumber.trim() === '')
    setMissing(absent)
    if (absent || open.isPending) return
    open.mutate(
      {
        ...{ presenter, documentType, documentNumber: number.trim() },
        ...(abroad && nationality.trim() !== '' ? { nationality: nationality.trim().toUpperCase() } : {}),
        ...(presenter === 'holder' ? {} : { holderNumber: holderNumber.trim() }),
      },
      { onSuccess: ({ visitId, personId }) => onVisit({ visitId, personId }) },
    )
  }
  return (
    <form className="panel" noValidate onSubmit={send}>
      <h2>{say('title')}</h2>
      <SelectField
        label={say('presenter')}
        value={presenter}
        options={presenters.map((value) => ({ value, label: say(value) }))}
        onValue={(chosen) => setPresenter(chosen === '' ? 'holder' : chosen)}
      />
      <SelectField
        label={say('documentType')}
        value={documentType}
        options={documentTypeNames.map((value) => ({ value, label: said(documentTypes[value]) }))}
        onValue={(chosen) => setDocumentType(chosen === '' ? 'identity-card' : chosen)}
      />
      <TextField
        label={say('number')}
        autoComplete="off"
        maxLength={numberMost}
        value={number}
        fault={missing && number.trim() === '' ? say('missing') : undefined}
        onValue={setNumber}
      />
      {abroad && (
        <TextField
          label={say('nationality')}
          autoComplete="off"
          maxLength={3}
          value={nationality}
          onValue={setNationality}
        />
      )}
      {presenter !== 'holder' && (
        <TextField
          label={say('holderNumber')}
          autoComplete="off"
          maxLength={numberMost}
          value={holderNumber}
          fault={missing && holderNumber.trim() === '' ? say('missing') : undefined}
          onValue={setHolderNumber}
        />
      )}
      {open.error !== null && <ProblemNotice error={open.error} />}
      <p className="row actions">
        <Button type="submit" look="main" busy={open.isPending}>
          {say(open.isPending ? 'busy' : 'open')}
        </Button>
      </p>
    </form>
  )
}
