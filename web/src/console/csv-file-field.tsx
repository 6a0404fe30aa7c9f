import { useEffect, useRef, useState } from 'react'
import { Field } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { type CsvFile, type FileTrouble, readCsvFile } from './csv-file.ts'

const words = createWords('csv-file-field', {
  zh: {
    file: 'CSV 文件（UTF-8 或 GB18030，不超过 20 MB）',
    'file-too-large': '文件超过 20 MB。请分成几个文件。',
    'file-workbook': '这是 Excel 工作簿。请另存为“CSV UTF-8”后再选择。',
    'file-empty': '文件中没有数据行。第一行须为表头。',
    'file-quotes': '文件无法读取：引号没有成对。请用表格软件重新另存为 CSV。',
  },
  en: {
    file: 'CSV file (UTF-8 or GB18030, at most 20 MB)',
    'file-too-large': 'The file has more than 20 MB. Cut it into several.',
    'file-workbook': 'This is an Excel workbook. Save it as “CSV UTF-8” and choose that file.',
    'file-empty': 'The file has no lines of data. Its first line has to be the heading.',
    'file-quotes': 'The file cannot be read: a quotation mark has no partner. Save it as CSV once more.',
  },
})

interface CsvFileFieldProps {
  /** What the lines are, where the plain words do not say enough. */
  readonly label?: string
  /** Undefined as soon as another file is chosen, then the file; one that cannot be read stays out. */
  readonly onFile: (file: CsvFile | undefined) => void
}

/** A file of lines, read in this browser; what keeps it from being read stands beside it. */
export function CsvFileField({ label, onFile }: CsvFileFieldProps) {
  const say = useSay(words)
  const [trouble, setTrouble] = useState<FileTrouble>()
  const turn = useRef(0)
  useEffect(
    () => () => {
      turn.current += 1
    },
    [],
  )
  const choose = async (chosen: File | undefined) => {
    turn.current += 1
    const own = turn.current
    setTrouble(undefined)
    onFile(undefined)
    const read = chosen === undefined ? undefined : await readCsvFile(chosen)
    // Whoever chose another file meanwhile, or went away, does not get this one.
    if (turn.current !== own || read === undefined) return
    if (typeof read === 'string') setTrouble(read)
    else onFile(read)
  }
  return (
    <Field label={label ?? say('file')} fault={trouble === undefined ? undefined : say(trouble)}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="file"
          accept=".csv,.txt,text/csv"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      )}
    </Field>
  )
}
