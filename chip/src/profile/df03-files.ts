import type { CardFile, SpecificationVersion } from './card-file.ts'
import { item, linearFile, nestedItem, proved } from './linear-file.ts'

/** Simulated: one update key for each file, and RK2 for what tells of a person's health. */
const access = (update: string, read = 'RK1') => ({ read: proved(`DF03/${read}`), write: proved(`DF03/${update}`) })

/** Tag 60 and DF02/EF06 exclude each other. */
const unemployedSince = item(0x60, 4, 'cn', '失业日期', 'unemployed since')

/** Published tags and lengths; simulated: the names of the items, the type where none is published, all lengths in tag 79. */
export function df03Files(version: SpecificationVersion): readonly CardFile[] {
  return [
    linearFile('DF03', 0xef05, ['失业保险', 'unemployment'], access('UK1'), [
      item(0x61, 3, 'cn', '参保年月', 'insured since'),
      ...(version === '2.00' ? [] : [unemployedSince]),
      item(0x98, 4, 'cn', '登记日期', 'registered on'),
      item(0x62, 4, 'cn', '领取起始日期', 'benefit from'),
      item(0x63, 3, 'b', '核定月数', 'months granted'),
      item(0x64, 3, 'b', '已领月数', 'months paid'),
      item(0x65, 3, 'b', '剩余月数', 'months left'),
      item(0x66, 3, 'b', '月领金额', 'monthly amount'),
    ]),
    linearFile('DF03', 0xef06, ['劳动能力鉴定', 'labour ability'], access('UK2', 'RK2'), [
      item(0x45, 20, 'an', '鉴定编号', 'assessment number'),
      item(0x46, 2, 'an', '伤残等级', 'degree of disability'),
      item(0x47, 2, 'an', '护理等级', 'degree of care'),
      item(0x48, 1, 'an', '辅助器具', 'aids'),
      item(0x49, 1, 'an', '医疗依赖', 'medical dependence'),
      item(0x67, 4, 'cn', '鉴定日期', 'assessed on'),
      item(0x6b, 60, 'an', '鉴定机构', 'assessing body'),
      nestedItem(0x4a, '复查鉴定', 'reassessment', [
        item(0x13, 2, 'an', '伤残等级', 'degree of disability'),
        item(0x14, 1, 'an', '护理等级', 'degree of care'),
        item(0x15, 20, 'an', '鉴定编号', 'assessment number'),
        item(0x16, 4, 'cn', '鉴定日期', 'assessed on'),
        item(0x17, 60, 'an', '鉴定机构', 'assessing body'),
      ]),
    ]),
    linearFile('DF03', 0xef07, ['养老保险', 'pension'], access('UK3'), [
      item(0x70, 3, 'b', '缴费月数', 'months paid in'),
      item(0x71, 3, 'cn', '参保年月', 'insured since'),
      item(0x6e, 4, 'cn', '参加工作日期', 'working since'),
      item(0x6c, 4, 'cn', '离退休日期', 'retired on'),
      item(0x6f, 4, 'cn', '待遇起始日期', 'benefit from'),
      item(0x73, 4, 'cn', '待遇终止日期', 'benefit until'),
    ]),
    linearFile('DF03', 0xef15, ['工伤保险', 'work injury'], access('UK4'), [
      item(0x7a, 3, 'cn', '参保年月', 'insured since'),
      item(0x7b, 4, 'cn', '工伤日期', 'injured on'),
      item(0x7c, 4, 'cn', '待遇起始日期', 'benefit from'),
    ]),
    linearFile('DF03', 0xef16, ['生育保险', 'maternity'], access('UK5'), [
      item(0x51, 3, 'cn', '参保年月', 'insured since'),
      item(0x5f, 1, 'an', '待遇标志', 'benefit'),
    ]),
    linearFile('DF03', 0xef17, ['工伤认定', 'injury determination'], access('UK6', 'RK2'), [
      item(0x3b, 20, 'an', '认定编号', 'determination number'),
      item(0x3c, 70, 'an', '用人单位', 'employer'),
      item(0x3d, 1, 'an', '认定结论', 'conclusion'),
      item(0x3e, 4, 'cn', '认定日期', 'determined on'),
      item(0x3f, 60, 'an', '认定机构', 'determining body'),
    ]),
    linearFile('DF03', 0xef18, ['供养亲属', 'dependants'], access('UK7'), [
      item(0x74, 3, 'b', '抚恤金额', 'allowance'),
      item(0x75, 3, 'cn', '参保年月', 'insured since'),
      item(0x76, 1, 'cn', '供养人数', 'number of dependants'),
      item(0x77, 4, 'cn', '供养起始日期', 'supported from'),
      item(0x78, 4, 'cn', '供养终止日期', 'supported until'),
    ]),
    linearFile('DF03', 0xef19, ['参保凭证', 'participation voucher'], access('UK8'), [
      nestedItem(0x79, '参保凭证', 'participation voucher', [
        item(0x18, 4, 'cn', '出具日期', 'issued on'),
        item(0x19, 3, 'cn', '参保地区划', 'area'),
        item(0x1a, 40, 'an', '出具机构', 'issuing body'),
        item(0x1b, 4, 'cn', '参保起始日期', 'insured from'),
        item(0x1c, 4, 'cn', '参保终止日期', 'insured until'),
        item(0x1d, 2, 'cn', '缴费月数', 'months paid in'),
        item(0x1e, 20, 'an', '凭证编号', 'voucher number'),
      ]),
    ]),
  ]
}
