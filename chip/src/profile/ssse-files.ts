import type { CardFile, Condition, Item, SpecificationVersion } from './card-file.ts'
import { item, linearFile, proved } from './linear-file.ts'

/** The picture of the chip is far smaller than the one that is printed. */
export const photoBytesMax = 0x1000

const readKey = proved('SSSE/RKSSSE')
const updateKey = proved('SSSE/UKSSSE')
/** The issuer writes at personalisation; later the master key opens the file. */
const issuer = proved('SSSE/MK')

const issuerItems = (cardNumber: Condition): readonly Item[] => [
  item(0x01, 16, 'b', '卡识别码', 'card identification code'),
  item(0x02, 1, 'an', '卡的类别', 'card class'),
  item(0x03, 4, 'an', '规范版本', 'specification version'),
  item(0x04, 12, 'cn', '初始化机构编号', 'initialising body'),
  item(0x05, 4, 'cn', '发卡日期', 'issue date'),
  item(0x06, 4, 'cn', '卡有效期', 'valid until'),
  { ...item(0x07, 9, 'an', '卡号', 'card number'), read: cardNumber },
]

const nameExtension = item(0x4e, 20, 'an', '姓名扩展', 'name extension')

const holderItems = (version: SpecificationVersion): readonly Item[] => [
  item(0x08, 18, 'an', '社会保障号码', 'social security number'),
  item(0x09, 30, 'an', '姓名', 'name'),
  ...(version === '1.00' ? [] : [nameExtension]),
  item(0x0a, 1, 'an', '性别', 'sex'),
  item(0x0b, 1, 'cn', '民族', 'ethnic group'),
  item(0x0c, 3, 'cn', '出生地', 'place of birth'),
  item(0x0d, 4, 'cn', '出生日期', 'date of birth'),
]

/** Simulated: the names of the items of the local extension, and who may read and write it. */
const localExtension = linearFile('SSSE', 0xef0d, ['地方扩展', 'local extension'], { read: 'free', write: updateKey }, [
  item(0xea, 12, 'an', '地方卡号', 'local card number'),
  item(0xeb, 3, 'cn', '地方区划', 'local area'),
  item(0xec, 1, 'an', '地方标志一', 'local mark one'),
  item(0xed, 1, 'an', '地方标志二', 'local mark two'),
])

/** The files of the environment. On 3.00 who they name is read under RKSSSE only; a 1.00 card has no name extension. */
export function ssseFiles(version: SpecificationVersion): readonly CardFile[] {
  const open: Condition = version === '3.00' ? readKey : 'free'
  const image = { directory: 'SSSE', structure: 'transparent', read: readKey, write: updateKey } as const
  return [
    linearFile('SSSE', 0xef05, ['发卡机构数据', 'issuer data'], { read: 'free', write: issuer }, issuerItems(open)),
    linearFile('SSSE', 0xef06, ['持卡人基本信息', 'holder'], { read: open, write: updateKey }, holderItems(version)),
    { ...image, fid: 0xef07, zh: '指纹', en: 'fingerprint', size: 0x300 },
    { ...image, fid: 0xef08, zh: '照片', en: 'photo', size: photoBytesMax },
    ...(version === '2.00' ? [localExtension] : []),
  ]
}
