import { useLanguage } from './words.ts'

const zone = 'Asia/Shanghai'

/** Instants and days as people read them, in the time of the city. */
export function useMoments(): { at(instant: string): string; on(day: string): string } {
  const language = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const atFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone: zone })
  const onFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return { at: (instant) => atFormat.format(new Date(instant)), on: (day) => onFormat.format(new Date(day)) }
}
