import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { InstitutionFields, institutionDetails } from './institution-fields.tsx'
import type { Institution } from './institutions-page.tsx'
import { useOwnBody } from './own-body.ts'

const words = createWords('institution-deeds', {
  zh: {
    change: '变更登记',
    changeWhat: '名称、所在区和等级即时更新：结算比例按新的等级计算，公布的名录同时更新。已发生的结算不变。',
    missing: '请填写两种语言的名称、所在区；医疗机构还须填写等级。',
    changed: '已变更：{{name}}。',
    end: '终止登记',
    endWhat: '最后一日之后，{{name}}的全部协议不再有效，其终端和系统的请求会被拒绝。不能撤销。',
    until: '最后一日',
    day: '请填写日期。',
    ended: '已登记终止：{{name}}。',
  },
  en: {
    change: 'Change the record',
    changeWhat:
      'Name, district and grade change at once: settlements are shared by the new grade and the published list says so. What was settled before stays.',
    missing: 'Enter the name in both languages and the district; a hospital also its grade.',
    changed: 'Changed: {{name}}.',
    end: 'End the record',
    endWhat:
      'After its last day no agreement of {{name}} holds any more; what its terminals and systems ask is refused. It cannot be undone.',
    until: 'Last day',
    day: 'Enter the day.',
    ended: 'Recorded: {{name}} ends.',
  },
})

interface InstitutionDeedsProps {
  readonly institution: Institution
  readonly onDone: (text: string) => void
}

export function InstitutionDeeds({ institution, onDone }: InstitutionDeedsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { owns } = useOwnBody()
  const { institutionId, kind, name, district, grade, community } = institution
  const isHospital = kind === 'hospital'
  const asIs = { ...name, district, grade: grade === null ? '' : String(grade), community }
  const [details, setDetails] = useState(asIs)
  const [until, setUntil] = useState<string>(() => addDays(dayOf(instantOf(Date.now())), 30))
  if (!owns(institution.organisationId)) return null
  const names = { name: said(name) }
  return (
    <>
      {may('service/change-institution') && (
        <Deed
          name="service/change-institution"
          label={say('change')}
          consequence={say('changeWhat')}
          onBegin={() => setDetails(asIs)}
          input={() => {
            const entered = institutionDetails(details, isHospital)
            return entered === undefined ? say('missing') : { institutionId, ...entered }
          }}
          onDone={() => onDone(say('changed', names))}
        >
          <InstitutionFields value={details} isHospital={isHospital} onValue={setDetails} />
        </Deed>
      )}
      {may('service/end-institution') && institution.validUntil === null && (
        <Deed
          name="service/end-institution"
          look="grave"
          label={say('end')}
          consequence={say('endWhat', names)}
          input={() => (until === '' ? say('day') : { institutionId, validUntil: until })}
          onDone={() => onDone(say('ended', names))}
        >
          <TextField label={say('until')} type="date" value={until} onValue={setUntil} />
        </Deed>
      )}
    </>
  )
}
