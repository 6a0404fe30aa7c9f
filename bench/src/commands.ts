import { cloneCity } from './cloned-city.ts'
import { drive } from './drive.ts'
import { environmentOf } from './environment.ts'
import { agree, officer, peerScript, people, reportLossOf, rowCounts } from './loss-reports.ts'
import { pgbench } from './pgbench.ts'
import { againstPeer, type Check, type Report, type Result } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const seconds = 10

/**
 * Lifecycle commands through the kernel against pgbench running the very same statements as one transaction each, in
 * the same run: loss reports on cards that nobody has touched before, with everything on.
 */
export function commands(): Promise<Report> {
  return withTemporaryPlatform(async (platform) => {
    await cloneCity(platform.executor, platform.ownerUrl, 1, people)
    const script = await peerScript(platform)
    const results: Result[] = []
    const checks: Check[] = []
    let next = 1000
    for (const { inFlight, goal } of [
      { inFlight: 128, goal: 4 },
      { inFlight: 512, goal: 6 },
    ]) {
      const before = await rowCounts(platform, officer.id)
      const first = next
      const run = await drive(inFlight, seconds, (sequence) => reportLossOf(platform, first + sequence))
      next += run.acknowledged + 1
      checks.push(...agree(before, await rowCounts(platform, officer.id), run.acknowledged, `${inFlight} in flight`))
      const peer = await pgbench(platform.databaseUrl, script, { clients: 32, seconds })
      results.push(
        againstPeer(
          `loss reports through the kernel, ${inFlight} in flight`,
          run.acknowledged / run.seconds,
          'commands/s',
          { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
          { atLeast: goal },
        ),
      )
    }
    const environment = await environmentOf(platform.db)
    checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
    checks.push({ name: 'cards enough for the run', ok: next < people / 2 })
    return { name: 'commands', environment, valid: checks.every(({ ok }) => ok), checks, results }
  })
}
