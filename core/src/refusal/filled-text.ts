const cityOffsetMs = 8 * 3_600_000
const instantForm = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** A person reads the time of the city, `2026-12-03 23:26`, not the form of the wire. */
function sayable(value: string | number | undefined): string {
  if (typeof value !== 'string' || !instantForm.test(value)) return String(value ?? '—')
  return new Date(Date.parse(value) + cityOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}

/** `{name}` in a text is replaced by the detail of that name. */
export function filledText(text: string, detail: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => sayable(detail[name]))
}
