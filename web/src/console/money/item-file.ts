import { isDay } from '@yika/core/calendar/instant.ts'
import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { itemClasses, itemKinds } from '@yika/core/settlement/medical/medical-item.ts'
import type { Input } from '../../client/operations.ts'
import type { CsvFile } from '../csv-file.ts'

export type MedicalItemInput = Input<'settlement/publish-medical-items'>['items'][number]

/** The columns of a file of the catalogue, in either language. */
export const itemColumns = [
  ['code', '编码'],
  ['from', '生效日期'],
  ['kind', '种类'],
  ['name', '名称'],
  ['english', '英文名称'],
  ['class', '类别'],
  ['own', '先自付比例（%）'],
  ['ceiling', '单价限额（元）'],
  ['until', '终止日期'],
  ['source', '依据'],
] as const
type ColumnName = (typeof itemColumns)[number][0]

/** What is wrong with a line before it is sent: its column. */
export interface ItemLine {
  readonly line: number
  readonly item: MedicalItemInput | undefined
  readonly wrong: ColumnName | undefined
  readonly code: string
}

const kinds: Readonly<Record<string, string>> = { 药品: 'drug', 诊疗项目: 'treatment', 医用材料: 'material' }
const classes: Readonly<Record<string, string>> = { 甲: 'A', 乙: 'B', 丙: 'C', 甲类: 'A', 乙类: 'B', 丙类: 'C' }
const perMilleOfPercent = 10

/** The columns that the heading lacks; without them no line can be read. */
export function missingColumns({ heading }: CsvFile): readonly string[] {
  const optional: readonly string[] = ['english', 'own', 'ceiling', 'until']
  return itemColumns
    .filter(([name, zh]) => !optional.includes(name) && placeOf(heading, name, zh) < 0)
    .map(([, zh]) => zh)
}

function placeOf(heading: readonly string[], ...names: readonly string[]): number {
  return heading.findIndex((cell) => names.includes(cell.trim().toLowerCase()))
}

export function readItems({ heading, rows }: CsvFile): readonly ItemLine[] {
  const places = new Map(itemColumns.map(([name, zh]) => [name, placeOf(heading, name, zh)]))
  return rows.map(({ line, cells }) => {
    const cell = (name: ColumnName) => (cells[places.get(name) ?? -1] ?? '').trim()
    const read = itemOf(cell)
    return typeof read === 'string'
      ? { line, item: undefined, wrong: read, code: cell('code') }
      : { line, item: read, wrong: undefined, code: read.code }
  })
}

function itemOf(cell: (name: ColumnName) => string): MedicalItemInput | ColumnName {
  const code = cell('code').toUpperCase()
  const kind = itemKinds.find((one) => one === (kinds[cell('kind')] ?? cell('kind')))
  const itemClass = itemClasses.find((one) => one === (classes[cell('class')] ?? cell('class').toUpperCase()))
  const own = cell('own') === '' ? 0 : Number(cell('own').replace('%', '')) * perMilleOfPercent
  const ceiling = cell('ceiling') === '' ? null : fenOfYuan(cell('ceiling'))
  const [from, until, zh, source] = [cell('from'), cell('until'), cell('name'), cell('source')]
  if (!/^[A-Z0-9]{1,30}$/.test(code)) return 'code'
  if (!isDay(from)) return 'from'
  if (kind === undefined) return 'kind'
  if (zh === '') return 'name'
  if (itemClass === undefined) return 'class'
  if (!Number.isInteger(own) || own < 0 || own > 1000) return 'own'
  if (ceiling === undefined || (ceiling !== null && ceiling <= 0)) return 'ceiling'
  if (until !== '' && !isDay(until)) return 'until'
  if (source === '') return 'source'
  return {
    ...{ code, from, kind, name: { zh, en: cell('english') || zh }, class: itemClass, ownPerMille: own },
    ...{ ceiling, until: until === '' ? null : until, source },
  }
}
