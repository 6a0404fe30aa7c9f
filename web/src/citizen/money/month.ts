import { useLanguage } from '../../ui/words.ts'

const zoneMs = 8 * 3_600_000
const monthLength = 'YYYY-MM'.length

/** The month of the city, `2026-11`. */
export function thisMonth(): string {
  return new Date(Date.now() + zoneMs).toISOString().slice(0, monthLength)
}

export function monthsFrom(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, monthLength)
}

/** `2026年11月`, `November 2026`. */
export function useMonthName(): (month: string) => string {
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  return (month) => format.format(new Date(`${month}-01`))
}
