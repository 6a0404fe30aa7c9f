import type { RefusalCode, RefusalDetail } from '../../refusal/catalogue.ts'
import type { Heading, Line } from './column.ts'
import type { LineFault } from './import-fault.ts'

/** What a refusal of a rule says about a line: the column that the refusal names, or else the one given. */
export function outcomeFault(
  line: Line,
  outcome: { readonly code: RefusalCode; readonly detail: RefusalDetail },
  heading: Heading,
  column?: string,
): LineFault {
  return lineFault(line, outcome.code, heading, columnNamed(outcome.detail, heading) ?? column, outcome.detail)
}

export function lineFault(
  line: Line,
  code: LineFault['code'],
  heading: Heading,
  column?: string,
  detail: RefusalDetail = {},
): LineFault {
  const written = column === undefined ? null : (heading.written.get(column) ?? column)
  return { line: line.line, column: written, code, detail, value: null }
}

function columnNamed(detail: RefusalDetail, heading: Heading): string | undefined {
  return [detail['field'], detail['item']].find(
    (name): name is string => typeof name === 'string' && heading.written.has(name),
  )
}
