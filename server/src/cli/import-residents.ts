import { residentColumns } from '@yika/core/holder/import/resident-line.ts'
import type { CliCommand } from './cli-command.ts'
import { exitCodes, importCommand } from './import/import-command.ts'
import { residents } from './import/residents.ts'

const help = `yika import residents FILE [--dry-run] [--restart] [--consent VERSION]

Registers the people of a table: CSV (UTF-8 or GB18030; comma, semicolon or tab) or a workbook (.xlsx, first sheet), headings
in Chinese or English. Every line goes through the same rules as a registration at a counter; a line that a rule refuses costs
only itself. The import can be stopped and run again: it goes on where it stopped and takes no line twice.

  --dry-run           say what would be refused and change nothing
  --restart           begin at the first line again, though an earlier run can be taken up; taken lines stay taken once
  --consent VERSION   version of the consent text that guardians of children under fourteen have signed

Columns (name, district and a number are needed; a citizen also needs the ethnic group):
${residentColumns.map(({ name, headings }) => `  ${name.padEnd(16)} ${headings.join(', ')}`).join('\n')}

FILE.errors.csv holds line, column, code and remedy of what was not taken; FILE.progress.json how far an unfinished run came.

${exitCodes}`

export const importResidents: CliCommand = {
  help,
  run: (args) =>
    importCommand(args, help, (books, { dryRun, consent }) => residents(books, { dryRun, consentVersion: consent })),
}
