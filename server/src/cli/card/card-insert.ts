import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { insertCardFile } from '@yika/chip/node/insert-card-file.ts'
import { FileInUse } from '@yika/chip/node/lock-file.ts'
import type { Inserted } from '@yika/chip/node/vpcd.ts'
import { cardFileIn } from '../../simulator/drawer.ts'
import { type CliCommand, UsageError } from '../cli-command.ts'
import { cardNumbersIn } from './card-list.ts'
import { cardsDirectory, configOrUsage } from './cards-directory.ts'
import { makePsam } from './make-psam.ts'

const help = `yika card insert CARDNUMBER [--cards DIR] [--host HOST] [--port N]
yika card insert --slot psam [--terminal NUMBER]

Puts a virtual card into a virtual PC/SC reader, where opensc-tool, pcsc_scan and every other PC/SC program sees it as a card of plastic.
The reader is started by chip/pcsc/up (Debian: pcscd, vsmartcard-vpcd, iproute2). The card stays in until Ctrl-C; what happened to it
(PIN tries, counters, written records) stays on it.

  CARDNUMBER         a card that a simulated factory has made; "yika card list" shows them
  --slot psam        instead of a card the security module of a terminal, with keys of the sample city; made when it is wanted first
  --terminal NUMBER  its terminal number, twelve digits (default 110000000001)
  --cards DIR        the drawer (default: "cards" in YIKA_DATA_DIR)
  --host, --port     where vpcd listens, if it was not started by chip/pcsc/up

Exit codes: 0 taken out by Ctrl-C, 1 the reader lost it, 2 wrong use, no such card, no reader, or the card lies in another reader.`

export const cardInsert: CliCommand = {
  help,
  async run(args) {
    const { number, slot, cards, terminal, address } = readArguments(args)
    const config = configOrUsage()
    const directory = cardsDirectory(cards, config)
    const name = slot === 'psam' ? `psam-${terminal}` : number
    const file = cardFileIn(directory, name)
    if (slot === 'psam' && !existsSync(file)) {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      await makePsam(file, terminal, config)
    }
    if (!existsSync(file)) throw new UsageError(missing(name, directory))
    const ending = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
    let lost: Error | undefined
    const inserted = await insertCardFile(file, {
      ...{ slot, ...address, signal: ending.signal },
      onRemoved(reason) {
        lost = reason
      },
    }).catch(unusable)
    console.log(
      `${name} lies in the ${slot === 'psam' ? 'second' : 'first'} slot of the virtual reader. Ctrl-C takes it out.`,
    )
    await inserted.removed
    if (lost === undefined) return 0
    console.error(`The reader lost the card: ${lost.message}`)
    return 1
  },
}

function missing(number: string, directory: string): string {
  const others = cardNumbersIn(directory)
  const near = others.length === 0 ? 'The drawer is empty' : `There are ${others.slice(0, 5).join(', ')} …`
  return `No virtual card ${number} lies in ${directory}. ${near}: cards come there as the simulated factory makes batches.`
}

function unusable(error: unknown): Promise<Inserted> {
  if (error instanceof FileInUse) throw new UsageError(error.message)
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || (error as Error).name === 'TimeoutError')
    throw new UsageError(
      `No virtual reader listens: ${(error as Error).message}. Start one with chip/pcsc/up (as root).`,
    )
  throw error
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parsed(args)
  const { slot, terminal, host, port } = values
  if (slot !== 'user' && slot !== 'psam') throw new UsageError(`--slot is user or psam\n\n${help}`)
  if (!/^\d{12}$/.test(terminal)) throw new UsageError('--terminal is a number of twelve digits')
  const [number = '', ...others] = positionals
  if (others.length > 0 || (slot === 'user') !== /^[0-9A-Z]{9}$/.test(number))
    throw new UsageError(`Name one card of nine characters, or --slot psam.\n\n${help}`)
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new UsageError('--port must be a number')
  const address = {
    ...(host === undefined ? {} : { host, namespace: null }),
    ...(port === undefined ? {} : { port: Number(port), namespace: null }),
  }
  return {
    number,
    slot,
    terminal,
    cards: values.cards === undefined ? undefined : path.resolve(values.cards),
    address,
  } as const
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        slot: { type: 'string', default: 'user' },
        terminal: { type: 'string', default: '110000000001' },
        cards: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}
