import { Link, Navigate, useParams } from '@tanstack/react-router'
import { contactItems, entryOf, type RecordedItem, recordedItems } from '@yika/core/holder/recorded-item.ts'
import { ethnicGroups } from '@yika/core/identifier/ethnic-group.ts'
import { sexes } from '@yika/core/identifier/sex.ts'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'
import { RateService } from './rate-service.tsx'

const words = createWords('correct-item', {
  zh: {
    title: '更正：{{item}}',
    lead: '工作人员会与权威登记核对，结果在“更正申请”中查看。',
    wanted: '应该是',
    choose: '请选择',
    why: '为什么有误',
    whyHint: '例如：户口簿上的写法不同。也可以写明能证明的材料。',
    wantedMissing: '请填写正确的内容。',
    whyMissing: '请简单说明理由。',
    submit: '提交更正申请',
    done: '更正申请已提交',
    doneLead: '已收到，正在等待核实。',
    next: '与登记机关核对后，结果会显示在“更正申请”中。',
    card: '印在卡面上的内容更正后，需要换卡，届时会通知您。',
    corrections: '查看更正申请',
  },
  en: {
    title: 'Correct: {{item}}',
    lead: 'An officer compares it with the authoritative register; the result stands under “Requests for correction”.',
    wanted: 'It should be',
    choose: 'Please choose',
    why: 'What is wrong',
    whyHint: 'For example: the household register spells it differently. Name what proves it, if you can.',
    wantedMissing: 'Say what it should be.',
    whyMissing: 'Say in a few words why.',
    submit: 'Ask for the correction',
    done: 'The request is sent',
    doneLead: 'It has arrived and waits to be checked.',
    next: 'When it has been compared with the register, the result stands under “Requests for correction”.',
    card: 'What is printed on the card needs another card once it is put right; you will be told.',
    corrections: 'See my requests',
  },
})

const isRecorded = (item: string): item is RecordedItem => (recordedItems as readonly string[]).includes(item)

/** M4.7: any recorded item can be doubted; contact data are changed at once instead. */
export function CorrectItemPage() {
  const { item } = useParams({ strict: false }) as { item: string }
  if (!isRecorded(item)) return <Navigate to="/data" replace />
  if ((contactItems as readonly string[]).includes(item)) return <Navigate to="/contact" replace />
  return <Question item={item} />
}

function Question({ item }: { readonly item: RecordedItem }) {
  const say = useSay(words)
  const said = useSaid()
  const { personId } = useActing()
  const [form, setForm, forget] = useDraft(`correct.${personId}.${item}`, { wanted: '', why: '' })
  const [fault, setFault] = useState<'wanted' | 'why'>()
  const ask = useDo('holder/request-correction-of-data')
  const codes = item === 'sex' ? sexes : item === 'ethnicGroup' ? ethnicGroups : undefined
  if (ask.isSuccess) {
    return (
      <ResultPage
        foot={<RateService personId={personId} operation="request-correction-of-data" />}
        title={say('done')}
        lead={say('doneLead')}
        next={[say('next'), say('card')]}
      >
        <p>
          <Link className="button" to="/data/corrections">
            {say('corrections')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  const wanted = form.wanted.trim()
  const why = form.why.trim()
  const wantedFault = fault === 'wanted' ? say('wantedMissing') : undefined
  const change = (value: string) => setForm({ ...form, wanted: value })
  return (
    <QuestionPage
      question={say('title', { item: said(entryOf(item)) })}
      lead={say('lead')}
      submit={say('submit')}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={() => {
        const found = wanted === '' ? 'wanted' : why === '' ? 'why' : undefined
        setFault(found)
        if (found === undefined) ask.mutate({ personId, item, wanted, why }, { onSuccess: forget })
      }}
    >
      {codes === undefined ? (
        <TextField
          label={say('wanted')}
          fault={wantedFault}
          type={item === 'birthOn' ? 'date' : 'text'}
          autoComplete="off"
          maxLength={200}
          value={form.wanted}
          onValue={change}
        />
      ) : (
        <SelectField
          label={say('wanted')}
          fault={wantedFault}
          any={say('choose')}
          value={form.wanted}
          options={Object.entries(codes).map(([value, text]) => ({ value, label: said(text) }))}
          onValue={change}
        />
      )}
      <TextAreaField
        label={say('why')}
        hint={say('whyHint')}
        fault={fault === 'why' ? say('whyMissing') : undefined}
        maxLength={500}
        value={form.why}
        onValue={(value) => setForm({ ...form, why: value })}
      />
    </QuestionPage>
  )
}
