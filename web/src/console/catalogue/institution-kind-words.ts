import type { InstitutionKind } from '@yika/core/service/institution.ts'

export const institutionKindWords = {
  hospital: { zh: '医疗机构', en: 'hospital' },
  pharmacy: { zh: '定点药店', en: 'pharmacy' },
  transit: { zh: '公共交通', en: 'transport operator' },
  park: { zh: '公园景区', en: 'park or sight' },
  library: { zh: '图书馆', en: 'library' },
  museum: { zh: '博物馆', en: 'museum' },
  'fee-office': { zh: '缴费单位', en: 'fee office' },
  'paying-office': { zh: '发放机构', en: 'paying office' },
  'service-hall': { zh: '服务大厅', en: 'service hall' },
  'credit-bureau': { zh: '信用服务机构', en: 'credit bureau' },
} as const satisfies Record<InstitutionKind, { zh: string; en: string }>
