import { parseArgs } from 'node:util'
import { applyForCards } from './story/apply.ts'
import { gatherCast } from './story/cast.ts'
import { collectAndEnable } from './story/collect-and-enable.ts'
import { distributeCards } from './story/distribute.ts'
import { employerBatch } from './story/employer.ts'
import { exchangeAndCancel } from './story/exchange-and-cancel.ts'
import { activateAndSetPin } from './story/finance-and-pin.ts'
import { visitHospital } from './story/hospital-visit.ts'
import { importFiles } from './story/import-files.ts'
import { instantIssue } from './story/instant-issue.ts'
import { loseAndReplace } from './story/lose-and-replace.ts'
import { lostEverywhere } from './story/lost-everywhere.ts'
import { minorAndForeigner } from './story/minor-and-foreigner.ts'
import { createNarrator, StoryBroken } from './story/narrator.ts'
import { visitParkAndLibrary } from './story/park-and-library.ts'
import { payPension } from './story/pay-pension.ts'
import { samplePeople, storyPeople } from './story/people.ts'
import { produceCards } from './story/produce.ts'
import { publishCalendar } from './story/publish-calendar.ts'
import { purseFollows } from './story/purse-follows.ts'
import { lookIntoRegister } from './story/register.ts'
import { rideForAMonth, waitForMiddleOfMonth } from './story/ride-for-a-month.ts'
import { type RunningCity, startCity } from './story/running-city.ts'
import { createSignIn, demoAccountsIn } from './story/sign-in.ts'
import type { Stage } from './story/stage.ts'

/** The scenes in the order in which a card lives. */
const scenes: readonly ((stage: Stage) => Promise<void>)[] = [
  lookIntoRegister,
  applyForCards,
  produceCards,
  distributeCards,
  collectAndEnable,
  activateAndSetPin,
  rideForAMonth,
  visitHospital,
  payPension,
  visitParkAndLibrary,
  loseAndReplace,
  exchangeAndCancel,
  minorAndForeigner,
  instantIssue,
  employerBatch,
  lostEverywhere,
  purseFollows,
]

const { values: options } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, pcsc: { type: 'boolean', default: false } },
})
let interrupted = false
const interrupt = (): void => {
  interrupted = true
}

/** A story that is interrupted breaks at its next line, and cleans up behind itself like every other. */
function say(line: string): void {
  if (interrupted) throw new StoryBroken('interrupted')
  console.log(line)
}

/** One card's whole life, told through the public HTTP interface of a server that was started for it. */
async function play(city: RunningCity): Promise<void> {
  const began = performance.now()
  const story = createNarrator(() => city.url, say)
  await waitForMiddleOfMonth(city)
  await publishCalendar(city, story)
  const people = storyPeople()
  await city.whileDown(() => importFiles(city, story, people))
  const signIn = createSignIn(city.url, story, demoAccountsIn(city.lastWords()))
  const stage = { ...(await gatherCast(city, story, signIn, people)), pcsc: options.pcsc }
  for (const scene of scenes) await scene(stage)
  const { scenes: told, steps, refusals, points } = story.counts
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(
    `\n${told} scenes in ${seconds} s: ${steps} steps, ${refusals} refusals that were due, ${points} points, all passed.`,
  )
}

let city: RunningCity | undefined
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
// Whoever was reading may have gone: `npm run story | head`.
process.stdout.on('error', interrupt)
try {
  city = await startCity({ samplePeople, keep: options.keep })
  await play(city)
} catch (error) {
  process.exitCode = 1
  console.error(`\n✘ ${error instanceof StoryBroken ? error.message : (error as Error).stack}`)
  if (error instanceof StoryBroken && error.problem !== undefined)
    console.error(JSON.stringify(error.problem, undefined, 2))
  if (city !== undefined)
    console.error(
      `\nThe server's last words:\n${city
        .lastWords()
        .split(/ready after .*\n/)
        .at(-1)}`,
    )
} finally {
  const code = await city?.close()
  if (code !== 0 || interrupted) process.exitCode = interrupted ? 130 : 1
  if (options.keep && city !== undefined) console.log(`kept: ${city.folder}`)
  process.removeListener('SIGINT', interrupt)
  process.removeListener('SIGTERM', interrupt)
}
