import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { downloadCsv } from '../../ui/download-csv.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { type CsvFile, digestOfMapping } from '../csv-file.ts'
import { CsvFileField } from '../csv-file-field.tsx'
import { type Checked, checkLines } from './check-lines.ts'
import { guessMapping, type Mapping, wizardColumns } from './mapping.ts'
import { MappingStep } from './mapping-step.tsx'
import { RunStep } from './run-step.tsx'

const words = createWords('import', {
  zh: {
    title: '批量登记人员',
    lead: '从 CSV 文件逐行登记。文件在您的浏览器中读取和校验；可随时暂停，重复开始不会重复登记。',
    first: '第 1 步：选择文件',
    template: '下载模板',
    templateHow: '模板的第二行是示例，填写时请删除。监护人由窗口或接口另行登记。',
    checking: '正在试运行：{{done}} / {{all}} 行',
  },
  en: {
    title: 'Register persons from a file',
    lead: 'Line by line from a CSV file. It is read and checked in your browser; pause whenever you like, and starting twice registers nobody twice.',
    first: 'Step 1: choose a file',
    template: 'Download a template',
    templateHow:
      'Its second line is an example: delete it. Guardians are recorded at the counter or over the interface.',
    checking: 'Dry run: {{done}} of {{all}} lines',
  },
})

const example: Readonly<Record<string, string>> = {
  kind: '公民',
  name: '张示例',
  identityNumber: '11010119900101001X',
  ethnicGroup: '汉族',
  district: '东城区',
  phone: '13800000000',
}

/** File, columns, dry run, import: each step stands under the one before. */
export function ImportPage() {
  const say = useSay(words)
  const [file, setFile] = useState<CsvFile>()
  const [mapping, setMapping] = useState<Mapping>([])
  const [checking, setChecking] = useState<number>()
  const [checked, setChecked] = useState<Checked & { readonly digest: string }>()
  const turn = useRef(0)
  const begin = () => {
    turn.current += 1
    setChecked(undefined)
    setChecking(undefined)
    return turn.current
  }
  const take = (chosen: CsvFile | undefined) => {
    begin()
    setFile(chosen)
    if (chosen !== undefined) setMapping(guessMapping(chosen.heading))
  }
  const check = async () => {
    const own = begin()
    if (file === undefined) return
    const found = await checkLines(file, mapping, setChecking, () => turn.current === own)
    const digest = await digestOfMapping(file, mapping)
    if (found === undefined || turn.current !== own) return
    setChecking(undefined)
    setChecked({ ...found, digest })
  }
  const template = () =>
    downloadCsv(
      'residents',
      wizardColumns.map(({ name, headings }) => headings[0] ?? name),
      [wizardColumns.map(({ name }) => example[name] ?? '')],
    )
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="panel">
        <h2>{say('first')}</h2>
        <CsvFileField onFile={take} />
        <p className="row">
          <Button onClick={template}>{say('template')}</Button>
          <span className="quiet small">{say('templateHow')}</span>
        </p>
      </section>
      {file !== undefined && (
        <MappingStep
          file={file}
          mapping={mapping}
          onMapping={(next) => {
            begin()
            setMapping(next)
          }}
          onCheck={() => void check()}
        />
      )}
      {file !== undefined && checking !== undefined && (
        <p role="status">
          <progress max={file.rows.length} value={checking} aria-label={say('title')} />{' '}
          {say('checking', { done: checking, all: file.rows.length })}
        </p>
      )}
      {file !== undefined && checked !== undefined && (
        <RunStep key={checked.digest} file={file} mapping={mapping} digest={checked.digest} checked={checked} />
      )}
    </Page>
  )
}
