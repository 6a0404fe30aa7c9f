import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readMemoryHeader } from '@yika/chip/card/memory-header.ts'
import { type CliCommand, UsageError } from '../cli-command.ts'
import { cardsDirectory, configOrUsage } from './cards-directory.ts'

const help = `yika card list [--cards DIR]

Lists the virtual cards that a simulated factory has made: number, specification version, reset information, and whether the card lies
in a reader at the moment.

  --cards DIR   the drawer (default: "cards" in YIKA_DATA_DIR)

Exit codes: 0 listed, 2 wrong use.`

export const cardList: CliCommand = {
  help,
  async run(args) {
    const directory = cardsDirectory(named(args), configOrUsage())
    const numbers = cardNumbersIn(directory)
    for (const number of numbers) console.log(lineOf(directory, number))
    if (numbers.length === 0)
      console.log(
        `No virtual card lies in ${directory}. The simulated factory of the sample city puts them there as batches are made.`,
      )
    return 0
  },
}

const ending = '.card'

/** The numbers of the cards in a drawer, in their order. */
export function cardNumbersIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort()
}

function lineOf(directory: string, number: string): string {
  const file = path.join(directory, `${number}${ending}`)
  const header = readMemoryHeader(new Uint8Array(readFileSync(file)))
  const kind = header === undefined ? 'PSAM' : `${header.version}  ${header.historicalBytes.toHex().toUpperCase()}`
  return `${number}  ${kind}${existsSync(`${file}.lock`) ? '  in a reader' : ''}`
}

function named(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { cards: { type: 'string' } } }).values.cards
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}
