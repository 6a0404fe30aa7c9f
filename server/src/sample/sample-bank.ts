import { parseCnapsCode } from '@yika/core/identifier/cnaps-code.ts'
import { type District, districtCodes, districtName } from '@yika/core/identifier/district.ts'
import { districtCentre, subdistrict } from './address.ts'
import { randomOf } from './random.ts'

export interface SampleBank {
  /** Class of the bank in the national payment system; our key for it. */
  readonly bankId: string
  readonly cnaps: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly hotline: string | null
  /** Named in the city's notice of 30 October 2024, or made up. */
  readonly invented: boolean
}

export interface SampleOutlet {
  readonly bankId: string
  /** Unique within the city. */
  readonly outletId: string
  readonly name: string
  readonly district: District
  readonly address: string
  readonly latitude: number
  readonly longitude: number
  readonly phone: string
  readonly hours: { readonly weekdays: string; readonly saturday: string | null; readonly sunday: string | null }
  /** Hands the card over in the same visit (M7.14). */
  readonly instantIssue: boolean
  readonly accessibility: readonly ('ramp' | 'low-counter' | 'sign-language' | 'barrier-free-toilet')[]
}

/**
 * The fifteen cooperating banks of the notice of 30 October 2024. Which bank is the sixteenth is not known, so its place is
 * taken by one that does not exist. Head office codes are unverified, their check digits hold.
 */
export const sampleBanks: readonly SampleBank[] = [
  bank('102', '102100099996', '中国工商银行', 'Industrial and Commercial Bank of China', '95588'),
  bank('103', '103100000026', '中国农业银行', 'Agricultural Bank of China', '95599'),
  bank('104', '104100000004', '中国银行', 'Bank of China', '95566'),
  bank('105', '105100000017', '中国建设银行', 'China Construction Bank', '95533'),
  bank('301', '301290000007', '交通银行', 'Bank of Communications', null),
  bank('302', '302100011000', '中信银行', 'China CITIC Bank', null),
  bank('303', '303100000006', '中国光大银行', 'China Everbright Bank', null),
  bank('304', '304100040000', '华夏银行', 'Hua Xia Bank', null),
  bank('305', '305100000013', '中国民生银行', 'China Minsheng Bank', null),
  bank('306', '306581000003', '广发银行', 'China Guangfa Bank', null),
  bank('308', '308584000013', '招商银行', 'China Merchants Bank', null),
  bank('310', '310290000013', '上海浦东发展银行', 'Shanghai Pudong Development Bank', null),
  bank('313', '313100000013', '北京银行', 'Bank of Beijing', null),
  bank('402', '402100000018', '北京农商银行', 'Beijing Rural Commercial Bank', null),
  bank('403', '403100000004', '中国邮政储蓄银行', 'Postal Savings Bank of China', '95580'),
  { ...bank('999', inventedCnaps(), '样例银行（虚构）', 'Sample Bank (invented)', null), invented: true },
]

function bank(bankId: string, cnaps: string, zh: string, en: string, hotline: string | null): SampleBank {
  return { bankId, cnaps, name: { zh, en }, hotline, invented: false }
}

/** Class 999 is given to nobody; the parser knows the right check. */
function inventedCnaps(): string {
  for (let check = 0; check < 10; check++) {
    const code = parseCnapsCode(`99910000000${check}`)
    if (code.valid) return code.value
  }
  throw new Error('no check digit fits the code of the sample bank')
}

/** Banks with an outlet in every district; the others have four, each in another one. */
const everywhere = new Set(['102', '103', '105', '313', '402'])
const outletsOfSmallBank = 4

export function sampleOutlets(seed: number): readonly SampleOutlet[] {
  return sampleBanks.flatMap((one, place) => {
    const districts = everywhere.has(one.bankId)
      ? districtCodes
      : Array.from(
          { length: outletsOfSmallBank },
          (_, nth) => districtCodes[(place * 3 + nth * 5) % districtCodes.length] as District,
        )
    return districts.map((district, nth) => outlet(one, district, nth, seed))
  })
}

function outlet(of: SampleBank, district: District, nth: number, seed: number): SampleOutlet {
  const random = randomOf(seed, 3, Number(of.bankId), nth)
  const street = subdistrict(random, district)
  const [latitude, longitude] = districtCentre[district]
  const jitter = (): number => (random.next() - 0.5) * 0.06
  const weekend = random.chance(0.5) ? '09:00-16:00' : null
  return {
    bankId: of.bankId,
    outletId: `${of.bankId}-${String(nth + 1).padStart(3, '0')}`,
    name: `${of.name.zh}${street.replace(/(街道|地区|镇)$/, '')}支行（样例）`,
    district,
    address: `北京市${districtName(district, 'zh')}${street}样例路${random.between(1, 200)}号`,
    latitude: Number((latitude + jitter()).toFixed(5)),
    longitude: Number((longitude + jitter()).toFixed(5)),
    phone: `010-${String(10_000_000 + Number(of.bankId) * 100 + nth)}`,
    hours: { weekdays: '09:00-17:00', saturday: weekend, sunday: weekend },
    instantIssue: nth === 0 || random.chance(0.3),
    accessibility: (['ramp', 'low-counter', 'sign-language', 'barrier-free-toilet'] as const).filter(() =>
      random.chance(0.6),
    ),
  }
}
