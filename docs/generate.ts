import { spawnSync } from 'node:child_process'

/** Everything that is drawn from the code and checked in. With `--check` nothing is written and a difference fails. */
const generators = [
  'regulation/coverage.ts',
  'docs/draw-rights.ts',
  'docs/draw-states.ts',
  'server/src/kernel/database/schema-dump.ts',
]

const mode = process.argv.includes('--check') ? '--check' : '--write'
const failed = generators.filter((file) => spawnSync(process.execPath, [file, mode], { stdio: 'inherit' }).status !== 0)
process.exitCode = failed.length === 0 ? 0 : 1
