import { parseArgs } from 'node:util'
import { middlewarePort, startReaderMiddleware } from '@yika/chip/node/reader-middleware.ts'
import { counterCardMaker } from '../../simulator/counter-card-maker.ts'
import { type CliCommand, UsageError } from '../cli-command.ts'
import { openDriver, openStation, readerHelp, readerOptions } from './open-driver.ts'

const help = `yika reader --origin URL [options]

Lets a page in the browser of this machine use the reader beside it: a WebSocket on the loopback address that speaks the functions of
the ministry's driver (iReadCardBas and the others) as JSON. Only pages of the listed origins are let in, and only after the clerk has
typed the pairing code that is printed here; Enter makes a new code. Ctrl-C ends it.

  --origin URL       a page's origin, as browsers write it: https://counter.example; may be given again
  --station PATTERN  the reader in which blanks are written for instant issue; without one no card is made here
  --port N           where pages look for it (default ${middlewarePort})
${readerHelp}

Exit codes: 0 ended, 1 it could not go on, 2 wrong use, no reader, or the port is taken.`

export const readerCommand: CliCommand = {
  help,
  async run(args) {
    const values = readArguments(args)
    const { driver, close } = await openDriver(values)
    const station = await openStation(values.station).catch(async (error: unknown) => {
      await close()
      throw error
    })
    try {
      const { origin, port } = values
      const cardMaker = counterCardMaker({ take: async () => station })
      const report = (error: unknown) => console.error(error)
      const middleware = await startReaderMiddleware({
        ...{ driver, origins: origin, port, onFault: report },
        ...(station === undefined ? {} : { cardMaker }),
      }).catch((error) => {
        throw new UsageError(`the port ${port} cannot be used: ${(error as Error).message}`)
      })
      console.log(`Pages of ${origin.join(', ')} reach the reader at ${middleware.url}`)
      console.log(`Pairing code 配对码: ${middleware.pairingToken}`)
      process.stdin.on('data', () => console.log(`Pairing code 配对码: ${middleware.renewPairing()}`))
      await askedToEnd()
      process.stdin.pause()
      await middleware.close()
      return 0
    } finally {
      await station?.close()
      await close()
    }
  },
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function readArguments(args: readonly string[]) {
  const values = parsed(args)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port must be 0 to 65535')
  if (values.origin === undefined) throw new UsageError(`--origin is needed\n\n${help}`)
  const wrong = values.origin.find((one) => !URL.canParse(one) || new URL(one).origin !== one)
  if (wrong !== undefined) throw new UsageError(`--origin ${wrong} is no origin; for instance http://127.0.0.1:8080`)
  return { ...values, origin: values.origin, port, psam: values.psam, station: values.station }
}

function parsed(args: readonly string[]) {
  try {
    const options = {
      ...readerOptions,
      origin: { type: 'string', multiple: true },
      station: { type: 'string' },
      port: { type: 'string', default: String(middlewarePort) },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}
