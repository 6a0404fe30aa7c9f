import type { BankService } from '@yika/core/bank/bank-service.ts'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { ServiceChecks } from './service-checks.tsx'

const words = createWords('bank-deeds', {
  zh: {
    services: '变更服务',
    servicesWhat: '自生效日起，{{name}}按以下事项提供服务，公布的目录同时更新。',
    from: '生效日期',
    changed: '已变更：{{name}}的服务事项。',
    withdraw: '退出目录',
    withdrawWhat: '自退出日期起不能再选择{{name}}；已发的卡照常使用，在制的卡照常完成。',
    on: '退出日期',
    reason: '原因',
    missing: '请填写日期和原因。',
    withdrawn: '已登记退出：{{name}}。',
  },
  en: {
    services: 'Change services',
    servicesWhat: 'From that day on {{name}} provides what is ticked; the published catalogue says so.',
    from: 'From',
    changed: 'Changed: the services of {{name}}.',
    withdraw: 'Withdraw',
    withdrawWhat: 'From that day on {{name}} cannot be chosen; cards in use and in the making are not touched.',
    on: 'Leaves on',
    reason: 'Reason',
    missing: 'Enter day and reason.',
    withdrawn: 'Recorded: {{name}} leaves.',
  },
})

interface BankDeedsProps {
  readonly bank: Answer<'bank/banks'>['banks'][number]
  readonly onDone: (text: string) => void
}

export function BankDeeds({ bank, onDone }: BankDeedsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const tomorrow: string = addDays(dayOf(instantOf(Date.now())), 1)
  const [services, setServices] = useState<BankService[]>([...bank.services])
  const [on, setOn] = useState(tomorrow)
  const [reason, setReason] = useState('')
  const { bankId } = bank
  const name = said(bank.name)
  return (
    <>
      {may('bank/change-bank-services') && (
        <Deed
          name="bank/change-bank-services"
          label={say('services')}
          consequence={say('servicesWhat', { name })}
          input={() => (on === '' ? say('missing') : { bankId, from: on, services })}
          onDone={() => onDone(say('changed', { name }))}
        >
          <TextField label={say('from')} type="date" value={on} onValue={setOn} />
          <ServiceChecks value={services} onValue={setServices} />
        </Deed>
      )}
      {may('bank/withdraw-bank') && bank.withdrawnOn === null && (
        <Deed
          name="bank/withdraw-bank"
          look="grave"
          label={say('withdraw')}
          consequence={say('withdrawWhat', { name })}
          input={() =>
            on === '' || reason.trim().length < 2 ? say('missing') : { bankId, withdrawnOn: on, reason: reason.trim() }
          }
          onDone={() => onDone(say('withdrawn', { name }))}
        >
          <TextField label={say('on')} type="date" value={on} onValue={setOn} />
          <TextField label={say('reason')} value={reason} maxLength={500} onValue={setReason} />
        </Deed>
      )}
    </>
  )
}
