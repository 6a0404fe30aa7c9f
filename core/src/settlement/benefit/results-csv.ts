import type { BenefitLine } from './line.ts'
import { wordsOf } from './result-words.ts'

const heading = '行号,金额（分）,状态,结果代码,原因,下一步,state,reason,尝试次数'

/** What came of every line, for the department's own books: line numbers, nobody's name. */
export function resultsCsv(lines: readonly BenefitLine[]): string {
  const rows = lines.map((line) => {
    const { state, reason, next } = wordsOf(line)
    const cells = [
      line.lineNumber,
      line.amount,
      state.zh,
      line.result ?? '',
      reason?.zh,
      next?.zh,
      state.en,
      reason?.en,
      line.tries,
    ]
    return cells.map((cell) => (/[",\r\n]/.test(String(cell)) ? `"${cell}"` : (cell ?? ''))).join(',')
  })
  return `${[heading, ...rows].join('\r\n')}\r\n`
}
