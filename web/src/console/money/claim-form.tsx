import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { type FormEvent, useState } from 'react'
import type { Input } from '../../client/operations.ts'
import { useAsk, useDo } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { wholeNumber } from '../whole-number.ts'
import { cityToday } from './city-day.ts'
import { yuanText } from './yuan-text.ts'

const words = createWords('claim-form', {
  zh: {
    title: '第 2 步：录入票据',
    institution: '就诊机构',
    choose: '请选择',
    bill: '票据号',
    servedOn: '就诊日期',
    emergency: '急诊',
    papers: '已核对的材料（票据、清单、处方的编号）',
    lines: '费用明细',
    line: '第 {{number}} 项',
    code: '目录编码',
    quantity: '数量',
    amount: '金额（元）',
    more: '增加一项',
    remove: '删除第 {{number}} 项',
    sum: '合计 {{sum}} 元，请与票据总额核对。',
    missing: '请填写机构、票据号、就诊日期、材料，以及每项的编码、数量和金额。',
    send: '受理，交另一人审批',
    busy: '正在提交……',
    cancel: '不办理，结束核验',
    done: '已受理票据 {{bill}}，{{sum}} 元，等待另一人审批。',
    cancelled: '已结束，未受理。',
  },
  en: {
    title: 'Step 2: the bill',
    institution: 'Institution',
    choose: 'Choose',
    bill: 'Number of the bill',
    servedOn: 'Day of care',
    emergency: 'Emergency',
    papers: 'Papers that were seen (numbers of bill, list, prescription)',
    lines: 'Lines of the bill',
    line: 'Line {{number}}',
    code: 'Code of the catalogue',
    quantity: 'Quantity',
    amount: 'Amount (yuan)',
    more: 'Another line',
    remove: 'Remove line {{number}}',
    sum: '{{sum}} yuan in all: compare it with the bill.',
    missing: 'Enter institution, number, day, papers, and code, quantity and amount of every line.',
    send: 'Take it for another person to decide',
    busy: 'Sending …',
    cancel: 'Do nothing, end the visit',
    done: 'Bill {{bill}} of {{sum}} yuan is taken; it waits for another person.',
    cancelled: 'Ended; nothing was taken.',
  },
})

interface LineEntered {
  readonly key: number
  readonly code: string
  readonly quantity: string
  readonly amount: string
}

const institutionsMost = 200
const papersMost = 200
const emptyLine = (key: number): LineEntered => ({ key, code: '', quantity: '1', amount: '' })

interface ClaimFormProps {
  readonly visit: { readonly visitId: string; readonly personId: string }
  readonly onDone: (text: string) => void
}

export function ClaimForm({ visit: { visitId, personId }, onDone }: ClaimFormProps) {
  const say = useSay(words)
  const said = useSaid()
  const take = useDo('settlement/claim-by-hand')
  const end = useDo('holder/close-visit')
  const hospitals = useAsk('service/institutions', { kind: 'hospital', limit: institutionsMost })
  const pharmacies = useAsk('service/institutions', { kind: 'pharmacy', limit: institutionsMost })
  const [entered, setEntered] = useState({ institutionId: '', bill: '', servedOn: '', papers: '' })
  const [emergency, setEmergency] = useState(false)
  const [lines, setLines] = useState<readonly LineEntered[]>([emptyLine(0)])
  const [missing, setMissing] = useState(false)
  const change = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value })
  const changeLine = (key: number, field: 'code' | 'quantity' | 'amount') => (value: string) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, [field]: value } : line)))
  const sum = yuanText(lines.reduce((all, { amount }) => all + (fenOfYuan(amount) ?? 0), 0))
  const bill = entered.bill.trim()
  const leave = (text: string) => {
    const done = () => onDone(text)
    // The visit ends by itself after a while; a bill that was taken stays taken.
    end.mutateAsync({ personId, visitId }).then(done, done)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const ready = readyLines(lines)
    const { institutionId, servedOn } = entered
    const papers = entered.papers.trim()
    const absent = ready === undefined || [institutionId, servedOn, papers, bill].includes('')
    setMissing(absent)
    if (ready === undefined || absent || take.isPending) return
    const claim = { personId, institutionId, billNumber: bill, servedOn, papers, lines: ready }
    take
      .mutateAsync({ ...claim, ...(emergency ? { emergency: true } : {}) })
      .then(() => leave(say('done', { bill, sum })))
      .catch(() => undefined)
  }
  return (
    <form className="panel" noValidate onSubmit={send}>
      <h2>{say('title')}</h2>
      <SelectField
        label={say('institution')}
        value={entered.institutionId}
        options={[...(hospitals.data?.institutions ?? []), ...(pharmacies.data?.institutions ?? [])].map(
          ({ institutionId: value, name }) => ({ value, label: said(name) }),
        )}
        any={say('choose')}
        onValue={change('institutionId')}
      />
      <TextField label={say('bill')} maxLength={64} autoComplete="off" value={bill} onValue={change('bill')} />
      <TextField
        type="date"
        label={say('servedOn')}
        max={cityToday()}
        value={entered.servedOn}
        onValue={change('servedOn')}
      />
      <CheckField label={say('emergency')} checked={emergency} onValue={setEmergency} />
      <TextField
        label={say('papers')}
        maxLength={papersMost}
        autoComplete="off"
        value={entered.papers}
        onValue={change('papers')}
      />
      <h3>{say('lines')}</h3>
      {lines.map(({ key, code, quantity, amount }, place) => (
        <fieldset key={key}>
          <legend>{say('line', { number: place + 1 })}</legend>
          <div className="row">
            <TextField
              label={say('code')}
              autoComplete="off"
              maxLength={30}
              value={code}
              onValue={changeLine(key, 'code')}
            />
            <TextField
              label={say('quantity')}
              inputMode="numeric"
              value={quantity}
              onValue={changeLine(key, 'quantity')}
            />
            <TextField label={say('amount')} inputMode="decimal" value={amount} onValue={changeLine(key, 'amount')} />
            {lines.length > 1 && (
              <Button look="plain" onClick={() => setLines(lines.filter((line) => line.key !== key))}>
                {say('remove', { number: place + 1 })}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <p className="row">
        <Button onClick={() => setLines([...lines, emptyLine((lines.at(-1)?.key ?? 0) + 1)])}>{say('more')}</Button>
        <span role="status">{say('sum', { sum })}</span>
      </p>
      {missing && (
        <p className="field-fault" role="alert">
          {say('missing')}
        </p>
      )}
      {take.error !== null && <ProblemNotice error={take.error} />}
      <p className="row actions">
        <Button type="submit" look="main" busy={take.isPending}>
          {say(take.isPending ? 'busy' : 'send')}
        </Button>
        <Button onClick={() => leave(say('cancelled'))}>{say('cancel')}</Button>
      </p>
    </form>
  )
}

/** The lines as they are sent; undefined while one of them is incomplete. */
function readyLines(lines: readonly LineEntered[]): Input<'settlement/claim-by-hand'>['lines'] | undefined {
  const ready = lines.map(({ code, quantity, amount }) => ({
    code: code.trim().toUpperCase(),
    quantity: wholeNumber(quantity) ?? 0,
    amount: fenOfYuan(amount) ?? 0,
  }))
  return ready.every((line) => line.code !== '' && line.quantity > 0 && line.amount > 0) ? ready : undefined
}
