import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Day, isDay } from '@yika/core/calendar/instant.ts'
import { sampleSeed } from '../first-start.ts'
import { type DayPlayed, playDay, yesterday } from '../simulator/day/play-day.ts'
import { type CliCommand, UsageError } from './cli-command.ts'
import { progressBar } from './import/progress-bar.ts'

const help = `yika day [--people N] [--url URL] [--date DAY] [--seed N] [--dir DIR]

Plays a day of the sample city against a running server on this machine: people ride, are treated, visit parks and libraries, lose cards;
gates are off line and tell late, twice and out of order; in the evening every institution lays its own list beside the office's. Nothing
is written past the public doors. Killed at any moment it is played on by the same words again, without a difference.

  --people N    the first so many people of the sample city (default 1000); those with a third-generation card go out
  --url URL     the server (default http://127.0.0.1:8080)
  --date DAY    the day on which people ride (default yesterday); what needs an answer at once happens now
  --seed N      another day of the same people (default 1)
  --dir DIR     journals of the terminals and counters of the chips (default "day" in YIKA_DATA_DIR or ./data)

Exit codes: 0 played and the books balance, 1 something differs, 2 wrong use.`

/** `yika day`. */
export const dayCommand: CliCommand = {
  help,
  async run(args) {
    const { people, url, date, seed, directory } = readArguments(args)
    const bar = progressBar(process.stderr, () => performance.now())
    const began = performance.now()
    const played = await playDay({
      ...{ baseUrl: url, people, citySeed: sampleSeed, seed, day: date, directory },
      progress: (share, count) => bar.show(share, count),
    })
    bar.end()
    const books = await booksAt(url)
    for (const line of inWords(played, (performance.now() - began) / 1000)) console.log(line)
    const problems = differences(played, books)
    for (const problem of problems) console.log(`✖ ${problem}`)
    if (problems.length === 0) console.log('✔ The books balance; nobody has a line that another has not.')
    return problems.length === 0 ? 0 : 1
  },
}

function inWords(
  { people, taps, desks, losses, topUps, allowances, compared, office }: DayPlayed,
  seconds: number,
): readonly string[] {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([code, count]) => `${count} ${code}`)
      .join(', ') || 'none'
  return [
    `${people} people, ${seconds.toFixed(0)} s`,
    `taps: ${taps.sent} told, ${taps.recorded} charged, ${taps.uncharged} not charged; refused: ${list(taps.refused)}`,
    `the office: ${office.taps} taps, fares of ${yuan(office.fares)}`,
    `desks: ${desks.allowed} times yes, ${desks.settled} bills settled, ${desks.reversed} taken back; no: ${list(desks.refused)}`,
    `losses: ${losses.reported} reported, ${losses.refusedAfterwards} refused at the next gate, the slowest after ${losses.slowestMs} ms`,
    `purses: ${topUps.made} topped up with ${yuan(topUps.fen)}`,
    `allowances: ${allowances.declared} declared, ${allowances.paid} paid, ${allowances.returned} returned, ${allowances.waiting} wait for an account, ${allowances.open} under way`,
    ...compared.map(({ institutionId, own, office: theirs }) => `${institutionId}: ${own} lines, the office ${theirs}`),
  ]
}

const yuan = (fen: number): string => `${(fen / 100).toFixed(2)} yuan`

interface Books {
  readonly trialBalance: { readonly sum: number }
  readonly exceptions: { readonly exceptions: readonly { readonly status: string }[] }
}

async function booksAt(url: string): Promise<Books> {
  const response = await fetch(new URL('/dev/books', url))
  if (!response.ok) throw new Error(`the books were not shown: ${response.status}`)
  return (await response.json()) as Books
}

/** What is not as it should be, each as a sentence. */
function differences({ taps, losses, allowances, compared, office }: DayPlayed, { trialBalance, exceptions }: Books) {
  const open = exceptions.exceptions.filter(({ status }) => status === 'open').length
  const told = taps.recorded + taps.uncharged
  return [
    ...(trialBalance.sum === 0 ? [] : [`the trial balance is ${trialBalance.sum} fen, not zero`]),
    ...(office.taps === told ? [] : [`the gates told ${told} taps, the office has ${office.taps}`]),
    ...compared
      .filter(({ differ }) => differ.length > 0)
      .map(({ institutionId, differ }) => `${institutionId}: ${differ.length} lines differ, first ${differ[0]}`),
    ...(allowances.agree ? [] : ['paid, returned and open allowances are not what was declared']),
    ...(allowances.open === 0 ? [] : [`${allowances.open} allowances are still with the banks`]),
    ...(losses.refusedAfterwards === losses.reported ? [] : ['a lost card opened a gate']),
    ...(open === 0 ? [] : [`${open} differences of the reconciliation are open`]),
  ]
}

function readArguments(args: readonly string[]) {
  const { values } = parsed(args)
  const date = values.date ?? yesterday(Date.now())
  if (!isDay(date)) throw new UsageError(`--date must be a day, 2026-11-22\n\n${help}`)
  const directory = values.dir ?? path.join(process.env['YIKA_DATA_DIR'] || './data', 'day')
  return {
    people: whole('people', values.people, 1, 50_000_000),
    url: values.url,
    date: date as Day,
    seed: whole('seed', values.seed, 0, 0x7fff_ffff),
    directory,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        people: { type: 'string', default: '1000' },
        url: { type: 'string', default: 'http://127.0.0.1:8080' },
        date: { type: 'string' },
        seed: { type: 'string', default: '1' },
        dir: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}`)
  return value
}
