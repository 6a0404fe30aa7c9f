import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, watch } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { sampleSeed } from '../src/first-start.ts'
import { sampleCity } from '../src/sample/sample-city.ts'
import { dayPlaces } from '../src/simulator/day/day-places.ts'
import { type Doing, planPersonDay } from '../src/simulator/day/plan-day.ts'
import { yesterday } from '../src/simulator/day/play-day.ts'
import { type ServingCity, servingCity, yikaProcess } from './serving-city.ts'

const people = 400
const day = yesterday(Date.now())
const wanted: readonly ((doing: Doing) => boolean)[] = [
  ({ does }) => does === 'lose',
  ({ does }) => does === 'top-up',
  ({ does }) => does === 'library',
  (doing) => doing.does === 'clinic' && doing.reversed,
  (doing) => doing.does === 'metro' && doing.out === null,
]

/** The first seed under which on this day somebody does each of these things. */
function eventfulSeed(): number {
  const out = [...sampleCity({ people, seed: sampleSeed }).persons()].filter(
    ({ card }) => card?.social === 'enabled' && card.chip !== null,
  )
  for (let seed = 1; seed < 100_000; seed += 1) {
    const doings = out.flatMap((person) => planPersonDay(person, day, seed, dayPlaces).doings)
    if (wanted.every((one) => doings.some(one))) return seed
  }
  throw new Error('on no day all of this happens')
}

const seed = eventfulSeed()
const wordsFor = ({ url, directory }: ServingCity) => [
  ...['day', '--people', String(people), '--url', url, '--date', day, '--seed', String(seed)],
  ...['--dir', path.join(directory, 'day')],
]

/** All that the day says of itself but how long it took. */
function sums(said: string): readonly string[] {
  const lines = said
    .split('\n')
    .filter((line) => /^(taps|the office|desks|losses|purses|allowances|\S+-\d): /.test(line))
  return lines.map((line) => line.replace(/ the slowest after \d+ ms$/, ''))
}

/** Plays on until the terminals have written so many lines in all, and then the blow falls. */
async function playUntil(city: ServingCity, lines: number, blow: (kill: () => void) => Promise<void>) {
  const directory = path.join(city.directory, 'day')
  mkdirSync(directory, { recursive: true })
  const { child, over } = yikaProcess(wordsFor(city))
  const reached = new Promise<void>((resolve) => {
    const look = () => {
      if (linesIn(directory) < lines) return
      watcher.close()
      resolve()
    }
    const watcher = watch(directory, look)
    over.finally(() => watcher.close())
  })
  const ended = over.then(({ code, said }) => {
    throw new Error(`the day was over before ${lines} lines were written: ${code}\n${said}`)
  })
  ended.catch(() => {})
  await Promise.race([reached, ended])
  await blow(() => child.kill('SIGKILL'))
  return over
}

function linesIn(directory: string): number {
  try {
    return readFileSync(path.join(directory, `${day}-${seed}.journal`), 'utf8')
      .split('\n')
      .filter(Boolean).length
  } catch {
    return 0
  }
}

test('M13.3, M13.4: a day that is killed three times, and its server once, ends with the books of a day that was not', {
  timeout: 180_000,
}, async () => {
  const calm = await servingCity({ after }, people)
  const whole = await yikaProcess(wordsFor(calm)).over
  assert.equal(whole.code, 0, whole.said)
  const written = linesIn(path.join(calm.directory, 'day'))
  assert.ok(written > 40, `only ${written} lines: nothing much could be cut off`)

  const city = await servingCity({ after }, people)
  const cut = async (kill: () => void) => kill()
  for (const share of [0.1, 0.4]) {
    const { code } = await playUntil(city, Math.floor(written * share), cut)
    assert.equal(code, null, 'SIGKILL leaves no code')
  }
  const orphaned = await playUntil(city, Math.floor(written * 0.6), () => city.killAndRestart())
  assert.notEqual(orphaned.code, 0, 'a day without its server says so')
  await playUntil(city, Math.floor(written * 0.85), cut)
  const played = await yikaProcess(wordsFor(city)).over
  assert.equal(played.code, 0, played.said)
  assert.deepEqual(sums(played.said), sums(whole.said))
  assert.match(played.said, /^✔ The books balance/m)
  assert.match(sums(played.said).join('\n'), /^losses: [1-9]\d* reported, [1-9]/m)

  const again = await yikaProcess(wordsFor(city)).over
  assert.deepEqual([again.code, sums(again.said)], [0, sums(whole.said)], 'played once more nothing is added')
})
