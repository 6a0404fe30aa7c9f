import type { AccessibilityMark } from '@yika/core/bank/outlet.ts'

/** What helps at an outlet, as people ask for it. */
export const accessibilityWords = {
  'step-free': { zh: '无台阶', en: 'Step-free' },
  'accessible-toilet': { zh: '无障碍卫生间', en: 'Accessible toilet' },
  parking: { zh: '无障碍车位', en: 'Accessible parking' },
  'wheelchair-loan': { zh: '轮椅借用', en: 'Wheelchairs lent' },
  'sign-language': { zh: '手语服务', en: 'Sign language' },
  'hearing-loop': { zh: '听力辅助', en: 'Hearing loop' },
  braille: { zh: '盲文资料', en: 'Braille' },
  'large-type': { zh: '大字资料', en: 'Large print' },
  'home-visit': { zh: '上门服务', en: 'Home visits' },
} as const satisfies Record<AccessibilityMark, { zh: string; en: string }>
