import { benefits } from './benefits.ts'
import { chip } from './chip.ts'
import { commands } from './commands.ts'
import { decisions } from './decisions.ts'
import { eCard } from './e-card.ts'
import { endure } from './endure.ts'
import { growth } from './growth.ts'
import { http } from './http.ts'
import { importing } from './import.ts'
import { ledger } from './ledger.ts'
import { pace } from './pace.ts'
import { print, type Report } from './report.ts'
import { settlement } from './settlement.ts'
import { start } from './start.ts'
import { statuslist } from './statuslist.ts'

const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<Report>>> = {
  commands,
  settlement,
  http,
  endure,
  start,
  import: importing,
  growth,
  ledger,
  chip,
  decisions,
  pace,
  statuslist,
  'e-card': eCard,
  benefits,
}

const [name, ...options] = process.argv.slice(2)
const benchmark = name === undefined ? undefined : benchmarks[name]
if (benchmark === undefined || options.includes('--help')) {
  console.log(`npm run bench -- NAME [--json]\n\nNAME is one of: ${Object.keys(benchmarks).join(', ')}`)
  process.exitCode = name === undefined || options.includes('--help') ? 0 : 2
} else {
  const report = await benchmark(options)
  print(report, options.includes('--json'))
  process.exitCode = report.valid ? 0 : 1
}
