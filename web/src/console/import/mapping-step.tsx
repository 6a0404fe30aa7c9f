import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { createWords, useLanguage, useSay } from '../../ui/words.ts'
import type { CsvFile } from '../csv-file.ts'
import { type Mapping, mappingFaults, wizardColumns } from './mapping.ts'

const words = createWords('import-mapping', {
  zh: {
    title: '第 2 步：核对各列的含义',
    about: '共 {{rows}} 行。已按表头自动对应；不需要的列选“不导入”。',
    skip: '不导入',
    missing: '还缺少必填列：{{columns}}。',
    doubled: '以下内容对应了不止一列：{{columns}}。',
    check: '试运行（不登记任何人）',
  },
  en: {
    title: 'Step 2: what each column means',
    about: '{{rows}} lines. Known headings are taken at their word; leave out what is not needed.',
    skip: 'leave out',
    missing: 'Columns that must be there are missing: {{columns}}.',
    doubled: 'More than one column stands for: {{columns}}.',
    check: 'Dry run (registers nobody)',
  },
})

interface MappingStepProps {
  readonly file: CsvFile
  readonly mapping: Mapping
  readonly onMapping: (mapping: Mapping) => void
  readonly onCheck: () => void
}

export function MappingStep({ file, mapping, onMapping, onCheck }: MappingStepProps) {
  const say = useSay(words)
  const language = useLanguage()
  const { missing, doubled } = mappingFaults(mapping)
  const title = ({ headings }: (typeof wizardColumns)[number]) =>
    (language === 'zh' ? headings[0] : headings.find((heading) => /^[a-z]/i.test(heading))) ?? ''
  const options = wizardColumns.map((column) => ({ value: column.name, label: title(column) }))
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about', { rows: file.rows.length })}</p>
      <div className="grid">
        {file.heading.map((heading, place) => (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same heading, and their order never changes
            key={place}
            label={heading === '' ? `(${place + 1})` : heading}
            value={mapping[place] ?? ''}
            options={options}
            any={say('skip')}
            onValue={(name) => onMapping(mapping.map((old, at) => (at === place ? name : old)))}
          />
        ))}
      </div>
      {missing.length > 0 && <Notice tone="warn" title={say('missing', { columns: missing.map(title).join('、') })} />}
      {doubled.length > 0 && <Notice tone="warn" title={say('doubled', { columns: doubled.map(title).join('、') })} />}
      {missing.length + doubled.length === 0 && (
        <p>
          <Button look="main" onClick={onCheck}>
            {say('check')}
          </Button>
        </p>
      )}
    </section>
  )
}
