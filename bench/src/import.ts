import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { residents } from '@yika/server/cli/import/residents.ts'
import { runImport } from '@yika/server/cli/import/run-import.ts'
import { sampleSeed } from '@yika/server/first-start.ts'
import type { Platform } from '@yika/server/platform.ts'
import { registration } from '@yika/server/sample/load-sample-city.ts'
import { sampleCity } from '@yika/server/sample/sample-city.ts'
import { copyAgain, withOwner } from './copy-again.ts'
import { environmentOf } from './environment.ts'
import { againstLimit, againstPeer, type Report } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const million = 1_000_000
const secondsPerMillion = 300

/** What a registered resident leaves in the books; the peer fills the same tables with the same bytes. */
const tables = ['person', 'person_index', 'event', 'audit_entry', 'command_answer'] as const

/**
 * `yika import residents` against COPY of the very rows it wrote: through the rules, the ciphers and the look-up, with an
 * event, an audit row and an answer for every line, against bytes that are ready.
 */
export function importing(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string', default: '100000' }, json: { type: 'boolean' } },
  })
  const rows = Number(values.rows)
  return withTemporaryPlatform(async (platform, directory) => {
    const file = path.join(directory, 'residents.csv')
    await pipeline(Readable.from(lines(rows)), createWriteStream(file))
    await withOwner(platform.ownerUrl, (owner) => owner`checkpoint`)
    const began = performance.now()
    const summary = await runImport({
      file,
      kind: residents(platform, { dryRun: false, consentVersion: undefined }),
      hash: (data) => platform.custodian.suite.hash(data),
      dryRun: false,
      restart: false,
      signal: new AbortController().signal,
      show: () => {},
    })
    const seconds = (performance.now() - began) / 1000
    const written = await counts(platform)
    const copySeconds = await copyAgain(platform.ownerUrl, directory, tables)
    const copied = await counts(platform)
    const environment = await environmentOf(platform.db)
    const checks = [
      { name: 'fsync on', ok: environment['fsync'] === 'on' },
      { name: `${rows} lines taken, none refused`, ok: summary.taken === rows && summary.faults === 0 },
      ...(['persons', 'events', 'audits', 'answers'] as const).map((what) => ({
        name: `${what} written = ${rows} lines`,
        ok: written[what] === rows,
      })),
      { name: 'the peer wrote the same rows', ok: JSON.stringify(copied) === JSON.stringify(written) },
    ]
    return {
      name: 'import',
      environment,
      valid: checks.every(({ ok }) => ok),
      checks,
      results: [
        againstPeer(
          `residents imported, file of ${rows}`,
          rows / seconds,
          'lines/s',
          { name: 'COPY of the same rows', value: rows / copySeconds },
          { atLeast: 0.25 },
        ),
        againstLimit(`a million lines, extrapolated from ${rows}`, (seconds * million) / rows, 's', secondsPerMillion),
      ],
    }
  })
}

const columns = [
  ...['kind', 'name', 'identityNumber', 'documentNumber', 'sex', 'birthOn', 'ethnicGroup', 'nationality'],
  ...['district', 'issuingArea', 'phone', 'address', 'source'],
]

/** The sample city as the register hands it over, people alone. */
function* lines(rows: number): Generator<string> {
  yield `${columns.join(',')}\r\n`
  for (const person of sampleCity({ people: rows, seed: sampleSeed }).persons()) {
    const words = registration(person)
    yield `${columns.map((column) => `"${(words[column] ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
  }
}

async function counts({ db }: Platform) {
  const [row] = await db<{ persons: number; events: number; audits: number; answers: number }[]>`
    select (select count(*) from person) as persons,
      (select count(*) from event where name = 'person-registered') as events,
      (select count(*) from audit_entry where operation = 'register-person') as audits,
      (select count(*) from command_answer where actor_id = 'import') as answers`
  return row ?? { persons: 0, events: 0, audits: 0, answers: 0 }
}
