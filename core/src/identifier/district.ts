/** The sixteen districts of Beijing, GB/T 2260. */
export const districts = {
  '110101': { zh: '东城区', en: 'Dongcheng' },
  '110102': { zh: '西城区', en: 'Xicheng' },
  '110105': { zh: '朝阳区', en: 'Chaoyang' },
  '110106': { zh: '丰台区', en: 'Fengtai' },
  '110107': { zh: '石景山区', en: 'Shijingshan' },
  '110108': { zh: '海淀区', en: 'Haidian' },
  '110109': { zh: '门头沟区', en: 'Mentougou' },
  '110111': { zh: '房山区', en: 'Fangshan' },
  '110112': { zh: '通州区', en: 'Tongzhou' },
  '110113': { zh: '顺义区', en: 'Shunyi' },
  '110114': { zh: '昌平区', en: 'Changping' },
  '110115': { zh: '大兴区', en: 'Daxing' },
  '110116': { zh: '怀柔区', en: 'Huairou' },
  '110117': { zh: '平谷区', en: 'Pinggu' },
  '110118': { zh: '密云区', en: 'Miyun' },
  '110119': { zh: '延庆区', en: 'Yanqing' },
} as const

export type DistrictCode = keyof typeof districts

/**
 * Codes that live on inside old identity numbers, with the district that followed.
 * NOTE: this list is not from an official publication and is unverified.
 */
export const abolishedDistricts: Readonly<Record<string, DistrictCode>> = {
  '110103': '110101',
  '110104': '110102',
  '110110': '110111',
  '110221': '110114',
  '110222': '110113',
  '110223': '110112',
  '110224': '110115',
  '110225': '110111',
  '110226': '110117',
  '110227': '110116',
  '110228': '110118',
  '110229': '110119',
}

/**
 * Areas that serve people like a district and have no code in GB/T 2260 (M3.4). The letters keep the code apart
 * from every present and future code of the standard.
 */
export const serviceAreas = {
  BDA: { zh: '北京经济技术开发区', en: 'Beijing Economic-Technological Development Area' },
} as const

export type ServiceAreaCode = keyof typeof serviceAreas

/** A district or a service area: where a person, an office or a request belongs (M3.2). */
export type District = DistrictCode | ServiceAreaCode

export const districtCodes: readonly District[] = [
  ...(Object.keys(districts) as DistrictCode[]),
  ...(Object.keys(serviceAreas) as ServiceAreaCode[]),
]

export function isDistrict(code: string): code is District {
  return Object.hasOwn(districts, code) || Object.hasOwn(serviceAreas, code)
}

export function districtName(code: District, language: 'zh' | 'en'): string {
  return code in districts ? districts[code as DistrictCode][language] : serviceAreas[code as ServiceAreaCode][language]
}
