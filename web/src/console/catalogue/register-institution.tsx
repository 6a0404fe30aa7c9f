import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { type InstitutionKind, institutionKinds } from '@yika/core/service/institution.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { BodyField } from './body-field.tsx'
import { InstitutionFields, institutionDetails } from './institution-fields.tsx'
import { institutionKindWords } from './institution-kind-words.ts'
import { useOwnBody } from './own-body.ts'

const words = createWords('register-institution', {
  zh: {
    register: '登记机构',
    what: '机构自登记日期起可以签订用卡协议、登记终端。登记本身不开放任何服务。',
    kind: '类别',
    pick: '请选择',
    id: '标识（小写字母、数字和连字符，以后不变）',
    from: '登记日期',
    missing: '请填写类别、主管部门、标识、两种语言的名称、所在区；医疗机构还须填写等级。',
    idWrong: '标识须以小写字母开头，2–64 个字符。',
    done: '已登记：{{name}}。',
  },
  en: {
    register: 'Register an institution',
    what: 'From that day on it can be given agreements and terminals. The record alone opens no service.',
    kind: 'Kind',
    pick: 'Choose',
    id: 'Short name (lower case, digits, hyphens; never changes)',
    from: 'Registered from',
    missing:
      'Enter kind, department, short name, the name in both languages and the district; a hospital also its grade.',
    idWrong: 'The short name begins with a small letter and has 2–64 characters.',
    done: 'Registered: {{name}}.',
  },
})

const nothing = { zh: '', en: '', district: '', grade: '', community: false }

export function RegisterInstitution({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { own } = useOwnBody()
  const [kind, setKind] = useState<InstitutionKind | ''>('')
  const [organisationId, setOrganisationId] = useState(own ?? '')
  const [institutionId, setInstitutionId] = useState('')
  const [details, setDetails] = useState(nothing)
  const [from, setFrom] = useState<string>(() => dayOf(instantOf(Date.now())))
  if (!may('service/register-institution')) return null
  const input = () => {
    const entered = institutionDetails(details, kind === 'hospital')
    if (kind === '' || organisationId === '' || institutionId === '' || from === '' || entered === undefined)
      return say('missing')
    if (!/^[a-z][a-z0-9-]{1,63}$/.test(institutionId)) return say('idWrong')
    return { institutionId, kind, organisationId, ...entered, validFrom: from, validUntil: null }
  }
  return (
    <Deed
      name="service/register-institution"
      look="main"
      label={say('register')}
      consequence={say('what')}
      input={input}
      onDone={() => {
        onDone(say('done', { name: said({ zh: details.zh.trim(), en: details.en.trim() }) }))
        setInstitutionId('')
        setDetails(nothing)
      }}
    >
      <SelectField
        label={say('kind')}
        value={kind}
        any={say('pick')}
        options={institutionKinds.map((value) => ({ value, label: said(institutionKindWords[value]) }))}
        onValue={setKind}
      />
      <BodyField value={organisationId} onValue={setOrganisationId} />
      <TextField
        label={say('id')}
        value={institutionId}
        maxLength={64}
        autoCapitalize="off"
        spellCheck={false}
        onValue={setInstitutionId}
      />
      <InstitutionFields value={details} isHospital={kind === 'hospital'} onValue={setDetails} />
      <TextField label={say('from')} type="date" value={from} onValue={setFrom} />
    </Deed>
  )
}
