import { sexes } from '@yika/core/identifier/sex.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useAskPages } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { KeysetTable } from '../ui/keyset-table.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { districtName } from './district-name.ts'

const words = createWords('same-name', {
  zh: {
    title: '同名人员核对',
    about: '查找与申请人同名的登记，判断是否一人两档。查询按本申请留痕，只显示遮盖信息。',
    look: '查找同名人员',
    name: '姓名',
    number: '社会保障号码',
    sex: '性别',
    year: '出生年份',
    district: '区',
    empty: '没有其他同名人员。',
  },
  en: {
    title: 'Others of the same name',
    about:
      'Finds entries with the name of the applicant, to see whether one person stands in the register twice. The search is recorded with this application and shows masked data only.',
    look: 'Look for the same name',
    name: 'Name',
    number: 'Social security number',
    sex: 'Sex',
    year: 'Born in',
    district: 'District',
    empty: 'Nobody else has this name.',
  },
})

interface SameNameProps {
  readonly personId: string
  readonly caseId: string
  readonly name: string
}

/** The duplicate check, when somebody asks for it: nobody is searched for in passing (M11.1). */
export function SameName(props: SameNameProps) {
  const say = useSay(words)
  const may = useMay()
  const [asked, setAsked] = useState(false)
  if (!may('holder/persons-by-name')) return null
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      {asked ? (
        <Found {...props} />
      ) : (
        <p>
          <Button onClick={() => setAsked(true)}>{say('look')}</Button>
        </p>
      )}
    </section>
  )
}

function Found({ personId, caseId, name }: SameNameProps) {
  const say = useSay(words)
  const said = useSaid()
  const pages = useAskPages('holder/persons-by-name', { name, purpose: 'application', caseId, casePersonId: personId })
  const rows = (pages.data?.pages.flatMap(({ persons }) => persons) ?? []).filter((row) => row.personId !== personId)
  type Row = (typeof rows)[number]
  const columns = [
    { key: 'name', title: say('name'), cell: (row: Row) => row.name ?? '—' },
    { key: 'number', title: say('number'), cell: (row: Row) => <span className="number">{row.ssn ?? '—'}</span> },
    { key: 'sex', title: say('sex'), cell: (row: Row) => said(sexes[row.sex]) },
    { key: 'year', title: say('year'), cell: (row: Row) => row.birthYear },
    { key: 'district', title: say('district'), cell: (row: Row) => said(districtName(row.district)) },
  ]
  return (
    <KeysetTable
      caption={say('title')}
      columns={columns}
      pages={pages}
      rows={rows}
      keyOf={(row) => row.personId}
      empty={say('empty')}
    />
  )
}
