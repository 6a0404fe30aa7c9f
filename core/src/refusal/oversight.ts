import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter oversight: figures and the audit log are asked for over a bounded time (Articles 1, 11). */
export const oversightRefusals = {
  'window-reversed': {
    status: 422,
    zh: '截止日 {to} 早于起始日 {from}。',
    en: 'The last day {to} lies before the first day {from}.',
    remedy: { zh: '请改正起止日期。', en: 'Correct the two days.' },
  },
  'window-too-long': {
    status: 422,
    zh: '一次最多查询 {most} 天。',
    en: 'At most {most} days are answered at once.',
    remedy: {
      zh: '请缩短时间范围，或分段查询；审计日志指定人员或经办人后可查更长时间。',
      en: 'Ask for fewer days, or in several parts; the audit log answers longer for one person or one actor.',
    },
  },
} as const satisfies Record<string, RefusalEntry>
