/**
 * Why personal data are read. Each purpose rests on a legal basis of the Personal Information Protection Law
 * and is written into the audit row of the read (Article 11).
 */
export const purposes = {
  'own-affairs': { basis: 'PIPL 44, 45', zh: '本人查询', en: 'the person reads their own data' },
  'counter-service': {
    basis: 'PIPL 13(3); Measures art. 7',
    zh: '窗口办理',
    en: 'service to the person at the counter',
  },
  application: { basis: 'PIPL 13(3); Measures art. 3, 7', zh: '申领审核', en: 'handling an application' },
  production: { basis: 'PIPL 13(3), 21; Measures art. 3, 6', zh: '制卡', en: 'making the card' },
  distribution: { basis: 'PIPL 13(3), 21; Measures art. 3', zh: '发放', en: 'handing the card out' },
  'card-use': { basis: 'PIPL 13(3); Measures art. 9, 14', zh: '用卡验证', en: 'a card is used and proves itself' },
  settlement: {
    basis: 'PIPL 13(3); Social Insurance Law 29',
    zh: '就医结算与缴费',
    en: 'medical settlement and payment of fees',
  },
  benefit: { basis: 'PIPL 13(3); Measures art. 2, 5', zh: '待遇发放', en: 'payment of benefits' },
  travel: { basis: 'PIPL 13(2), 13(3); Measures art. 5', zh: '交通出行', en: 'travel by metro and bus' },
  reconciliation: { basis: 'PIPL 13(3); Measures art. 13', zh: '对账', en: 'reconciliation of money' },
  'register-maintenance': {
    basis: 'PIPL 8, 13(3); Measures art. 10',
    zh: '登记维护',
    en: 'keeping the register correct',
  },
  supervision: { basis: 'PIPL 13(3), 54; Measures art. 11, 13', zh: '监督检查', en: 'supervision and audit' },
} as const satisfies Record<string, { basis: string; zh: string; en: string }>

export type Purpose = keyof typeof purposes
