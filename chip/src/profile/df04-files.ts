import type { CardFile } from './card-file.ts'
import { item, linearFile, proved } from './linear-file.ts'

/** Simulated: that the first key updates the base file and the second all that settlement writes. */
const writtenWith = (key: string) => ({ read: proved('DF04/RK1'), write: proved(`DF04/${key}`) })

/** Simulated: how many records the cyclic files keep before the oldest is lost. */
const cyclicRecords = 10

/** Published tags and lengths; simulated: the names of the items and the type where none is published. */
export const df04Files: readonly CardFile[] = [
  linearFile('DF04', 0xef05, ['医疗保险基本信息', 'medical insurance'], writtenWith('UK1'), [
    item(0x81, 8, 'an', '医保个人编号', 'personal number'),
    item(0x84, 3, 'cn', '参保年月', 'insured since'),
    item(0x87, 17, 'an', '参保类别', 'kind of insurance'),
    item(0x8c, 1, 'cn', '待遇类别', 'kind of benefit'),
    item(0x80, 4, 'cn', '参保日期', 'insured on'),
    item(0x8b, 29, 'an', '定点医疗机构', 'designated hospital'),
    item(0x8a, 15, 'an', '特殊病种', 'special disease'),
    item(0x83, 9, 'an', '定点机构一', 'institution 1'),
    item(0x86, 9, 'an', '定点机构二', 'institution 2'),
    item(0x89, 9, 'an', '定点机构三', 'institution 3'),
    item(0x7d, 9, 'an', '定点机构四', 'institution 4'),
    item(0x7e, 9, 'an', '定点机构五', 'institution 5'),
    item(0x7f, 9, 'an', '定点机构六', 'institution 6'),
    item(0x8d, 9, 'an', '定点机构七', 'institution 7'),
    item(0x8e, 9, 'an', '定点机构八', 'institution 8'),
    item(0x8f, 1, 'an', '异地就医标志', 'treatment elsewhere'),
  ]),
  linearFile('DF04', 0xef06, ['脱机结算', 'off-line settlement'], writtenWith('UK2'), [
    item(0x90, 1, 'an', '脱机标志', 'off-line mark'),
    item(0x92, 4, 'cn', '脱机有效期', 'off-line until'),
    item(0x93, 2, 'b', '脱机次数', 'off-line count'),
  ]),
  {
    ...{ directory: 'DF04', fid: 0xef08, structure: 'cyclic', ...writtenWith('UK2') },
    ...{ zh: '交易明细', en: 'transaction detail', recordLength: 28, records: cyclicRecords },
  },
  {
    ...{ directory: 'DF04', fid: 0xef15, structure: 'cyclic', ...writtenWith('UK2') },
    ...{ zh: '特殊结算', en: 'special settlement', recordLength: 3, records: cyclicRecords },
  },
]
