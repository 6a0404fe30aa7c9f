import { purposes } from '@yika/core/access/purpose.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { auditWords, outcomes } from './audit-words.ts'

const words = createWords('audit-filter', {
  zh: {
    legend: '查询条件',
    from: '从',
    to: '至（含当日）',
    any: '全部',
    actorId: '操作人编号',
    personId: '涉及人员编号',
    blind: '内部编号，取自记录详情；证件号码和姓名不能用于查询。',
    uuid: '请粘贴详情页中的内部编号。',
    search: '查询',
    clear: '清除条件',
  },
  en: {
    legend: 'Search',
    from: 'From',
    to: 'To (included)',
    any: 'All',
    actorId: 'Who (identifier)',
    personId: 'Whom (identifier)',
    blind: 'The internal identifier from the details of a row; names and numbers of documents find nothing.',
    uuid: 'Paste the internal identifier from the details.',
    search: 'Search',
    clear: 'Clear',
  },
})

type Filter = Readonly<
  Partial<Record<'from' | 'to' | 'operation' | 'outcome' | 'readFor' | 'actorId' | 'personId', string>>
>

interface AuditFilterProps {
  readonly filter: Filter
  readonly today: string
  readonly titles: ReadonlyMap<string, { readonly zh: string; readonly en: string }>
  readonly onNarrow: (filter: Filter) => void
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function AuditFilter({ filter, today, titles, onNarrow }: AuditFilterProps) {
  const say = useSay(words)
  const tell = useSay(auditWords)
  const said = useSaid()
  const [entered, setEntered] = useState(filter)
  const [fault, setFault] = useState<string>()
  const change = (field: keyof Filter) => (value: string) => setEntered({ ...entered, [field]: value })
  const search = (event: FormEvent) => {
    event.preventDefault()
    const personId = entered.personId?.trim() ?? ''
    const wrong = personId !== '' && !uuid.test(personId)
    setFault(wrong ? say('uuid') : undefined)
    if (!wrong) onNarrow({ ...entered, personId, actorId: entered.actorId?.trim() ?? '' })
  }
  const clear = () => {
    const empty = { operation: '', outcome: '', readFor: '', actorId: '', personId: '' }
    setEntered({ from: filter.from ?? '', to: filter.to ?? '', ...empty })
    setFault(undefined)
    onNarrow(empty)
  }
  const operations = [...titles]
    .map(([value, title]) => ({ value, label: said(title) }))
    .sort((one, other) => one.label.localeCompare(other.label))
  return (
    <form className="panel" aria-label={say('legend')} noValidate onSubmit={search}>
      <div className="grid">
        <TextField label={say('from')} type="date" max={today} value={entered.from ?? ''} onValue={change('from')} />
        <TextField label={say('to')} type="date" max={today} value={entered.to ?? ''} onValue={change('to')} />
        <SelectField
          label={tell('operation')}
          value={entered.operation ?? ''}
          options={operations}
          any={say('any')}
          onValue={change('operation')}
        />
        <SelectField
          label={tell('outcome')}
          value={entered.outcome ?? ''}
          options={outcomes.map((value) => ({ value, label: tell(value) }))}
          any={say('any')}
          onValue={change('outcome')}
        />
        <SelectField
          label={tell('purpose')}
          value={entered.readFor ?? ''}
          options={Object.entries(purposes).map(([value, title]) => ({ value, label: said(title) }))}
          any={say('any')}
          onValue={change('readFor')}
        />
        <TextField
          label={say('personId')}
          hint={say('blind')}
          fault={fault}
          maxLength={36}
          autoComplete="off"
          value={entered.personId ?? ''}
          onValue={change('personId')}
        />
        <TextField
          label={say('actorId')}
          maxLength={200}
          autoComplete="off"
          value={entered.actorId ?? ''}
          onValue={change('actorId')}
        />
      </div>
      <div className="row actions">
        <Button type="submit" look="main">
          {say('search')}
        </Button>
        <Button onClick={clear}>{say('clear')}</Button>
      </div>
    </form>
  )
}
