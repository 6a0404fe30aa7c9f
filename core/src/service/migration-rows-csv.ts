import type { MigrationLine } from './holder-migration.ts'
import { migrationLineWords } from './service-words.ts'

export type RowOfFile = Pick<MigrationLine, 'position' | 'status' | 'refusal' | 'balanceFen'>

/** RFC 4180 with a mark of the byte order, so that spreadsheets read the Chinese. No person is in it: the department knows its positions. */
export function migrationRowsCsv(rows: readonly RowOfFile[]): string {
  const head = '行号 position,结果 result,说明 words,规则 refusal,余额(分) balance fen'
  const lines = rows.map(({ position, status, refusal, balanceFen }) =>
    [position, status, `"${migrationLineWords[status].zh}"`, refusal ?? '', balanceFen].join(','),
  )
  return `\uFEFF${[head, ...lines].join('\r\n')}\r\n`
}
