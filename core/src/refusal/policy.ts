import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter policy: the rules themselves (Articles 17, 18). */
export const policyRefusals = {
  'working-days-unknown': {
    status: 503,
    article: 12,
    zh: '{year}年的节假日安排尚未公布，无法承诺办结日期。',
    en: 'The public holidays of {year} are not published yet, so no date can be promised.',
    remedy: {
      zh: '请由负责工作日历的部门发布该年度安排后再受理。',
      en: 'Ask the office that owns the working-day calendar to publish that year, then try again.',
    },
  },
  'policy-key-unknown': {
    status: 422,
    article: 17,
    zh: '没有名为 {key} 的规则参数。',
    en: 'There is no rule named {key}.',
    remedy: { zh: '请从规则清单中选择。', en: 'Choose one from the list of rules.' },
  },
  'policy-value-unfit': {
    status: 422,
    article: 17,
    zh: '{key} 的取值不符合要求：{reason}。',
    en: 'The value does not fit the rule {key}: {reason}.',
    remedy: { zh: '请按该参数的类型、单位和范围填写。', en: 'Give a value of the type, unit and range of this rule.' },
  },
  'policy-scope-unknown': {
    status: 422,
    article: 17,
    zh: '适用范围 {scope} 不存在，或该参数只能全市统一。',
    en: 'The scope {scope} does not exist, or this rule can only be set for the whole city.',
    remedy: { zh: '请选择全市、某区或某合作银行。', en: 'Choose the city, a district or a cooperating bank.' },
  },
  'policy-day-past': {
    status: 422,
    article: 17,
    zh: '生效日期须晚于今天（{today}），已生效的规则不能追溯更改。',
    en: 'A rule can start tomorrow at the earliest (today is {today}); what was in force cannot be changed afterwards.',
    remedy: { zh: '请选择今天以后的日期。', en: 'Choose a later day.' },
  },
  'policy-before-measures': {
    status: 422,
    article: 18,
    zh: '依据办法的规则不得早于{day}生效。',
    en: 'A rule that rests on the Measures cannot start before {day}.',
    remedy: { zh: '请改正生效日期，或注明此前的依据。', en: 'Correct the day, or name the older legal basis.' },
  },
  'policy-period-empty': {
    status: 422,
    article: 17,
    zh: '失效日期早于生效日期。',
    en: 'The rule would end before it starts.',
    remedy: { zh: '请改正日期。', en: 'Correct the days.' },
  },
  'policy-day-taken': {
    status: 409,
    article: 17,
    zh: '{key} 在 {day} 已有生效的取值。',
    en: 'Another value of {key} already starts on {day}.',
    remedy: { zh: '请选择另一个生效日期。', en: 'Choose another day.' },
  },
  'policy-proposal-closed': {
    status: 409,
    article: 17,
    zh: '该提议已经办结。',
    en: 'This proposal has been decided already.',
    remedy: { zh: '如仍需更改，请重新提议。', en: 'Make a new proposal if a change is still needed.' },
  },
  'interpretation-withdrawn': {
    status: 409,
    article: 17,
    zh: '该解释已于{day}撤回。',
    en: 'This interpretation was withdrawn on {day}.',
    remedy: { zh: '无需再次办理。', en: 'Nothing more needs to be done.' },
  },
  'policy-proposed-elsewhere': {
    status: 422,
    article: 12,
    zh: '办事指南的内容须按指南格式提议。',
    en: 'The text of the service guide is proposed as a guide item, not as a bare value.',
    remedy: { zh: '请使用“提议办事指南事项”。', en: 'Use “propose guide item”.' },
  },
} as const satisfies Record<string, RefusalEntry>
