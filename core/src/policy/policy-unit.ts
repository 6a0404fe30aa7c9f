/** What a number of the rules counts. Singular and plural for the English guide; Chinese needs one form. */
export const policyUnits = {
  'calendar-days': { zh: '个自然日', one: 'calendar day', many: 'calendar days' },
  'working-days': { zh: '个工作日', one: 'working day', many: 'working days' },
  years: { zh: '年', one: 'year', many: 'years' },
  'years-of-age': { zh: '周岁', one: 'year of age', many: 'years of age' },
  months: { zh: '个月', one: 'month', many: 'months' },
  hours: { zh: '小时', one: 'hour', many: 'hours' },
  minutes: { zh: '分钟', one: 'minute', many: 'minutes' },
  seconds: { zh: '秒', one: 'second', many: 'seconds' },
  fen: { zh: '元', one: 'yuan', many: 'yuan' },
  percent: { zh: '%', one: '%', many: '%' },
  times: { zh: '次', one: 'time', many: 'times' },
  digits: { zh: '位', one: 'digit', many: 'digits' },
  persons: { zh: '人', one: 'person', many: 'persons' },
  cards: { zh: '张', one: 'card', many: 'cards' },
  banks: { zh: '家银行', one: 'bank', many: 'banks' },
  lines: { zh: '条', one: 'line', many: 'lines' },
  applications: { zh: '件', one: 'application', many: 'applications' },
  kilobytes: { zh: 'KB', one: 'KB', many: 'KB' },
  pixels: { zh: '像素', one: 'pixel', many: 'pixels' },
  kilometres: { zh: '公里', one: 'km', many: 'km' },
  none: { zh: '', one: '', many: '' },
} as const satisfies Record<string, { zh: string; one: string; many: string }>

export type PolicyUnit = keyof typeof policyUnits
