import { Link, useNavigate } from '@tanstack/react-router'
import { type DocumentType, documentTypes } from '@yika/core/identifier/document-type.ts'
import { useEffect, useRef, useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Button } from '../ui/button.tsx'
import { Field, SelectField, TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DocumentReader } from './document-reader.tsx'
import { anyVisit, forgetVisit, keepVisit, type Presenter } from './visit.ts'

const words = createWords('open-visit', {
  zh: {
    title: '接待到访人',
    lead: '核验到访人的证件后，才能查看和办理其业务。',
    presenter: '到访人是',
    holder: '持卡人本人',
    guardian: '监护人',
    proxy: '代办人',
    documentType: '证件种类',
    documentNumber: '证件号码',
    documentHint: '按 / 回到此处，回车开始接待。',
    nationality: '国籍（三位代码）',
    holderNumber: '持卡人的证件号码或社会保障号码',
    missing: '请填写号码。',
    open: '开始接待',
    busy: '正在核验……',
    unfinished: '上一位到访人的接待尚未结束。开始新的接待前，请先结束或返回。',
    goOn: '返回上一位到访人',
  },
  en: {
    title: 'Receive a visitor',
    lead: 'The document of the visitor comes first; only then can anything be read or done for the person.',
    presenter: 'The visitor is',
    holder: 'the holder',
    guardian: 'the guardian',
    proxy: 'a proxy',
    documentType: 'Document',
    documentNumber: 'Number of the document',
    documentHint: 'Press / to come back here, Enter to begin.',
    nationality: 'Nationality (three letters)',
    holderNumber: 'Identity or social security number of the holder',
    missing: 'Enter the number.',
    open: 'Begin the visit',
    busy: 'Checking …',
    unfinished: 'The visit before has not been ended. Go back to it, or begin with the next person.',
    goOn: 'Back to the visitor before',
  },
})

const presenters = ['holder', 'guardian', 'proxy'] as const

export function OpenVisitPage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const numberField = useRef<HTMLInputElement>(null)
  const [form, setForm, forget] = useDraft('open-visit', {
    presenter: 'holder' as Presenter,
    documentType: 'identity-card' as DocumentType,
    documentNumber: '',
    nationality: '',
    holderNumber: '',
  })
  const [missing, setMissing] = useState(false)
  // As the reader read it: the form of an application takes it over, the draft does not keep it.
  const [name, setName] = useState<string>()
  const unfinished = anyVisit()
  const open = useDo('holder/open-visit')
  const { presenter, documentType, documentNumber, nationality, holderNumber } = form
  useEffect(() => numberField.current?.focus(), [])

  function submit(): void {
    const number = documentNumber.trim()
    setMissing(number === '')
    if (number === '') {
      numberField.current?.focus()
      return
    }
    open.mutate(
      {
        presenter,
        documentType,
        documentNumber: number,
        ...(documentType === 'passport' ? { nationality: nationality.trim().toUpperCase() } : {}),
        ...(presenter === 'holder' ? {} : { holderNumber: holderNumber.trim() }),
      },
      {
        onSuccess: (visit) => {
          forget()
          forgetVisit()
          keepVisit({ ...visit, presenter, documentType }, presenter === 'holder' ? name : undefined)
          void navigate({ to: '/person/$personId', params: { personId: visit.personId } })
        },
      },
    )
  }

  return (
    <Page title={say('title')} lead={say('lead')}>
      {unfinished !== undefined && (
        <Notice tone="warn">
          <p>{say('unfinished')}</p>
          <p>
            <Link to="/person/$personId" params={{ personId: unfinished.personId }}>
              {say('goOn')}
            </Link>
          </p>
        </Notice>
      )}
      <div className="split">
        <form
          className="panel"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!open.isPending) submit()
          }}
        >
          {open.error !== null && <ProblemNotice error={open.error} />}
          <Field
            id="document-number"
            label={say('documentNumber')}
            hint={say('documentHint')}
            fault={missing ? say('missing') : undefined}
          >
            {(control) => (
              <input
                {...control}
                ref={numberField}
                className="input number"
                autoComplete="off"
                spellCheck={false}
                value={documentNumber}
                onChange={({ target }) => {
                  setForm({ ...form, documentNumber: target.value })
                  setName(undefined)
                }}
              />
            )}
          </Field>
          <SelectField
            label={say('documentType')}
            value={documentType}
            options={(Object.keys(documentTypes) as DocumentType[]).map((value) => ({
              value,
              label: said(documentTypes[value]),
            }))}
            onValue={(value) => value !== '' && setForm({ ...form, documentType: value })}
          />
          {documentType === 'passport' && (
            <TextField
              label={say('nationality')}
              value={nationality}
              maxLength={3}
              onValue={(value) => setForm({ ...form, nationality: value })}
            />
          )}
          <SelectField
            label={say('presenter')}
            value={presenter}
            options={presenters.map((value) => ({ value, label: say(value) }))}
            onValue={(value) => value !== '' && setForm({ ...form, presenter: value })}
          />
          {presenter !== 'holder' && (
            <TextField
              label={say('holderNumber')}
              value={holderNumber}
              autoComplete="off"
              onValue={(value) => setForm({ ...form, holderNumber: value })}
            />
          )}
          <p>
            <Button type="submit" look="main" busy={open.isPending}>
              {open.isPending ? say('busy') : say('open')}
            </Button>
          </p>
        </form>
        <DocumentReader
          onRead={(read) => {
            setForm({ ...form, documentNumber: read.number, documentType: 'identity-card' })
            setName(read.name === '' ? undefined : read.name)
            numberField.current?.focus()
          }}
        />
      </div>
    </Page>
  )
}
