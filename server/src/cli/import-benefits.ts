import { benefitColumns } from '@yika/core/settlement/benefit/benefit-columns.ts'
import { type CliCommand, UsageError } from './cli-command.ts'
import { benefits } from './import/benefits.ts'
import { exitCodes, importCommand } from './import/import-command.ts'

const help = `yika import benefits FILE --programme ID --period MONTH --reference NUMBER --count N --total YUAN [--dry-run] [--restart]

Brings in the lines of a batch of benefit payments: CSV (UTF-8 or GB18030; comma, semicolon or tab) or a workbook (.xlsx, first
sheet). The import opens the batch and sends its lines; nothing is paid by it: two people of the department close and approve the
batch, and it does not close unless count and total are those given here. The import can be stopped and run again.

  --programme ID      which benefit, as "benefit-programmes" names it: employee-pension, old-age-allowance …
  --period MONTH      the month that is paid, 2026-11
  --reference NUMBER  the department's own number of the batch
  --count N           how many lines the department has counted
  --total YUAN        what they come to, 1234567.89
  --dry-run           say which lines name nobody in the register, and change nothing
  --restart           begin at the first line again, though an earlier run can be taken up; taken lines stay taken once

Columns (a number and one of the amounts are needed):
${benefitColumns.map(({ name, headings }) => `  ${name.padEnd(16)} ${headings.join(', ')}`).join('\n')}

FILE.errors.csv holds line, column, code and remedy of what was not taken; FILE.progress.json how far an unfinished run came.

${exitCodes}`

const options = ['programme', 'period', 'reference', 'count', 'total'] as const

export const importBenefits: CliCommand = {
  help,
  run: (args) =>
    importCommand(
      args,
      help,
      (books, { dryRun, more }) => {
        const given = (name: (typeof options)[number], form: RegExp): string => {
          const value = more[name]
          if (value === undefined || !form.test(value))
            throw new UsageError(`--${name} is missing or wrong.\n\n${help}`)
          return value
        }
        const batch = {
          programmeId: given('programme', /^[a-z][a-z0-9-]{1,59}$/),
          period: given('period', /^20\d{2}-(0[1-9]|1[0-2])$/),
          reference: given('reference', /^[0-9A-Za-z][0-9A-Za-z_/.-]{0,59}$/),
          declaredCount: Number(given('count', /^[1-9]\d{0,6}$/)),
          declaredFen: Math.round(Number(given('total', /^\d{1,12}(\.\d{1,2})?$/)) * 100),
        }
        return benefits(books, { dryRun, batch, told: (batchId) => console.log(`Batch ${batchId}`) })
      },
      options,
    ),
}
