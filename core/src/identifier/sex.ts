/** GB/T 2261.1. */
export const sexes = {
  '0': { zh: '未知', en: 'unknown' },
  '1': { zh: '男', en: 'male' },
  '2': { zh: '女', en: 'female' },
  '9': { zh: '未说明', en: 'not stated' },
} as const

export type Sex = keyof typeof sexes
