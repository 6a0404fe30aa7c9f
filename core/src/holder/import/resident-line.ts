import type { Day } from '../../calendar/instant.ts'
import type { Sex } from '../../identifier/sex.ts'
import { isIdentity, readIdentity } from '../identity.ts'
import { issuingArea, type PersonKind } from '../person.ts'
import { parseName } from '../person-name.ts'
import * as cell from './cell.ts'
import type { Column, Heading, Line } from './column.ts'
import type { LineFault } from './import-fault.ts'
import { lineFault, outcomeFault } from './outcome-fault.ts'

/** The headings that are understood; element codes are those of the social-insurance data standard. */
export const residentColumns: readonly Column[] = [
  { name: 'kind', headings: ['人员类别', '人员类型', 'kind of person'], read: cell.personKind },
  { name: 'name', headings: ['姓名', 'full name', 'AAC003'], read: cell.textUpTo(100), required: true, personal: true },
  {
    name: 'identityNumber',
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
    personal: true,
  },
  {
    name: 'documentNumber',
    headings: ['其他证件号码', '通行证号码', '护照号码', 'document number'],
    read: cell.documentNumber,
    personal: true,
  },
  { name: 'sex', headings: ['性别', 'gender', 'AAC004'], read: cell.sex },
  { name: 'birthOn', headings: ['出生日期', 'date of birth', 'AAC006'], read: cell.day, personal: true },
  { name: 'ethnicGroup', headings: ['民族', 'ethnic group', 'AAC005'], read: cell.ethnicGroup },
  { name: 'nationality', headings: ['国籍', '国家或地区', 'country', 'AAC161'], read: cell.country },
  { name: 'district', headings: ['所属区', '区', '行政区划', 'AAB301'], read: cell.district, required: true },
  { name: 'issuingArea', headings: ['发卡地区', 'issuing area'], read: cell.areaCode },
  {
    name: 'phone',
    headings: ['联系电话', '手机', '手机号', '电话', 'telephone', 'mobile', 'AAE005'],
    read: cell.phone,
    personal: true,
  },
  { name: 'address', headings: ['联系地址', '地址', '住址', 'AAE006'], read: cell.textUpTo(200), personal: true },
  { name: 'source', headings: ['来源', '数据来源'], read: cell.textUpTo(100) },
  { name: 'groundKind', headings: ['申领依据', '参保类别', 'ground'], read: cell.groundKind },
  { name: 'groundSince', headings: ['依据起始日期', '参保日期', 'ground since'], read: cell.day },
  {
    name: 'groundEvidence',
    headings: ['依据编号', '凭证编号', 'ground evidence'],
    read: cell.textUpTo(100),
    personal: true,
  },
  {
    name: 'guardianNumber',
    headings: ['监护人证件号码', '监护人身份证号', 'guardian number'],
    read: cell.documentNumber,
    personal: true,
  },
  { name: 'guardianName', headings: ['监护人姓名', 'guardian name'], read: cell.textUpTo(100), personal: true },
  { name: 'consentVersion', headings: ['监护人同意书版本', 'consent version'], read: cell.textUpTo(40) },
]

function claimOf({ words }: Line) {
  return {
    kind: (words['kind'] ?? 'citizen') as PersonKind,
    identityNumber: words['identityNumber'],
    documentNumber: words['documentNumber'],
    sex: words['sex'] as Sex | undefined,
    birthOn: words['birthOn'] as Day | undefined,
    nationality: words['nationality'],
  }
}

/** The line as the input of `register-person`. */
export function registrationOf(line: Line, source: string): object {
  const { words } = line
  const said = Object.entries({
    ...claimOf(line),
    name: words['name'],
    ethnicGroup: words['ethnicGroup'],
    district: words['district'],
    issuingArea: words['issuingArea'],
    phone: words['phone'],
    address: words['address'],
    source: words['source'] ?? source,
  })
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}

/** The identity that a line claims, or what the rules of its kind of document say against it. */
export function identityOfLine(line: Line, today: Day): ReturnType<typeof readIdentity> {
  return readIdentity(claimOf(line), today)
}

/** What would be refused whoever stands in the register: the document, the name, what the kind of person needs. */
export function residentFault(
  line: Line,
  identity: ReturnType<typeof readIdentity>,
  heading: Heading,
): LineFault | undefined {
  const { words } = line
  if (!isIdentity(identity)) {
    const { code, detail = {} } = identity
    return outcomeFault(line, { code, detail }, heading)
  }
  if (parseName(words['name'] ?? '') === undefined) return lineFault(line, 'name-invalid', heading, 'name')
  if (identity.nationality === 'CHN' && words['ethnicGroup'] === undefined)
    return lineFault(line, 'item-missing', heading, 'ethnicGroup', { item: 'ethnicGroup' })
  if ((words['issuingArea'] ?? issuingArea) !== issuingArea)
    return lineFault(line, 'person-of-other-area', heading, 'issuingArea', { area: words['issuingArea'] ?? '' })
  return undefined
}
