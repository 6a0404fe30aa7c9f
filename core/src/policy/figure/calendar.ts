import { workingDayData } from '../../calendar/working-day-data.ts'
import type { PolicyFigure } from '../policy-figure.ts'

const { '2025': year2025, '2026': year2026 } = workingDayData

/** Article 12: which days are worked. One value holds all years that are announced; a new year is a new version of it. */
export const calendarFigures = {
  'calendar.working-days': {
    kind: 'text',
    format: 'working-day-calendar',
    title: { zh: '工作日历（国务院节假日安排）', en: 'Working-day calendar (State Council arrangements)' },
    owner: 'card-office',
    legal: 'Measures art. 12',
    first: [
      {
        value: JSON.stringify({ '2025': year2025 }),
        from: '2024-11-12',
        verified: true,
        source: year2025.source,
      },
      {
        value: JSON.stringify({ '2025': year2025, '2026': year2026 }),
        from: '2025-11-04',
        verified: true,
        source: year2026.source,
      },
    ],
  },
} as const satisfies Record<string, PolicyFigure>
