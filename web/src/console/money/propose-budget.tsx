import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { useState } from 'react'
import { useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { ReasonField } from './reason-field.tsx'
import { yuanText } from './yuan-text.ts'

const words = createWords('propose-budget', {
  zh: {
    topUp: '拟定拨款',
    topUpWhat: '另一人复核后，款项经所选银行进入部门预算；此前资金不动。',
    floor: '拟定预算下限',
    floorWhat: '另一人复核后，部门预算不得低于此数：零为不得透支，负数为财政允许垫付的额度。',
    department: '部门',
    choose: '请选择',
    amount: '金额（元）',
    floorAmount: '下限（元，可为负数）',
    bank: '经由银行',
    missing: '请选择部门，填写金额和原因（至少四个字）。',
    bankMissing: '请选择银行。',
    done: '已拟定：{{amount}} 元，等待另一人复核。',
  },
  en: {
    topUp: 'Propose money',
    topUpWhat: 'When another person approves, it comes through the bank into the budget; until then nothing moves.',
    floor: 'Propose a floor',
    floorWhat:
      'When another person approves, the budget cannot go below it: zero allows no debt, below zero is what the treasury lends.',
    department: 'Department',
    choose: 'Choose',
    amount: 'Amount (yuan)',
    floorAmount: 'Floor (yuan, may be below zero)',
    bank: 'Through',
    missing: 'Choose the department, enter amount and reason (four letters at least).',
    bankMissing: 'Choose the bank.',
    done: 'Proposed: {{amount}} yuan; it waits for another person.',
  },
})

const reasonMost = 300
const reasonLeast = 4
const nothing = { organisationId: '', amount: '', bankId: '', reason: '' }

export function ProposeBudget({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const organisations = useRead('access/organisations', {})
  const banks = useRead('bank/banks', {})
  const [entered, setEntered] = useState(nothing)
  const change = (field: keyof typeof nothing) => (value: string) => setEntered({ ...entered, [field]: value })
  const departments = (organisations.data?.organisations ?? []).filter(
    ({ kind }) => kind === 'responsible-department' || kind === 'field-department',
  )
  const proposal = () => {
    const amount = fenOfYuan(entered.amount)
    const reason = entered.reason.trim()
    const { organisationId } = entered
    if (organisationId === '' || amount === undefined || reason.length < reasonLeast) return undefined
    return { organisationId, amount, reason }
  }
  const shared = (label: string) => (
    <>
      <SelectField
        label={say('department')}
        value={entered.organisationId}
        options={departments.map(({ organisationId: value, name }) => ({ value, label: said(name) }))}
        any={say('choose')}
        onValue={change('organisationId')}
      />
      <TextField label={label} inputMode="decimal" value={entered.amount} onValue={change('amount')} />
      <ReasonField value={entered.reason} most={reasonMost} onValue={change('reason')} />
    </>
  )
  const onBegin = () => setEntered(nothing)
  const told = () => onDone(say('done', { amount: yuanText(fenOfYuan(entered.amount) ?? 0) }))
  return (
    <div className="row actions">
      <Deed
        name="ledger/top-up-budget"
        look="main"
        label={say('topUp')}
        consequence={say('topUpWhat')}
        input={() => {
          const asked = proposal()
          if (asked === undefined) return say('missing')
          return entered.bankId === '' ? say('bankMissing') : { ...asked, bankId: entered.bankId }
        }}
        onBegin={onBegin}
        onDone={told}
      >
        {shared(say('amount'))}
        <SelectField
          label={say('bank')}
          value={entered.bankId}
          options={(banks.data?.banks ?? []).map(({ bankId: value, name }) => ({ value, label: said(name) }))}
          any={say('choose')}
          onValue={change('bankId')}
        />
      </Deed>
      <Deed
        name="ledger/set-budget-floor"
        label={say('floor')}
        consequence={say('floorWhat')}
        input={() => {
          const asked = proposal()
          if (asked === undefined) return say('missing')
          const { amount: floor, ...rest } = asked
          return { ...rest, floor }
        }}
        onBegin={onBegin}
        onDone={told}
      >
        {shared(say('floorAmount'))}
      </Deed>
    </div>
  )
}
