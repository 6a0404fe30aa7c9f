import type { OpeningHours } from '@yika/core/bank/outlet.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const span = /^([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-–—至]\s*([01]?\d|2[0-3])[:：]([0-5]\d)$/

/** The hours of each weekday as one writes them: `09:00-12:00, 13:00-17:00`; empty where it is closed. */
export function hoursText(hours: readonly OpeningHours[]): readonly string[] {
  return weekdays.map((day) =>
    hours
      .filter(({ weekday }) => weekday === day)
      .map(({ from, to }) => `${from}-${to}`)
      .toSorted()
      .join(', '),
  )
}

/** Undefined where the text of a day is no hours. */
export function hoursOfDay(weekday: OpeningHours['weekday'], text: string): readonly OpeningHours[] | undefined {
  const parts = text.split(/[,，;；、]/).map((part) => part.trim())
  const spans: OpeningHours[] = []
  for (const part of parts.filter((one) => one !== '')) {
    const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = span.exec(part) ?? []
    const from = `${fromHour.padStart(2, '0')}:${fromMinute}`
    const to = `${toHour.padStart(2, '0')}:${toMinute}`
    if (fromMinute === '' || to <= from) return undefined
    spans.push({ weekday, from, to })
  }
  return spans
}
