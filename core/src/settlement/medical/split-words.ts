import type { CareLevel, InsuredKind } from '../../policy/table/medical-table.ts'
import type { Payer, SplitLine, SplitRule } from './split-bill.ts'
import type { InsuranceKind, Terms } from './terms.ts'

export interface SplitWords {
  readonly zh: string
  readonly en: string
}

const payers: Readonly<Record<Payer, SplitWords>> = {
  fund: { zh: '统筹基金', en: 'the insurance fund' },
  'large-amount': { zh: '大额互助资金', en: 'the large-amount fund' },
  holder: { zh: '个人', en: 'the holder' },
}

const rules: Readonly<Record<SplitRule, SplitWords>> = {
  'class-c': { zh: '丙类项目，医保不支付', en: 'item of class C, outside the insurance' },
  'over-item-ceiling': { zh: '超过项目支付限价部分', en: 'above the highest price that counts for the item' },
  'class-b-share': { zh: '乙类项目先行自付', en: 'own share of an item of class B' },
  'no-referral': { zh: '未经转诊，医保不支付', en: 'without referral, not paid by the insurance' },
  'not-covered': { zh: '该类机构不在待遇范围内', en: 'not paid at an institution of this kind' },
  deductible: { zh: '起付线以下', en: 'below the deductible' },
  'segment-paid': { zh: '分段按比例支付', en: 'share of the segment that is paid' },
  'segment-own': { zh: '分段个人自付', en: 'own share of the segment' },
  'over-year-ceiling': { zh: '超过年度支付上限', en: 'above what is paid in a year' },
  'above-segments': { zh: '超出支付分段', en: 'outside the segments that are paid' },
}

const insured: Readonly<Record<InsuredKind, SplitWords>> = {
  working: { zh: '在职', en: 'working' },
  retired: { zh: '退休（未满70岁）', en: 'retired, under 70' },
  'retired-70': { zh: '退休（70岁及以上）', en: 'retired, 70 or older' },
  adult: { zh: '成年居民', en: 'adult resident' },
  minor: { zh: '未成年居民', en: 'resident under 18' },
  student: { zh: '学生', en: 'student' },
}

const insurances: Readonly<Record<InsuranceKind, SplitWords>> = {
  'employee-medical': { zh: '职工基本医疗保险', en: 'medical insurance of employees' },
  'resident-medical': { zh: '城乡居民基本医疗保险', en: 'medical insurance of residents' },
}

const levels: Readonly<Record<CareLevel, SplitWords>> = {
  community: { zh: '社区卫生机构', en: 'community institution' },
  'grade-1': { zh: '一级医疗机构', en: 'grade 1 hospital' },
  'grade-2': { zh: '二级医疗机构', en: 'grade 2 hospital' },
  'grade-3': { zh: '三级医疗机构', en: 'grade 3 hospital' },
  pharmacy: { zh: '定点药店', en: 'pharmacy' },
}

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
const percent = (perMille: number) => `${perMille / 10}%`

/** `统筹基金：分段按比例支付，1000.00 元 × 70% = 700.00 元`; nothing is multiplied where all of it counts. */
export function lineWords({ rule, payer, base, perMille, amount }: SplitLine): SplitWords {
  const whole = base === amount || rule === 'deductible'
  const zh = whole ? '' : `${yuan(base)} 元 × ${percent(perMille)} = `
  const en = whole ? '' : `${yuan(base)} yuan × ${percent(perMille)} = `
  return {
    zh: `${payers[payer].zh}：${rules[rule].zh}，${zh}${yuan(amount)} 元`,
    en: `${payers[payer].en}: ${rules[rule].en}, ${en}${yuan(amount)} yuan`,
  }
}

export function insuredWords({ insurance, who, at }: Pick<Terms, 'insurance' | 'who' | 'at'>): SplitWords {
  return {
    zh: `${insurances[insurance].zh}，${insured[who].zh}，${levels[at].zh}`,
    en: `${insurances[insurance].en}, ${insured[who].en}, ${levels[at].en}`,
  }
}

/** What was taken from the age because no register said it. */
export function assumptionWords(assumed: Terms['assumed'][number]): SplitWords {
  switch (assumed) {
    case 'retirement':
      return {
        zh: '退休状态无登记信息，按年龄认定，如有不符请联系医保经办机构更正',
        en: 'no register says whether the holder is retired, the age decided; the medical security office corrects it',
      }
  }
}
