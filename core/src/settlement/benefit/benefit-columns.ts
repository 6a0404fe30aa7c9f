import * as cell from '../../holder/import/cell.ts'
import type { Column } from '../../holder/import/column.ts'
import { fenOfYuan } from '../../ledger/fen-of-yuan.ts'

const fen: cell.ReadCell = (text) =>
  /^-?\d{1,12}$/.test(text) ? { value: String(Number(text)) } : { fault: 'value-unknown' }

const yuan: cell.ReadCell = (text) => {
  const amount = fenOfYuan(text)
  return amount === undefined ? { fault: 'value-unknown' } : { value: String(amount) }
}

/** A remark that holds a number of somebody does not belong here. */
const note: cell.ReadCell = (text) =>
  text.length > 60
    ? { fault: 'value-too-long' }
    : /\d{7}|\p{Cc}/u.test(text)
      ? { fault: 'value-unknown' }
      : { value: text }

/** What a file of benefits says of each person: a number, and one of the two amounts. */
export const benefitColumns: readonly Column[] = [
  {
    name: 'number',
    headings: [
      '公民身份号码',
      '身份证号',
      '身份证号码',
      '证件号码',
      '社会保障号码',
      'identity number',
      'AAC002',
      'AAC147',
    ],
    read: cell.documentNumber,
    required: true,
    personal: true,
  },
  { name: 'amount', headings: ['金额', '发放金额', '金额（元）', 'amount in yuan', 'AAE019'], read: yuan },
  { name: 'fen', headings: ['金额（分）', 'amount in fen'], read: fen },
  { name: 'note', headings: ['备注', '摘要', 'remark', 'AAE013'], read: note },
]
