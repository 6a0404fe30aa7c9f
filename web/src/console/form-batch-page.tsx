import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../client/operations.ts'
import { useDo, useRead } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { SelectField } from '../ui/field.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { districtCodes, districtName } from './district-name.ts'

const words = createWords('form-batch', {
  zh: {
    title: '组批',
    lead: '将某一银行、某一区已审核通过的申请组成批次。组批后须由另一位制卡管理人员复核放行。',
    bank: '银行',
    district: '区',
    choose: '请选择',
    missing: '请选择银行和区。',
    submit: '组批',
    done: '已组批',
    formed: '组成 {{count}} 个批次。',
    lines: '{{count}} 张卡',
    held: '{{count}} 份申请暂不能组批（缺照片、缺号段或数据待更正）。',
    next: '请另一位制卡管理人员打开批次复核放行。',
    nothing: '没有可组批的申请；审核通过后再来。',
  },
  en: {
    title: 'Form batches',
    lead: 'Accepted applications of one bank and one district are made into batches. Another production manager has to release them.',
    bank: 'Bank',
    district: 'District',
    choose: 'Choose',
    missing: 'Choose a bank and a district.',
    submit: 'Form batches',
    done: 'Batches formed',
    formed: 'Batches: {{count}}.',
    lines: '{{count}} cards',
    held: '{{count}} applications had to wait (no photo, no numbers, or data to be corrected).',
    next: 'Another production manager opens the batch and releases it.',
    nothing: 'There was nothing to form; come back when applications have been accepted.',
  },
})

export function FormBatchPage() {
  const say = useSay(words)
  const said = useSaid()
  const [entered, enter, done] = useDraft('form-batch', { bankId: '', district: '' })
  const [missing, setMissing] = useState(false)
  const [formed, setFormed] = useState<Answer<'production/form-batches'>>()
  const banks = useRead('bank/banks', {})
  const form = useDo('production/form-batches')
  if (formed !== undefined) return <Formed formed={formed} />
  return (
    <QuestionPage
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      busy={form.isPending}
      error={form.error}
      onSubmit={() => {
        const complete = entered.bankId !== '' && entered.district !== ''
        setMissing(!complete)
        if (!complete) return
        form.mutate(entered, {
          onSuccess: (answer) => {
            done()
            setFormed(answer)
          },
        })
      }}
    >
      <SelectField
        label={say('bank')}
        value={entered.bankId}
        options={(banks.data?.banks ?? []).map(({ bankId, name }) => ({ value: bankId, label: said(name) }))}
        any={say('choose')}
        fault={missing ? say('missing') : undefined}
        onValue={(bankId) => enter({ ...entered, bankId })}
      />
      <SelectField
        label={say('district')}
        value={entered.district}
        options={districtCodes.map((value) => ({ value, label: said(districtName(value)) }))}
        any={say('choose')}
        onValue={(district) => enter({ ...entered, district })}
      />
    </QuestionPage>
  )
}

function Formed({ formed: { batches, held } }: { readonly formed: Answer<'production/form-batches'> }) {
  const say = useSay(words)
  const none = batches.length === 0
  return (
    <ResultPage
      title={say('done')}
      lead={say('formed', { count: batches.length })}
      next={[say(none ? 'nothing' : 'next'), ...(held === 0 ? [] : [say('held', { count: held })])]}
    >
      <ul>
        {batches.map(({ batchId, batchNumber, lines }) => (
          <li key={batchId}>
            <Link to="/batches/$batchId" params={{ batchId } as never}>
              {batchNumber}
            </Link>{' '}
            {say('lines', { count: lines })}
          </li>
        ))}
      </ul>
    </ResultPage>
  )
}
