import { type RefusalCode, type RefusalDetail, refusals, refusalText } from '../../refusal/catalogue.ts'

interface FaultEntry {
  readonly zh: string
  readonly en: string
  readonly remedy: { readonly zh: string; readonly en: string }
}

/** What can be wrong with a line before any rule is asked; what rules refuse keeps the code of its refusal. */
const fileFaults = {
  'columns-too-few': {
    zh: '本行的列数少于表头。',
    en: 'The line has fewer columns than the heading.',
    remedy: {
      zh: '检查本行是否被截断，或多了未加引号的换行。',
      en: 'See whether the line was cut off or has a line break outside quotes.',
    },
  },
  'columns-too-many': {
    zh: '本行的列数多于表头。',
    en: 'The line has more columns than the heading.',
    remedy: { zh: '含逗号的内容须加双引号。', en: 'Put text with a comma into double quotes.' },
  },
  'value-missing': {
    zh: '此列不能为空。',
    en: 'This column cannot be empty.',
    remedy: { zh: '请补充后重新导入本行。', en: 'Fill it in and import the line again.' },
  },
  'value-unknown': {
    zh: '此列的取值无法识别。',
    en: 'The value of this column is not known.',
    remedy: { zh: '请改用帮助中列出的代码或名称。', en: 'Use one of the codes or names that --help lists.' },
  },
  'value-too-long': {
    zh: '此列的内容过长。',
    en: 'The text of this column is too long.',
    remedy: { zh: '请缩短后重新导入本行。', en: 'Shorten it and import the line again.' },
  },
  'date-malformed': {
    zh: '日期无法识别。',
    en: 'The date is not understood.',
    remedy: { zh: '请写作 2026-11-23 或 20261123。', en: 'Write it as 2026-11-23 or 20261123.' },
  },
  'phone-malformed': {
    zh: '电话号码无法识别。',
    en: 'The telephone number is not understood.',
    remedy: {
      zh: '请填写手机号、带区号的固定电话，或以加号开头的国际号码。',
      en: 'Give a mobile number, a fixed one with its area code, or an international one with a plus sign.',
    },
  },
  'digits-lost': {
    zh: '表格软件已把长号码变成近似数，末尾几位已丢失。',
    en: 'The spreadsheet has turned a long number into a rounded one: its last digits are lost.',
    remedy: {
      zh: '把该列设为文本格式，从原始数据重新填写。',
      en: 'Format the column as text and fill it again from the source.',
    },
  },
  'twice-in-file': {
    zh: '与本文件第 {line} 行号码相同。',
    en: 'Line {line} of this file has the same number.',
    remedy: { zh: '请保留正确的一行，删除另一行。', en: 'Keep the line that is right and delete the other.' },
  },
} as const satisfies Record<string, FaultEntry>

type FaultCode = keyof typeof fileFaults | RefusalCode

/** One thing that kept a line, or a part of it, out of the books. */
export interface LineFault {
  readonly line: number
  /** The heading under which it stands, where one column is to blame. */
  readonly column: string | null
  readonly code: FaultCode
  readonly detail: RefusalDetail
  /** What stands there; left out for personal items (M11.9). */
  readonly value: string | null
}

export function faultText({ code, detail }: Pick<LineFault, 'code' | 'detail'>, language: 'zh' | 'en'): string {
  if (!Object.hasOwn(fileFaults, code)) return refusalText(code as RefusalCode, detail, language)
  return fileFaults[code as keyof typeof fileFaults][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(detail[name] ?? '—'),
  )
}

export function faultRemedy({ code }: Pick<LineFault, 'code'>, language: 'zh' | 'en'): string {
  const entry: FaultEntry = Object.hasOwn(fileFaults, code)
    ? fileFaults[code as keyof typeof fileFaults]
    : refusals[code as RefusalCode]
  return entry.remedy[language]
}
