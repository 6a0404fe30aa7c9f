import { useSession } from '../../client/client-context.tsx'
import { useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtCodes, districtName } from '../district-name.ts'
import type { FigureFilter } from './figure-filter.ts'

const words = createWords('figure-filter', {
  zh: { legend: '筛选', from: '开始日期', to: '结束日期', district: '区', bank: '银行', all: '全部' },
  en: { legend: 'Filter', from: 'From', to: 'Until', district: 'District', bank: 'Bank', all: 'All' },
})

interface FigureFilterFormProps {
  readonly filter: FigureFilter
  readonly onFilter: (change: Partial<Record<keyof FigureFilter, string>>) => void
}

export function FigureFilterForm({ filter, onFilter }: FigureFilterFormProps) {
  const say = useSay(words)
  const said = useSaid()
  const role = useSession()?.role
  const banks = useRead('bank/banks', {})
  return (
    <fieldset className="no-print">
      <legend className="unseen">{say('legend')}</legend>
      <div className="row">
        <TextField
          type="date"
          label={say('from')}
          value={filter.from}
          max={filter.to}
          onValue={(from) => onFilter({ from })}
        />
        <TextField
          type="date"
          label={say('to')}
          value={filter.to}
          min={filter.from}
          onValue={(to) => onFilter({ to })}
        />
        {role !== 'district-officer' && (
          <SelectField
            label={say('district')}
            value={filter.district ?? ''}
            options={districtCodes.map((value) => ({ value, label: said(districtName(value)) }))}
            any={say('all')}
            onValue={(district) => onFilter({ district })}
          />
        )}
        {role !== 'bank-supervisor' && (
          <SelectField
            label={say('bank')}
            value={filter.bankId ?? ''}
            options={(banks.data?.banks ?? []).map(({ bankId, name }) => ({ value: bankId, label: said(name) }))}
            any={say('all')}
            onValue={(bankId) => onFilter({ bankId })}
          />
        )}
      </div>
    </fieldset>
  )
}
