/** What may be billed through the card; where a rule publishes the amount, the bill must be of that amount (Article 12). */
export const feeKinds = {
  'resident-medical-contribution': {
    zh: '城乡居民医疗保险缴费',
    en: 'medical insurance of residents, contribution of a year',
    rule: 'fee.contribution.resident-medical',
  },
  'resident-pension-contribution': {
    zh: '城乡居民养老保险缴费',
    en: 'pension insurance of residents, contribution',
    rule: null,
  },
  'flexible-employment-contribution': {
    zh: '灵活就业人员社会保险缴费',
    en: 'social insurance of the self-employed, contribution',
    rule: null,
  },
  'card-reissue': { zh: '补换社会保障卡工本费', en: 'new social security card', rule: 'fee.reissue' },
  examination: { zh: '职业资格考试费', en: 'examination of a professional qualification', rule: null },
  tuition: { zh: '教育收费', en: 'tuition', rule: null },
  'public-service': { zh: '公共服务收费', en: 'public service', rule: null },
} as const satisfies Record<string, { zh: string; en: string; rule: string | null }>

export type FeeKind = keyof typeof feeKinds
export const feeKindNames = Object.keys(feeKinds) as readonly FeeKind[]
