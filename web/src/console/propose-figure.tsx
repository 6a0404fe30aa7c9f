import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { unfitBecause } from '@yika/core/policy/check-policy-value.ts'
import type { PolicyFigure } from '@yika/core/policy/policy-figure.ts'
import { useState } from 'react'
import type { Input } from '../client/operations.ts'
import { useDo, useRead } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { districtCodes } from './district-name.ts'
import { contentOf, FigureInput } from './figure-input.tsx'
import { figureShown } from './figure-shown.ts'
import { PolicyDiff } from './policy-diff.tsx'
import { scopeName } from './scope-name.ts'

const words = createWords('propose-figure', {
  zh: {
    title: '提议新取值',
    scope: '适用范围',
    from: '生效日期',
    fromHint: '最早为明天：已生效的规则不能追溯更改。',
    source: '依据与理由（文件名称、文号，或为何更改）',
    verified: '有本市正式文件依据',
    preview: '预览更改',
    previewed: '请核对更改',
    unfit: '取值不符合要求：{{reason}}',
    day: '请选择今天以后的日期。',
    sourceMissing: '请写明依据与理由。',
    send: '提交，等待第二人批准',
    busy: '正在提交……',
    edit: '返回修改',
    sent: '已提交：{{title}} 改为 {{value}}，等待第二人批准。',
  },
  en: {
    title: 'Propose another value',
    scope: 'Holds for',
    from: 'From',
    fromHint: 'Tomorrow at the earliest: what was in force cannot be changed afterwards.',
    source: 'Source and reason (document and its number, or why it changes)',
    verified: 'An official text of this city says so',
    preview: 'Preview the change',
    previewed: 'Check the change',
    unfit: 'The value does not fit: {{reason}}',
    day: 'Choose a day after today.',
    sourceMissing: 'Enter source and reason.',
    send: 'Send for approval by a second person',
    busy: 'Sending …',
    edit: 'Back to the form',
    sent: 'Sent: {{title}} becomes {{value}} once a second person approves.',
  },
})

interface Entered {
  readonly value: string
  readonly scope: string
  readonly from: string
  readonly source: string
  readonly verified: boolean
}

interface ProposeFigureProps {
  readonly policyKey: string
  readonly figure: PolicyFigure
  readonly onDone: (text: string) => void
}

/** Entered, seen as a difference, sent: what somebody proposes is what they have read. */
export function ProposeFigure({ policyKey, figure, onDone }: ProposeFigureProps) {
  const say = useSay(words)
  const said = useSaid()
  const today = dayOf(instantOf(Date.now()))
  const banks = useRead('bank/banks', {})
  const isText = figure.kind === 'text' && 'format' in figure
  const now = useRead('policy/policy-values', { prefix: policyKey })
  const initial: Entered = { value: '', scope: 'city', from: addDays(today, 1), source: '', verified: false }
  const [entered, change, forget] = useDraft<Entered>(`figure.${policyKey}`, initial)
  const [faults, setFaults] = useState<{ value?: string; from?: string; source?: string }>({})
  const [ready, setReady] = useState<Input<'policy/propose-policy-value'>>()
  const propose = useDo('policy/propose-policy-value')
  const then = useRead('policy/policy-values', { on: entered.from === '' ? today : entered.from, prefix: policyKey })
  const inForce = now.data?.values.find(({ key, scope }) => key === policyKey && scope === 'city')
  const shown = isText && entered.value === '' ? String(inForce?.value ?? '') : entered.value
  const scopes = [
    'city',
    ...(figure.narrower === 'district' ? districtCodes.map((code) => `district:${code}`) : []),
    ...(figure.narrower === 'bank' ? (banks.data?.banks ?? []).map(({ bankId }) => `bank:${bankId}`) : []),
  ]
  const preview = () => {
    const value = contentOf(figure, shown)
    const reason = unfitBecause(figure, value)
    const found = {
      ...(reason === undefined ? {} : { value: say('unfit', { reason }) }),
      ...(entered.from > today ? {} : { from: say('day') }),
      ...(entered.source.trim().length >= 2 ? {} : { source: say('sourceMissing') }),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const { scope, from: effectiveFrom, verified } = entered
    propose.reset()
    setReady({ key: policyKey, scope, value, effectiveFrom, source: entered.source.trim(), verified })
  }
  const send = () => {
    if (ready === undefined || propose.isPending) return
    propose.mutate(ready, {
      onSuccess: () => {
        forget()
        change(initial)
        forget()
        setReady(undefined)
        onDone(say('sent', { title: said(figure.title), value: said(figureShown(policyKey, ready.value)) }))
      },
    })
  }
  if (ready !== undefined) {
    const replaced = then.data?.values.find(({ key, scope }) => key === policyKey && scope === ready.scope)
    return (
      <section className="panel">
        <h2>{say('previewed')}</h2>
        <PolicyDiff policyKey={policyKey} from={replaced?.value ?? inForce?.value ?? null} to={ready.value} />
        <p>
          {say('from')} {ready.effectiveFrom} · {said(scopeName(ready.scope, banks.data?.banks ?? []))}
        </p>
        <p className="quiet">{ready.source}</p>
        {propose.error !== null && <ProblemNotice error={propose.error} />}
        <div className="row actions">
          <Button look="main" autoFocus busy={propose.isPending} onClick={send}>
            {propose.isPending ? say('busy') : say('send')}
          </Button>
          <Button onClick={() => setReady(undefined)}>{say('edit')}</Button>
        </div>
      </section>
    )
  }
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        preview()
      }}
    >
      <h2>{say('title')}</h2>
      <FigureInput
        figure={figure}
        value={shown}
        fault={faults.value}
        onValue={(value) => change({ ...entered, value })}
      />
      {scopes.length > 1 && (
        <SelectField
          label={say('scope')}
          value={entered.scope}
          options={scopes.map((value) => ({ value, label: said(scopeName(value, banks.data?.banks ?? [])) }))}
          onValue={(scope) => change({ ...entered, scope })}
        />
      )}
      <TextField
        label={say('from')}
        hint={say('fromHint')}
        fault={faults.from}
        type="date"
        min={addDays(today, 1)}
        value={entered.from}
        onValue={(from) => change({ ...entered, from })}
      />
      <TextField
        label={say('source')}
        fault={faults.source}
        maxLength={500}
        value={entered.source}
        onValue={(source) => change({ ...entered, source })}
      />
      <CheckField
        label={say('verified')}
        checked={entered.verified}
        onValue={(verified) => change({ ...entered, verified })}
      />
      <div className="row actions">
        <Button type="submit" look="main">
          {say('preview')}
        </Button>
      </div>
    </form>
  )
}
