import { ConfigInvalid, readConfig } from '../config.ts'
import { errorReport } from '../error-report.ts'
import { openFirstTime } from '../first-start.ts'
import { startServer } from '../server.ts'
import type { CliCommand } from './cli-command.ts'
import { UsageError } from './cli-command.ts'

const help = `yika serve

Starts the platform: the embedded PostgreSQL (or the server of DATABASE_URL), migrations, the API and its pages.
An empty database gets the sample city first (YIKA_SAMPLE_PEOPLE, 0 for none). Ctrl-C ends everything cleanly.
Settings come from the environment; \`yika doctor\` explains each.`

/** `yika serve` and `npm start`. */
export const serveCommand: CliCommand = {
  name: 'serve',
  summary: 'start the platform',
  help,
  async run() {
    const config = configOrUsage()
    const began = performance.now()
    const say = (line: string) => console.log(line)
    const report = errorReport(config.logLevel)
    const server = await startServer(config, report, (platform) => openFirstTime(platform, config, say))
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(`Yika 一卡 is ready after ${seconds} s: ${server.url}`)
    for (const [path, words] of addresses) say(`  ${`${server.url}${path}`.padEnd(40)} ${words}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    say('Ending …')
    await server.close()
    return 0
  },
}

const addresses = [
  ['/', 'first page'],
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
