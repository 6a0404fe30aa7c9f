import { UsageError } from '../cli-command.ts'
import { dateStyles } from './date-styles.ts'
import type { RowGroup, SheetRow } from './sheet-row.ts'
import { attribute, xmlScanner } from './xml-scanner.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

const rowsMost = 1_048_576
const columnsMost = 256
const cellLengthMost = 32_767
const smallPartMost = 4 << 20
/** Shared texts have to lie in memory, since a cell may name any of them; a larger table comes as CSV. */
const sharedTextMost = 256 << 20
const sheetMost = 4_294_967_296

/** The rows of the first sheet of a workbook (ECMA-376), streamed. */
export async function* xlsxRows(file: string): AsyncGenerator<RowGroup> {
  const zip = await openZip(file)
  const { sheet, date1904 } = await firstSheet(file, zip)
  const shared = zip.has('xl/sharedStrings.xml') ? await sharedTexts(zip) : []
  const dates = zip.has('xl/styles.xml')
    ? dateStyles(await zip.text('xl/styles.xml', smallPartMost))
    : new Set<string>()
  const decoder = new TextDecoder('utf-8')
  let rows: SheetRow[] = []
  const scanner = sheetScanner(file, { shared, dates, date1904 }, (row) => void rows.push(row))
  const size = zip.sizeOf(sheet)
  let bytes = 0
  for await (const chunk of zip.stream(sheet, sheetMost)) {
    bytes += chunk.length
    scanner.write(decoder.decode(chunk, { stream: true }))
    if (rows.length === 0) continue
    yield { rows, share: bytes / size }
    rows = []
  }
}

async function firstSheet(file: string, zip: ZipArchive): Promise<{ sheet: string; date1904: boolean }> {
  if (!zip.has('xl/workbook.xml'))
    throw new UsageError(`${file} is a ZIP file but no workbook. Save the table as .xlsx or CSV.`)
  let relation: string | undefined
  let date1904 = false
  const workbook = xmlScanner({
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
      if (name === 'sheet') relation ??= attribute(attributes, '\\w+:id')
    },
    close() {},
    text() {},
  })
  workbook.write(await zip.text('xl/workbook.xml', smallPartMost))
  let target: string | undefined
  const relations = xmlScanner({
    open(name, attributes) {
      if (name === 'Relationship' && attribute(attributes, 'Id') === relation) target = attribute(attributes, 'Target')
    },
    close() {},
    text() {},
  })
  if (zip.has('xl/_rels/workbook.xml.rels'))
    relations.write(await zip.text('xl/_rels/workbook.xml.rels', smallPartMost))
  const sheet =
    target === undefined ? 'xl/worksheets/sheet1.xml' : target.startsWith('/') ? target.slice(1) : `xl/${target}`
  return { sheet, date1904 }
}

async function sharedTexts(zip: ZipArchive): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let reading = false
  let phonetic = false
  const scanner = xmlScanner({
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') reading = !phonetic
      else if (name === 'rPh') phonetic = true
    },
    close(name) {
      if (name === 'si') texts.push(text)
      else if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
    },
    text(piece) {
      if (reading) text += piece
    },
  })
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.stream('xl/sharedStrings.xml', sharedTextMost))
    scanner.write(decoder.decode(chunk, { stream: true }))
  return texts
}

/** What the cells of a sheet refer to. */
interface Workbook {
  readonly shared: readonly string[]
  /** Styles that show a number as a date. */
  readonly dates: ReadonlySet<string>
  readonly date1904: boolean
}

function sheetScanner(file: string, book: Workbook, collect: (row: SheetRow) => void): ReturnType<typeof xmlScanner> {
  const tooLarge = (what: string): UsageError =>
    new UsageError(`${file}: ${what}. Export the table as CSV and import that.`)
  let line = 0
  let count = 0
  let width = 0
  let cells: string[] = []
  let column = 0
  let kind = 'n'
  let style = ''
  let value = ''
  let reading = false
  let phonetic = false
  return xmlScanner({
    open(name, attributes) {
      switch (name) {
        case 'row':
          line = Number(attribute(attributes, 'r') ?? line + 1)
          cells = []
          column = 0
          break
        case 'c': {
          const place = attribute(attributes, 'r')
          if (place !== undefined) column = columnOf(place)
          if (column >= columnsMost) throw tooLarge(`row ${line} has more than ${columnsMost} columns`)
          kind = attribute(attributes, 't') ?? 'n'
          style = attribute(attributes, 's') ?? '0'
          value = ''
          break
        }
        case 'v':
        case 't':
          reading = !phonetic
          break
        case 'rPh':
          phonetic = true
          break
      }
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          reading = false
          break
        case 'rPh':
          phonetic = false
          break
        case 'c':
          while (cells.length < column) cells.push('')
          cells[column] = cellText(kind, style, value, book).trim()
          column += 1
          break
        case 'row':
          count += 1
          if (count > rowsMost) throw tooLarge(`it has more than ${rowsMost} rows`)
          if (cells.every((cell) => cell === '')) break
          // Sheets leave out empty cells at the end of a row; the heading says how wide the table is.
          width = width === 0 ? cells.length : width
          while (cells.length < width) cells.push('')
          collect({ line, cells })
          break
      }
    },
    text(piece) {
      if (!reading) return
      value += piece
      if (value.length > cellLengthMost)
        throw tooLarge(`row ${line} has a cell of more than ${cellLengthMost} characters`)
    },
  })
}

/** `AB12` → 27: letters count in base 26 from A = 1. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

/** Days are counted from here; in some workbooks from 1904-01-01. */
const zero1900 = Date.UTC(1899, 11, 30)
const zero1904 = Date.UTC(1904, 0, 1)
const msPerDay = 86_400_000
const daysMost = 2_958_465

function cellText(kind: string, style: string, value: string, { shared, dates, date1904 }: Workbook): string {
  switch (kind) {
    case 's':
      return shared[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return ''
    case 'n': {
      const days = Number(value)
      if (!dates.has(style) || value === '' || !(days >= 0 && days <= daysMost)) return value
      const zero = date1904 ? zero1904 : zero1900
      return new Date(zero + Math.floor(days) * msPerDay).toISOString().slice(0, 10)
    }
    default:
      return value
  }
}
