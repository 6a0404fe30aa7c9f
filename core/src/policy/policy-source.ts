/** Where first values come from, in words that a reader of the guide can follow. */
export const policySource = {
  notice2026: '2026年1月4日北京市第三代社会保障卡常态化申领通告 / Beijing notice of 2026-01-04, regular phase',
  notice2024: '京人社数据字〔2024〕133号 2024-10-30',
  batch4: '2025年7月31日第四批换发公告 / announcement of the fourth batch, 2025-07-31',
  press2025: '2025年新闻发布会 / press conference of 2025',
  cityGuide: '本市公开的办事指南 / public guide of this city',
  olderRules: '京人社保发〔2009〕152号时期的办理规定 / rules for earlier Beijing cards; the day in 2009 is not known',
  national: '全国性规范或公开的办事规则 / national specification or public procedure',
  elsewhere: '外省市做法，本市未经核实 / practice of other cities, not confirmed for Beijing',
  excerpt: '仅见于摘录，未经核实 / seen as an excerpt only, not confirmed',
  lawUnread: '法律条文，未核对原文 / a law whose text was not checked',
  unread: '一般了解，未查阅正式文件 / general knowledge, no official text was read',
  proposal: '平台建议值 / proposed by the platform, no official text',
} as const

/** The day on which the Measures took effect (Article 18). */
export const measuresInForce = '2022-10-01'
/** Start of the rules for earlier cards; only the year is known. */
export const olderRulesFrom = '2009-01-01'
export const olderRulesTo = '2022-09-30'
export const olderRulesLegal = '京人社保发〔2009〕152号'
