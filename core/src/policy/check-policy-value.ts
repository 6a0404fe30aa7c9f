import { workingDayCalendar } from '../calendar/working-day-calendar.ts'
import type { PolicyFigure } from './policy-figure.ts'
import type { PolicyUnit } from './policy-unit.ts'
import type { PolicyContent } from './policy-value.ts'
import { fareTable } from './table/fare-table.ts'
import { medicalTable } from './table/medical-table.ts'

/** What reads a table and throws a RangeError at the first thing that is wrong with it. */
const tableReaders = {
  'working-day-calendar': workingDayCalendar,
  'fare-table': fareTable,
  'medical-table': medicalTable,
} as const

/** What is wrong with a value for this figure, in a few words; undefined when it fits. */
export function unfitBecause(figure: PolicyFigure, value: PolicyContent): string | undefined {
  switch (figure.kind) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'yes or no'
    case 'number': {
      const fits = Number.isSafeInteger(value) && Number(value) >= figure.minimum && Number(value) <= figure.maximum
      return fits ? undefined : `${figure.minimum}–${figure.maximum}`
    }
    case 'text':
      return typeof value === 'string' ? unfitText(figure, value) : 'text'
  }
}

function unfitText(figure: Extract<PolicyFigure, { kind: 'text' }>, value: string): string | undefined {
  if ('oneOf' in figure) return Object.hasOwn(figure.oneOf, value) ? undefined : Object.keys(figure.oneOf).join(' / ')
  if ('pattern' in figure) return new RegExp(figure.pattern, 'u').test(value) ? undefined : figure.pattern
  // The guide checks its items against their schema before it proposes them.
  if (figure.format === 'guide-item') return undefined
  try {
    tableReaders[figure.format](value)
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

export function unitOf(figure: PolicyFigure): PolicyUnit {
  return figure.kind === 'number' ? figure.unit : 'none'
}
