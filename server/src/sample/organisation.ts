import type { District } from '@yika/core/identifier/district.ts'
import { organisationCheck } from '@yika/core/identifier/organisation-code.ts'
import { parseUnifiedCode } from '@yika/core/identifier/unified-code.ts'
import { districtOfResidence } from './address.ts'
import { randomOf } from './random.ts'

/** An employer or school; the agent is the person who applies for the others (Article 8). */
export interface SampleOrganisation {
  readonly code: string
  readonly name: string
  readonly kind: 'employer' | 'school' | 'university'
  readonly district: District
  /** How many grounds: a public institution has another registrar than a company. */
  readonly sector: 'company' | 'public'
}

const trades =
  '科技 信息技术 商贸 餐饮管理 物业管理 建筑工程 文化传媒 医药 教育咨询 物流 机械制造 园林绿化 汽车服务 软件 酒店管理'.split(
    ' ',
  )
const firmNames =
  '华信 恒通 中科远 京瑞 盛达 蓝天 百川 启明 天合 众诚 博雅 金桥 新源 安泰 汇友 宏图 长青 瑞丰 和润 同方园'.split(' ')
const schoolNames = '实验 育才 朝晖 史家胡同 中关园 翠微 府学 育英 黄城根 人民路 白家庄 望京'.split(' ')

export const firmsPerBlock = 5
/** Large employers and universities belong to no block: people of all parts of the city work and study there. */
export const largeEmployers = 8
export const universities = 4

/** Organisation number: blocks have twenty each, from 1,000 on; below stand the large ones. */
export function firmOf(block: number, nth: number): number {
  return 1000 + block * 20 + nth
}

export function schoolOf(block: number, nth: number): number {
  return 1000 + block * 20 + firmsPerBlock + nth
}

export function organisation(number: number, seed: number): SampleOrganisation {
  const random = randomOf(seed, 7, number)
  const district = districtOfResidence(random)
  const withinBlock = (number - 1000) % 20
  const kind =
    number < largeEmployers
      ? 'employer'
      : number < largeEmployers + universities
        ? 'university'
        : withinBlock < firmsPerBlock
          ? 'employer'
          : 'school'
  const sector = kind !== 'employer' || random.chance(0.15) ? 'public' : 'company'
  const name =
    kind === 'university'
      ? `北京样例大学第${number - largeEmployers + 1}校区`
      : kind === 'school'
        ? `北京样例${random.pick(schoolNames)}${withinBlock % 2 === 1 ? '小学' : '中学'}（${number - 1000}校）`
        : number < largeEmployers
          ? `样例${random.pick(firmNames)}集团第${number + 1}公司`
          : `北京样例${random.pick(firmNames)}${random.pick(trades)}有限公司（${number - 1000}号）`
  return { code: unifiedCode(number, sector), name, kind, district, sector }
}

/** Registrar 9 with division 110000 for companies, 12 for institutions; MA0 bodies are counted, the parser knows the right check. */
function unifiedCode(number: number, sector: 'company' | 'public'): string {
  const body = `MA${String(number).padStart(6, '0')}`
  const seventeen = `${sector === 'company' ? '91' : '12'}110000${body}${organisationCheck(body)}`
  for (const check of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
    const code = parseUnifiedCode(`${seventeen}${check}`)
    if (code.valid) return code.value
  }
  throw new Error('no check character fits a unified code')
}
