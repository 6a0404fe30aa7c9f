import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openPlatform } from '../platform.ts'
import { peopleMax } from '../sample/citizen-number.ts'
import { loadSampleCity } from '../sample/load-sample-city.ts'
import { type SampleCityOptions, sampleCity } from '../sample/sample-city.ts'
import { cardLines, residentLines } from '../sample/sample-files.ts'
import { samplePhoto } from '../sample/sample-photo.ts'
import { type CliCommand, UsageError } from './cli-command.ts'

const help = `yika sample [--people N] [--seed S] [--residents FILE] [--cards FILE] [--photos DIRECTORY]

A city that exists nowhere, the same for the same people and seed. Without a file it is loaded into the configured
database through the ordinary commands; loading again takes up where it was cut off.

  --people N             how many people, 1 to ${peopleMax} (default 10000)
  --seed S               which city, a whole number (default 1)
  --residents FILE       write the people as CSV for "yika import residents"
  --cards FILE           write the cards of the second generation as CSV for "yika import cards"
  --photos DIRECTORY     write a drawn photo for every person, 000000.jpg and on, by line of the residents

Exit codes: 0 done, 1 some commands were refused (listed by code), 2 wrong use.`

export const sampleCommand: CliCommand = {
  help,
  async run(args) {
    const { values } = readArguments(args)
    const options = { people: whole('people', values.people, peopleMax), seed: whole('seed', values.seed, 0x7fffffff) }
    const { residents, cards, photos } = values
    if (residents === undefined && cards === undefined && photos === undefined) return load(options)
    const city = sampleCity(options)
    if (residents !== undefined) await pipeline(Readable.from(residentLines(city)), createWriteStream(residents))
    if (cards !== undefined) await pipeline(Readable.from(cardLines(city)), createWriteStream(cards))
    if (photos !== undefined) await writePhotos(photos, options)
    return 0
  },
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        people: { type: 'string', default: '10000' },
        seed: { type: 'string', default: '1' },
        residents: { type: 'string' },
        cards: { type: 'string' },
        photos: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new UsageError(`--${name} must be a whole number from 1 to ${most}`)
  return value
}

async function load(options: SampleCityOptions): Promise<number> {
  const platform = await openPlatform({ ...readConfig(process.env), report: (error) => console.error(error) })
  try {
    const { personIds, refused, ...counts } = await loadSampleCity(platform, options, ({ loaded, people }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${loaded} of ${people} people`)
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    for (const [what, count] of Object.entries(counts)) console.log(`${what.padEnd(10)} ${count}`)
    for (const [code, count] of Object.entries(refused)) console.log(`refused    ${count} × ${code}`)
    return Object.keys(refused).length === 0 ? 0 : 1
  } finally {
    await platform.close()
  }
}

async function writePhotos(directory: string, { people, seed }: SampleCityOptions): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (let index = 0; index < people; index++)
    await writeFile(path.join(directory, `${String(index).padStart(6, '0')}.jpg`), await samplePhoto(index, seed))
}
