import { firstBanks } from '@yika/core/bank/first-banks.ts'
import { type AccessibilityMark, accessibilityMarks, type OutletDetails } from '@yika/core/bank/outlet.ts'
import { type CnapsCode, parseCnapsCode } from '@yika/core/identifier/cnaps-code.ts'
import { type District, districtCodes, districtName } from '@yika/core/identifier/district.ts'
import { districtCentre, subdistrict } from './address.ts'
import { type Random, randomOf } from './random.ts'

export interface SampleBank {
  readonly cnaps: CnapsCode
  readonly name: { readonly zh: string; readonly en: string }
  readonly hotline: string | null
  /** In the catalogue that is shipped; the other one the sample adds. */
  readonly shipped: boolean
}

export interface SampleOutlet extends OutletDetails {
  /** The bank's code; its identifier is the catalogue's affair. */
  readonly cnaps: CnapsCode
}

/**
 * The fifteen cooperating banks of the notice of 30 October 2024. Which bank is the sixteenth is not known, so its place is
 * taken by one that does not exist and says so.
 */
export const sampleBanks: readonly SampleBank[] = [
  ...firstBanks().map(({ cnaps, name, hotline }) => ({ cnaps, name, hotline, shipped: true })),
  {
    cnaps: inventedCnaps(),
    name: { zh: '样例银行（虚构）', en: 'Sample Bank (invented)' },
    hotline: null,
    shipped: false,
  },
]

/** Class 999 is given to nobody; the parser knows the right check. */
function inventedCnaps(): CnapsCode {
  for (let check = 0; check < 10; check++) {
    const code = parseCnapsCode(`99910000000${check}`)
    if (code.valid) return code.value
  }
  throw new Error('no check digit fits the code of the sample bank')
}

/** Classes of banks with an outlet in every district; the others have four, each in another district. */
const everywhere = ['102', '103', '105', '313', '402']
const outletsOfOthers = 4

export function sampleOutlets(seed: number): readonly SampleOutlet[] {
  return sampleBanks.flatMap((bank, place) => {
    const districts = everywhere.includes(bank.cnaps.slice(0, 3))
      ? districtCodes
      : Array.from(
          { length: outletsOfOthers },
          (_, nth) => districtCodes[(place * 3 + nth * 5) % districtCodes.length] as District,
        )
    return districts.map((district, nth) => outlet(bank, district, nth, seed))
  })
}

function outlet(bank: SampleBank, district: District, nth: number, seed: number): SampleOutlet {
  const bankClass = Number(bank.cnaps.slice(0, 3))
  const random = randomOf(seed, 3, bankClass, nth)
  const street = subdistrict(random, district)
  const [latitude, longitude] = districtCentre[district]
  return {
    cnaps: bank.cnaps,
    name: {
      zh: `${bank.name.zh}${street.replace(/(街道|地区|镇)$/, '')}支行（样例）`,
      en: `${bank.name.en}, ${districtName(district, 'en')} sample branch ${nth + 1}`,
    },
    district,
    address: `北京市${districtName(district, 'zh')}${street}样例路${random.between(1, 200)}号`,
    latitude: nearby(random, latitude),
    longitude: nearby(random, longitude),
    // 010-1… is no subscriber's number: nobody answers it.
    phone: `010-1${String(bankClass * 1000 + nth).padStart(7, '0')}`,
    instantIssue: nth === 0 || random.chance(0.3),
    openingHours: openingHours(random.chance(0.5)),
    accessibility: accessibility(random),
  }
}

/** Within three kilometres or so, to the accuracy that the catalogue keeps. */
function nearby(random: Random, degrees: number): number {
  return Math.round((degrees + (random.next() - 0.5) * 0.06) * 1e5) / 1e5
}

function openingHours(atWeekends: boolean): OutletDetails['openingHours'] {
  const weekdays = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))
  const weekend = ([6, 7] as const).map((weekday) => ({ weekday, from: '09:30', to: '16:00' }))
  return atWeekends ? [...weekdays, ...weekend] : weekdays
}

function accessibility(random: Random): readonly AccessibilityMark[] {
  return accessibilityMarks.filter((mark) => random.chance(mark === 'step-free' ? 0.8 : 0.35))
}
