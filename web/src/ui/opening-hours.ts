interface Span {
  readonly weekday: number
  readonly from: string
  readonly to: string
}

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

/** Days in a row with the same hours become one line: 周一–周五 09:00–12:00、13:00–17:00. */
export function openingLines(spans: readonly Span[], language: 'zh' | 'en'): readonly string[] {
  const names = weekdays[language]
  const byDay = names.map((_, index) =>
    spans
      .filter(({ weekday }) => weekday === index + 1)
      .map(({ from, to }) => `${from}–${to}`)
      .toSorted()
      .join(language === 'zh' ? '、' : ', '),
  )
  const lines: string[] = []
  for (let first = 0; first < byDay.length; ) {
    const hours = byDay[first] ?? ''
    let last = first
    while (byDay[last + 1] === hours) last += 1
    const days = first === last ? names[first] : `${names[first]}–${names[last]}`
    if (hours !== '') lines.push(`${days} ${hours}`)
    first = last + 1
  }
  return lines
}
