export type CsvCell = string | number | null | undefined

/** Characters with which a spreadsheet begins to calculate; what is only shown must not. */
const formula = /^[=+\-@\t\r]/

function cellOf(value: CsvCell): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const plain = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** RFC 4180, with the mark by which spreadsheets recognise UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
}
