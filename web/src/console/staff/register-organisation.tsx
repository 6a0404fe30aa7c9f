import { type OrganisationKind, organisationKinds } from '@yika/core/access/organisation.ts'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { districtCodes, districtName } from '../district-name.ts'
import { organisationKindWords } from './organisation-kind-words.ts'

const words = createWords('register-organisation', {
  zh: {
    register: '登记机构',
    what: '机构列入公布的职责部门名录，随后可以登记其工作人员。',
    id: '代码（小写字母、数字和连字符）',
    kind: '类别',
    nameZh: '名称（中文）',
    nameEn: '名称（英文）',
    fieldZh: '职责（中文）',
    fieldEn: '职责（英文）',
    contact: '联系方式',
    district: '所在区（全市机构不选）',
    none: '全市',
    from: '起始日期',
    missing: '请填写代码、两种语言的名称和职责、联系方式。',
    done: '已登记：{{name}}。',
  },
  en: {
    register: 'Register an organisation',
    what: 'It stands in the published list of bodies, and staff can be registered for it.',
    id: 'Code (small letters, digits, hyphens)',
    kind: 'Sort',
    nameZh: 'Name (Chinese)',
    nameEn: 'Name (English)',
    fieldZh: 'Field (Chinese)',
    fieldEn: 'Field (English)',
    contact: 'Contact',
    district: 'District (none for the whole city)',
    none: 'whole city',
    from: 'From',
    missing: 'Enter the code, name and field in both languages, and the contact.',
    done: 'Registered: {{name}}.',
  },
})

export function RegisterOrganisation({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const [kind, setKind] = useState<OrganisationKind>('other')
  const [entered, setEntered] = useState({
    id: '',
    nameZh: '',
    nameEn: '',
    fieldZh: '',
    fieldEn: '',
    contact: '',
    district: '',
    from: dayOf(instantOf(Date.now())) as string,
  })
  const change = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value })
  const input = () => {
    const { id, nameZh, nameEn, fieldZh, fieldEn, contact, district, from } = entered
    const filled = [nameZh, nameEn, fieldZh, fieldEn, contact, from].every((text) => text.trim() !== '')
    if (!filled || !/^[a-z][a-z0-9-]{1,39}$/.test(id)) return say('missing')
    return {
      organisationId: id,
      kind,
      name: { zh: nameZh.trim(), en: nameEn.trim() },
      field: { zh: fieldZh.trim(), en: fieldEn.trim() },
      contact: contact.trim(),
      validFrom: from,
      ...(district === '' ? {} : { district }),
    }
  }
  return (
    <div className="row">
      <Deed
        name="access/register-organisation"
        label={say('register')}
        consequence={say('what')}
        input={input}
        onDone={() => onDone(say('done', { name: said({ zh: entered.nameZh, en: entered.nameEn }) }))}
      >
        <TextField label={say('id')} value={entered.id} maxLength={40} onValue={change('id')} />
        <SelectField
          label={say('kind')}
          value={kind}
          options={organisationKinds.map((value) => ({ value, label: said(organisationKindWords[value]) }))}
          onValue={(value) => setKind(value === '' ? 'other' : value)}
        />
        {(['nameZh', 'nameEn', 'fieldZh', 'fieldEn'] as const).map((field) => (
          <TextField key={field} label={say(field)} value={entered[field]} maxLength={200} onValue={change(field)} />
        ))}
        <TextField label={say('contact')} value={entered.contact} maxLength={100} onValue={change('contact')} />
        <SelectField
          label={say('district')}
          value={entered.district}
          any={say('none')}
          options={districtCodes
            .filter((code) => /^\d{6}$/.test(code))
            .map((value) => ({ value, label: said(districtName(value)) }))}
          onValue={change('district')}
        />
        <TextField label={say('from')} type="date" value={entered.from} onValue={change('from')} />
      </Deed>
    </div>
  )
}
