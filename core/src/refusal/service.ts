import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter service: the public guide (Article 12). */
export const serviceRefusals = {
  'guide-item-unknown': {
    status: 404,
    article: 12,
    zh: '办事指南中没有事项 {item}。',
    en: 'The service guide has no item {item}.',
    remedy: { zh: '请从指南目录中选择。', en: 'Choose an item from the guide.' },
  },
  'guide-figure-unknown': {
    status: 422,
    article: 12,
    zh: '指南引用了不存在的规则参数 {key}。',
    en: 'The guide refers to a rule that does not exist: {key}.',
    remedy: {
      zh: '数字须引用规则参数，请核对名称。',
      en: 'Every figure of the guide is a rule: check its name.',
    },
  },
  'rated-today-already': {
    status: 409,
    article: 12,
    zh: '今天已评价过这项服务。',
    en: 'This service was rated today already.',
    remedy: { zh: '谢谢，无需重复评价。', en: 'Thank you: once a day is enough.' },
  },
} as const satisfies Record<string, RefusalEntry>
