import path from 'node:path'
import { type Config, ConfigInvalid, readConfig } from '../config.ts'
import { errorReport } from '../error-report.ts'
import { canLiveAMonth, openFirstTime, sampleCitizen } from '../first-start.ts'
import { type RunningServer, startServer } from '../server.ts'
import { drawerIn } from '../simulator/drawer.ts'
import { playFirstMonth } from '../simulator/first-month.ts'
import { type Deed, deedLine } from '../simulator/play-round.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import type { CliCommand } from './cli-command.ts'
import { UsageError } from './cli-command.ts'

const help = `yika serve

Starts the platform: the embedded PostgreSQL (or the server of DATABASE_URL), migrations, the API and its pages.
An empty database gets the sample city first (YIKA_SAMPLE_PEOPLE, 0 for none). Ctrl-C ends everything in order: requests in
hand are answered, the database stops last. Settings come from the environment; "yika doctor" explains each.

Exit codes: 0 ended in order, 1 it could not start (the message says why), 2 a setting cannot be understood.`

/** `yika serve` and `npm start`. */
export const serveCommand: CliCommand = {
  help,
  async run() {
    const config = configOrUsage()
    const began = performance.now()
    const say = (line: string) => console.log(line)
    const report = errorReport(config.logLevel)
    let isSample = false
    const server = await startServer(config, report, async (platform) => {
      isSample = await openFirstTime(platform, config, say)
      return isSample
    })
    let simulator: Simulator | undefined
    try {
      if (isSample && config.simulate)
        simulator = await simulate(server, path.join(config.dataDirectory, 'cards'), say, report)
      // Before the word is out: whoever reads it may answer with a signal at once.
      const asked = askedToEnd()
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      say(`Yika 一卡 is ready after ${seconds} s: ${server.url}`)
      for (const [path, words] of addresses) say(`  ${`${server.url}${path}`.padEnd(40)} ${words}`)
      for (const line of server.platform.rulesInBrief()) say(line)
      if (simulator !== undefined) await liveFirstMonth(server.url, config, report)
      await asked
      say('Ending …')
    } finally {
      await simulator?.stop()
      await server.close()
    }
    return 0
  },
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Banks, certificate system and factory of the sample city, played through the same door as real ones. */
function simulate(
  { platform, url }: RunningServer,
  cards: string,
  say: (line: string) => void,
  report: (error: unknown) => void,
): Promise<Simulator> {
  const { db, executor } = platform
  say('Banks, certificate system and factory are simulated (YIKA_SIMULATE=no ends that).')
  const drawer = drawerIn(cards)
  const told = (deed: Deed) => say(`  simulated: ${deedLine(deed)}`)
  return startSimulator({ db, executor, baseUrl: url, drawer, told, report })
}

/** What the printed citizen has done with the card before anybody looks. */
async function liveFirstMonth(
  baseUrl: string,
  { dataDirectory, samplePeople }: Pick<Config, 'dataDirectory' | 'samplePeople'>,
  report: (error: unknown) => void,
): Promise<void> {
  const person = sampleCitizen(samplePeople)
  if (person === undefined || !canLiveAMonth(person)) return
  const directory = path.join(dataDirectory, 'day')
  await playFirstMonth({ baseUrl, directory, person }).catch(report)
}

const addresses = [
  ['/', 'for everybody: service guide, outlets'],
  ['/me', 'citizens'],
  ['/counter', 'bank and district counters'],
  ['/console', 'bureau and districts'],
  ['/docs', 'API reference'],
  ['/openapi.json', 'OpenAPI 3.1'],
  ['/dev/outbox', 'messages to citizens (this machine only)'],
] as const

function configOrUsage() {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigInvalid) throw new UsageError(error.message)
    throw error
  }
}
