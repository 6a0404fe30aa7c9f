import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter bank: the catalogue of cooperating banks and their outlets (Article 7). */
export const bankRefusals = {
  'bank-not-in-catalogue': {
    status: 422,
    article: 7,
    zh: '{bank}在{day}不在合作银行目录内，不能办理新卡；已发的卡继续有效。',
    en: '{bank} is not in the catalogue of cooperating banks on {day}: no new card; cards it has issued keep working.',
    remedy: { zh: '请在公布的目录中另选一家银行。', en: 'Choose another bank from the published catalogue.' },
  },
  'bank-service-not-offered': {
    status: 422,
    article: 7,
    zh: '{bank}在{day}不提供“{service}”服务。',
    en: '{bank} does not offer the service “{service}” on {day}.',
    remedy: { zh: '请选择提供该服务的银行或其他渠道。', en: 'Choose a bank or a channel that offers it.' },
  },
  'bank-known': {
    status: 409,
    article: 7,
    zh: '联行号为 {cnaps} 的银行已在目录中。',
    en: 'The bank with the CNAPS code {cnaps} is in the catalogue already.',
    remedy: { zh: '请更改已有的记录。', en: 'Change the record that exists.' },
  },
  'cnaps-invalid': {
    status: 422,
    article: 7,
    zh: '联行号不正确（{fault}）。',
    en: 'The CNAPS code is not valid ({fault}).',
    remedy: { zh: '请核对十二位联行号。', en: 'Check the twelve digits.' },
  },
  'bank-withdrawn': {
    status: 409,
    article: 7,
    zh: '该银行已定于{day}退出目录。',
    en: 'The bank leaves the catalogue on {day} already.',
    remedy: { zh: '无需再次办理。', en: 'Nothing more needs to be done.' },
  },
  'bank-day-past': {
    status: 422,
    article: 7,
    zh: '日期不得早于{earliest}。',
    en: 'The day cannot be earlier than {earliest}.',
    remedy: { zh: '请选择更晚的日期。', en: 'Choose a later day.' },
  },
  'district-unknown': {
    status: 422,
    article: 3,
    zh: '没有代码为 {district} 的区或服务区域。',
    en: 'There is no district or service area {district}.',
    remedy: { zh: '请从区划清单中选择。', en: 'Choose one from the list of districts.' },
  },
  'outlet-outside-city': {
    status: 422,
    article: 3,
    zh: '网点坐标不在本市范围内。',
    en: 'The coordinates of the outlet lie outside the city.',
    remedy: { zh: '请核对经度和纬度。', en: 'Check longitude and latitude.' },
  },
  'outlet-hours-unfit': {
    status: 422,
    article: 12,
    zh: '营业时间第{position}段不正确：开始须早于结束，同日时段不得重叠。',
    en: 'Opening hours, entry {position}: it must start before it ends and not overlap another on the same day.',
    remedy: { zh: '请改正营业时间。', en: 'Correct the opening hours.' },
  },
  'outlet-closed': {
    status: 409,
    article: 7,
    zh: '该网点已于{day}停止服务。',
    en: 'The outlet closes or has closed on {day}.',
    remedy: { zh: '请选择其他网点。', en: 'Choose another outlet.' },
  },
} as const satisfies Record<string, RefusalEntry>
