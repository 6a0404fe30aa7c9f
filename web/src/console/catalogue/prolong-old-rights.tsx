import { addYears, type Day } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'

const words = createWords('prolong-old-rights', {
  zh: {
    prolong: '延长旧卡权益',
    what: '已发放的“{{card}}”可用至新的日期，并即时公布。只能延长，不能缩短。',
    until: '旧卡权益的最后一日',
    missing: '请填写日期。',
    done: '已延长：{{card}}。',
  },
  en: {
    prolong: 'Prolong old rights',
    what: 'Cards “{{card}}” that were issued work until the new day, which is published at once. It can be put off, never brought forward.',
    until: 'Last day of the rights of old cards',
    missing: 'Enter the day.',
    done: 'Prolonged: {{card}}.',
  },
})

interface ProlongOldRightsProps {
  readonly integration: Answer<'service/integrated-services'>['services'][number]
  readonly onDone: (text: string) => void
}

export function ProlongOldRights({ integration, onDone }: ProlongOldRightsProps) {
  const say = useSay(words)
  const said = useSaid()
  const { serviceId, oldCard, oldRightsUntil } = integration
  const [until, setUntil] = useState<string>(() => addYears(oldRightsUntil as Day, 1))
  const card = said(oldCard)
  return (
    <Deed
      name="service/prolong-old-rights"
      label={say('prolong')}
      consequence={say('what', { card })}
      input={() => (until === '' ? say('missing') : { serviceId, oldRightsUntil: until })}
      onDone={() => onDone(say('done', { card }))}
    >
      <TextField label={say('until')} type="date" value={until} min={oldRightsUntil} onValue={setUntil} />
    </Deed>
  )
}
