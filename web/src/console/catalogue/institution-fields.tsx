import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtCodes, districtName } from '../district-name.ts'

const words = createWords('institution-fields', {
  zh: {
    zh: '名称（中文）',
    en: '名称（英文）',
    district: '所在区',
    pick: '请选择',
    grade: '医院等级',
    grade1: '一级',
    grade2: '二级',
    grade3: '三级',
    community: '社区卫生服务机构',
  },
  en: {
    zh: 'Name (Chinese)',
    en: 'Name (English)',
    district: 'District',
    pick: 'Choose',
    grade: 'Grade of the hospital',
    grade1: 'grade 1',
    grade2: 'grade 2',
    grade3: 'grade 3',
    community: 'community health institution',
  },
})

const grades = ['1', '2', '3'] as const

interface InstitutionEntered {
  readonly zh: string
  readonly en: string
  readonly district: string
  readonly grade: string
  readonly community: boolean
}

/** What was entered as the record keeps it; undefined while something is missing. */
export function institutionDetails(entered: InstitutionEntered, isHospital: boolean) {
  const name = { zh: entered.zh.trim(), en: entered.en.trim() }
  const grade = grades.find((one) => one === entered.grade)
  if (name.zh === '' || name.en === '' || entered.district === '') return undefined
  if (!isHospital) return { name, district: entered.district, grade: null, community: false }
  return grade === undefined
    ? undefined
    : { name, district: entered.district, grade: Number(grade) as 1 | 2 | 3, community: entered.community }
}

interface InstitutionFieldsProps {
  readonly value: InstitutionEntered
  /** Grade and community are questions for hospitals alone. */
  readonly isHospital: boolean
  readonly onValue: (value: InstitutionEntered) => void
}

export function InstitutionFields({ value, isHospital, onValue }: InstitutionFieldsProps) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <>
      <TextField label={say('zh')} value={value.zh} maxLength={60} onValue={(zh) => onValue({ ...value, zh })} />
      <TextField label={say('en')} value={value.en} maxLength={120} onValue={(en) => onValue({ ...value, en })} />
      <SelectField
        label={say('district')}
        value={value.district}
        any={say('pick')}
        options={districtCodes.map((code) => ({ value: code, label: said(districtName(code)) }))}
        onValue={(district) => onValue({ ...value, district })}
      />
      {isHospital && (
        <>
          <SelectField
            label={say('grade')}
            value={value.grade}
            any={say('pick')}
            options={grades.map((grade) => ({ value: grade, label: say(`grade${grade}`) }))}
            onValue={(grade) => onValue({ ...value, grade })}
          />
          <CheckField
            label={say('community')}
            checked={value.community}
            onValue={(community) => onValue({ ...value, community })}
          />
        </>
      )}
    </>
  )
}
