import type { CliCommand } from './cli-command.ts'
import { cardColumns, cards } from './import/cards.ts'
import { exitCodes, importCommand } from './import/import-command.ts'

const help = `yika import cards FILE [--dry-run] [--restart]

Brings in cards that were issued before, of all three generations, with their own dates and states (Article 18): CSV (UTF-8 or GB18030) or a
workbook (.xlsx, first sheet). Their holders must be in the register already. The import can be stopped and run again.

  --dry-run   say what would be refused and change nothing
  --restart   begin at the first line again, though an earlier run can be taken up; taken lines stay taken once

Columns (number, card number, both dates and the state of the social function are needed):
${cardColumns.map(({ name, headings }) => `  ${name.padEnd(24)} ${headings.join(', ')}`).join('\n')}

FILE.errors.csv holds line, column, code and remedy of what was not taken; FILE.progress.json how far an unfinished run came.

${exitCodes}`

export const importCards: CliCommand = {
  help,
  run: (args) => importCommand(args, help, (books, { dryRun }) => cards(books, { dryRun })),
}
