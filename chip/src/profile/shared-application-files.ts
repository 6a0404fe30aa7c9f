import type { CardFile, Condition } from './card-file.ts'
import { item, linearFile, proved } from './linear-file.ts'

/** What is known of a person's health needs the person and the authority ("PIN and RK"). */
const healthRead: Condition = { allOf: ['pin', proved('DF05/RK1')] }

const underItsKeys = (directory: 'DF06' | 'DF07') => ({
  read: proved(`${directory}/RK1`),
  write: proved(`${directory}/UK1`),
})

/**
 * Simulated: the applications that the health, civil affairs and personnel offices keep (DF05 to DF07). Nothing of their contents is
 * public; one file each shows that they are there and whose keys open them.
 */
export const sharedApplicationFiles: readonly CardFile[] = [
  linearFile('DF05', 0xef05, ['急救信息', 'emergency'], { read: healthRead, write: proved('DF05/UK1') }, [
    item(0xc0, 1, 'an', '血型', 'blood group'),
    item(0xc1, 1, 'an', 'RH 血型', 'rhesus factor'),
    item(0xc2, 60, 'an', '过敏史', 'allergies'),
    item(0xc3, 30, 'an', '紧急联系人', 'emergency contact'),
    item(0xc4, 15, 'an', '紧急联系电话', 'emergency telephone'),
  ]),
  linearFile('DF06', 0xef05, ['救助与优抚', 'relief and care'], underItsKeys('DF06'), [
    item(0xd0, 2, 'an', '对象类别', 'kind of recipient'),
    item(0xd1, 4, 'cn', '起始日期', 'from'),
    item(0xd2, 4, 'cn', '终止日期', 'until'),
  ]),
  linearFile('DF07', 0xef05, ['人事与人才', 'personnel and talent'], underItsKeys('DF07'), [
    item(0xe0, 2, 'an', '职称级别', 'professional level'),
    item(0xe1, 40, 'an', '职称名称', 'professional title'),
    item(0xe2, 4, 'cn', '取得日期', 'awarded on'),
  ]),
]
