import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'

const words = createWords('organisation-deeds', {
  zh: {
    rename: '更名',
    renameWhat: '自该日起{{name}}使用新名称；代码和此前的记录不变。',
    zh: '新名称（中文）',
    en: '新名称（英文）',
    from: '自',
    end: '终止',
    endWhat: '该日之后{{name}}不再有效，其账户不能再办理业务。',
    until: '最后有效日',
    missing: '请填写完整。',
    renamed: '已登记更名：{{name}}。',
    ended: '已登记终止：{{name}}。',
  },
  en: {
    rename: 'Rename',
    renameWhat: 'From that day on {{name}} bears the new name; its code and what was recorded stay.',
    zh: 'New name (Chinese)',
    en: 'New name (English)',
    from: 'From',
    end: 'End',
    endWhat: 'After that day {{name}} is no longer in force and its accounts do nothing more.',
    until: 'Last day',
    missing: 'Fill everything in.',
    renamed: 'Recorded: {{name}} has another name.',
    ended: 'Recorded: {{name}} ends.',
  },
})

interface OrganisationDeedsProps {
  readonly organisation: Answer<'access/organisations'>['organisations'][number]
  readonly onDone: (text: string) => void
}

export function OrganisationDeeds({ organisation, onDone }: OrganisationDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const named = { name: useSaid()(organisation.name) }
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [on, setOn] = useState<string>(() => addDays(dayOf(instantOf(Date.now())), 1))
  const { organisationId } = organisation
  return (
    <>
      {may('access/rename-organisation') && (
        <Deed
          name="access/rename-organisation"
          label={say('rename')}
          consequence={say('renameWhat', named)}
          input={() =>
            zh.trim() === '' || en.trim() === '' || on === ''
              ? say('missing')
              : { organisationId, name: { zh: zh.trim(), en: en.trim() }, from: on }
          }
          onDone={() => onDone(say('renamed', named))}
        >
          <TextField label={say('zh')} value={zh} maxLength={200} onValue={setZh} />
          <TextField label={say('en')} value={en} maxLength={200} onValue={setEn} />
          <TextField label={say('from')} type="date" value={on} onValue={setOn} />
        </Deed>
      )}
      {may('access/end-organisation') && organisation.validUntil === null && (
        <Deed
          name="access/end-organisation"
          look="grave"
          label={say('end')}
          consequence={say('endWhat', named)}
          input={() => (on === '' ? say('missing') : { organisationId, validUntil: on })}
          onDone={() => onDone(say('ended', named))}
        >
          <TextField label={say('until')} type="date" value={on} onValue={setOn} />
        </Deed>
      )}
    </>
  )
}
