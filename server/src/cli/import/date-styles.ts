import { attribute, xmlScanner } from './xml-scanner.ts'

/** Formats that show a number as a date without being written out in the workbook (ECMA-376 part 1, 18.8.30). */
const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** Which cell styles (`s` of a cell) show their number as a date: only they tell a day from a count. */
export function dateStyles(stylesXml: string): ReadonlySet<string> {
  const ownDates = new Set<number>()
  const dates = new Set<string>()
  let inCells = false
  let style = 0
  const scanner = xmlScanner({
    open(name, attributes) {
      if (name === 'numFmt' && isDateFormat(attribute(attributes, 'formatCode') ?? ''))
        ownDates.add(Number(attribute(attributes, 'numFmtId')))
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const format = Number(attribute(attributes, 'numFmtId') ?? 0)
      if (builtIn.has(format) || ownDates.has(format)) dates.add(String(style))
      style += 1
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text() {},
  })
  scanner.write(stylesXml)
  return dates
}

/** A format with a year or a day in it, outside quoted words and bracketed colours. */
function isDateFormat(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}
