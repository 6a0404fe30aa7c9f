import type { Day } from '@yika/core/calendar/instant.ts'
import type { PolicyBook } from '@yika/core/policy/policy-reader.ts'
import { reportRules } from '../../policy/report-rules.ts'
import { type Finding, ok, warning } from './finding.ts'

/** The figures that no official text bears out, office by office, and a calendar that is due (M17.6). */
export function examineRules(book: PolicyBook, today: Day): Finding[] {
  const lines = reportRules(book, today)
  if (lines.length === 0) return [ok('Every figure of the rules names an official source, and the calendar reaches on')]
  return lines.map((line) =>
    warning(line, 'Compare with the official text, then propose a new version that names it ("propose-policy-value").'),
  )
}
