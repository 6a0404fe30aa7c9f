import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import type { Service } from './services-page.tsx'

const words = createWords('end-service', {
  zh: {
    end: '终止服务',
    what: '最后一日之后，持卡人不能再用“{{name}}”，各机构的请求会被拒绝，公布的目录同时更新。已发生的使用和记录不受影响。不能撤销，只能重新发布。',
    until: '最后一日',
    reason: '原因',
    missing: '请填写日期和原因。',
    done: '已登记终止：{{name}}，最后一日 {{on}}。',
  },
  en: {
    end: 'End the service',
    what: 'After its last day nobody can use “{{name}}”, what institutions ask is refused, and the published catalogue says so. What was used before stays on record. It cannot be undone; the service can only be published anew.',
    until: 'Last day',
    reason: 'Reason',
    missing: 'Enter day and reason.',
    done: 'Recorded: {{name}} ends, its last day is {{on}}.',
  },
})

interface EndServiceProps {
  readonly service: Pick<Service, 'serviceId' | 'name'>
  readonly onDone: (text: string) => void
}

export function EndService({ service: { serviceId, name }, onDone }: EndServiceProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [until, setUntil] = useState<string>(() => addDays(dayOf(instantOf(Date.now())), 30))
  const [reason, setReason] = useState('')
  return (
    <Deed
      name="service/end-service"
      look="grave"
      label={say('end')}
      consequence={say('what', { name: said(name) })}
      input={() =>
        until === '' || reason.trim().length < 2 ? say('missing') : { serviceId, until, reason: reason.trim() }
      }
      onDone={() => onDone(say('done', { name: said(name), on: moments.on(until) }))}
    >
      <TextField label={say('until')} type="date" value={until} onValue={setUntil} />
      <TextField label={say('reason')} value={reason} maxLength={300} onValue={setReason} />
    </Deed>
  )
}
