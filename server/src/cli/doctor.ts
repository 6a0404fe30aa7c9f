import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import type { Config } from '../config.ts'
import { recordedCustody } from '../kernel/custody/custody-of-database.ts'
import { connect, type Database } from '../kernel/database/database.ts'
import { runningDatabase } from '../kernel/database/find-database.ts'
import { loadPolicy } from '../policy/store.ts'
import { type CliCommand, UsageError } from './cli-command.ts'
import { examineCustody } from './doctor/examine-custody.ts'
import { examineDatabase } from './doctor/examine-database.ts'
import { examineMachine } from './doctor/examine-machine.ts'
import { examineRules } from './doctor/examine-rules.ts'
import { type Finding, failed, unchecked } from './doctor/finding.ts'
import { examineSettings, settingLines } from './doctor/settings-report.ts'

const help = `yika doctor

Explains every setting and looks at what Yika stands on: Node.js, disk, clock, rights of the data and custody directories,
whether the keys open, the database, its durability and tables, and the rules: figures without an official source, years
without a calendar. It changes nothing and starts nothing; run it beside a running server to have the database looked at.

Each line is ok, warning, failed or unchecked, with what to do.
Exit codes: 0 nothing failed, 1 something failed, 2 wrong use.`

export const doctorCommand: CliCommand = {
  help,
  async run(args) {
    if (args.length > 0) throw new UsageError(`yika doctor takes no arguments.\n\n${help}`)
    console.log(`Settings\n${settingLines(process.env).join('\n')}\n\nFindings`)
    const findings = await examine(process.env, Date.now())
    for (const { state, what, remedy } of findings)
      console.log(`  ${state.padEnd(9)}  ${what}${remedy === undefined ? '' : `\n             → ${remedy}`}`)
    const count = Map.groupBy(findings, ({ state }) => state)
    const counted = (['ok', 'warning', 'failed', 'unchecked'] as const).map(
      (state) => `${count.get(state)?.length ?? 0} ${state}`,
    )
    console.log(`\n${counted.join(', ')}`)
    return count.has('failed') ? 1 : 0
  },
}

/** Everything that can be looked at, in the order in which a start needs it. */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): Promise<Finding[]> {
  const { findings, config } = examineSettings(environment)
  const inside = await examineInside(config, nowMs)
  return [...findings, ...examineMachine(config, nowMs), ...examineCustody(config, inside.custody), ...inside.findings]
}

interface Inside {
  readonly findings: readonly Finding[]
  /** The custody that the database names. */
  readonly custody: string | undefined
}

async function examineInside(config: Config, nowMs: number): Promise<Inside> {
  const running = await runningDatabase(config)
  if (running === undefined) {
    const remedy = 'Run the doctor while Yika runs: it starts no database of its own.'
    return {
      findings: [unchecked('The database is not running: its tables and the rules were not looked at.', remedy)],
      custody: undefined,
    }
  }
  const db = connect(running.ownerUrl, { connections: 1, applicationName: 'yika doctor', readOnly: true })
  try {
    const findings = await examineDatabase(db, nowMs)
    const begun = await has(db, 'custody')
    const ruled = await has(db, 'policy_value')
    return {
      findings: ruled
        ? [...findings, ...examineRules(policyBook(await loadPolicy(db)), dayOf(instantOf(nowMs)))]
        : findings,
      custody: begun ? await recordedCustody(db) : undefined,
    }
  } catch (error) {
    return {
      findings: [
        failed(
          `The database cannot be read: ${(error as Error).message || (error as { code?: string }).code}`,
          config.databaseUrl === undefined
            ? 'See postgres.log in the data directory.'
            : 'Check DATABASE_URL and its server.',
        ),
      ],
      custody: undefined,
    }
  } finally {
    await db.end({ timeout: 1 })
  }
}

async function has(db: Database, table: string): Promise<boolean> {
  const [row] = await db<{ has: boolean }[]>`select to_regclass(${table}) is not null as has`
  return row?.has === true
}
