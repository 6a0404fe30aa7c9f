import type { CardFile, SpecificationVersion } from './card-file.ts'
import { item, linearFile, proved } from './linear-file.ts'

const writtenWith = (key: string) => ({ read: proved('DF02/RK1'), write: proved(`DF02/${key}`) })

const employment = linearFile('DF02', 0xef05, ['就业登记', 'employment'], writtenWith('UK2'), [
  item(0x33, 1, 'an', '就业状态', 'employment status'),
  item(0x34, 4, 'cn', '就业日期', 'employed since'),
  item(0x35, 2, 'an', '就业形式', 'form of employment'),
])

const unemployment = linearFile('DF02', 0xef06, ['失业登记', 'unemployment'], writtenWith('UK3'), [
  item(0x3a, 4, 'cn', '失业日期', 'unemployed since'),
  item(0x36, 2, 'an', '失业原因', 'reason'),
])

const assistance = linearFile('DF02', 0xef07, ['就业援助', 'assistance'], writtenWith('UK4'), [
  item(0x4b, 20, 'an', '就业失业登记证号', 'certificate number'),
  item(0x4c, 4, 'cn', '援助起始日期', 'assisted since'),
])

const skill = linearFile('DF02', 0xef08, ['职业技能', 'skill'], writtenWith('UK5'), [
  item(0x4d, 2, 'an', '技能等级', 'level'),
  item(0x4f, 4, 'cn', '鉴定日期', 'certified on'),
])

/**
 * Simulated but for tag 3A: of this application only two rules are public. EF07 asks for EF06 with tag 3A, and EF06 excludes tag 60 of
 * DF03/EF05; both say since when somebody is unemployed. Here 2.00 has it in this application, 1.00 and 3.00 in DF03.
 */
export function df02Files(version: SpecificationVersion): readonly CardFile[] {
  return version === '2.00' ? [employment, unemployment, assistance, skill] : [employment, skill]
}
