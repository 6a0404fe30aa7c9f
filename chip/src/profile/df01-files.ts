import type { CardFile, Condition } from './card-file.ts'
import { item, linearFile, nestedItem, proved } from './linear-file.ts'

/** The holder shows it by the PIN, an authority by its key. */
const read: Condition = { anyOf: ['pin', proved('DF01/RK1')] }

/** Simulated: which of the update keys opens which file. */
const writtenWith = (key: string) => ({ read, write: proved(`DF01/${key}`) })

/** The holder may correct residence and telephone with the PIN ("PIN or UK"). */
const contactAccess = { read, write: { anyOf: ['pin', proved('DF01/UK2')] } } as const

/** Published tags and lengths; simulated: the names of 2C, 2D and 39 and the type where none is published (29, 2B, 30, 37). */
export const df01Files: readonly CardFile[] = [
  linearFile('DF01', 0xef05, ['户籍', 'household'], writtenWith('UK1'), [
    item(0x20, 2, 'an', '户口性质', 'kind of household'),
    item(0x21, 80, 'an', '户籍地址', 'household address'),
    item(0x0e, 3, 'cn', '户籍所在地区划', 'household area'),
  ]),
  linearFile('DF01', 0xef06, ['常住地与联系方式', 'residence and contacts'], contactAccess, [
    item(0x23, 80, 'an', '常住地址', 'residence'),
    item(0x24, 3, 'cn', '常住地区划', 'residence area'),
    item(0x28, 15, 'an', '电话', 'telephone'),
    item(0x2c, 50, 'an', '联系人', 'contact'),
    item(0x2d, 15, 'an', '联系人电话', 'telephone of the contact'),
  ]),
  linearFile('DF01', 0xef07, ['个人状况', 'personal status'], writtenWith('UK3'), [
    item(0x29, 1, 'an', '文化程度', 'education level'),
  ]),
  linearFile('DF01', 0xef08, ['婚姻', 'marriage'], writtenWith('UK4'), [
    item(0x2b, 1, 'an', '婚姻状况', 'marital status'),
  ]),
  linearFile('DF01', 0xef09, ['单位', 'employer'], writtenWith('UK5'), [
    item(0x2e, 70, 'an', '单位名称', 'employer name'),
    item(0x30, 9, 'an', '组织机构代码', 'organisation code'),
    item(0x32, 2, 'an', '人员身份', 'kind of staff'),
  ]),
  linearFile('DF01', 0xef0a, ['国籍与政治面貌', 'nationality'], writtenWith('UK6'), [
    item(0x37, 3, 'an', '国籍', 'nationality'),
    item(0x38, 2, 'an', '政治面貌', 'political status'),
    item(0x39, 4, 'cn', '日期', 'date'),
  ]),
  linearFile('DF01', 0xef15, ['学历', 'education'], writtenWith('UK3'), [
    item(0x2a, 1, 'cn', '学历', 'education'),
    nestedItem(0x40, '学历明细', 'education detail', [
      item(0x57, 3, 'an', '学历代码', 'education code'),
      item(0x58, 3, 'cn', '毕业年月', 'graduation month'),
      item(0x59, 40, 'an', '毕业院校', 'school'),
    ]),
  ]),
  ...[0xef16, 0xef17, 0xef18, 0xef19, 0xef1a].map(
    (fid, index): CardFile => ({
      ...{ directory: 'DF01', fid, structure: 'transparent', size: 0x128, ...writtenWith('UK6') },
      ...{ zh: `预留文件${index + 1}`, en: `reserved ${index + 1}` },
    }),
  ),
]
