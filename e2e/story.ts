import { parseArgs } from 'node:util'
import { applyForCards } from './story/apply.ts'
import { gatherCast } from './story/cast.ts'
import { collectAndEnable } from './story/collect-and-enable.ts'
import { distributeCards } from './story/distribute.ts'
import { employerBatch } from './story/employer.ts'
import { exchangeAndCancel } from './story/exchange-and-cancel.ts'
import { activateAndSetPin } from './story/finance-and-pin.ts'
import { importPeople } from './story/import.ts'
import { instantIssue } from './story/instant-issue.ts'
import { loseAndReplace } from './story/lose-and-replace.ts'
import { minorAndForeigner } from './story/minor-and-foreigner.ts'
import { createNarrator, StoryBroken } from './story/narrator.ts'
import { samplePeople } from './story/people.ts'
import { produceCards } from './story/produce.ts'
import { type RunningCity, startCity } from './story/running-city.ts'
import { createSignIn, demoAccountsIn } from './story/sign-in.ts'
import type { Stage } from './story/stage.ts'

/** The scenes in the order in which a card lives. */
const scenes: readonly ((stage: Stage) => Promise<void>)[] = [
  importPeople,
  applyForCards,
  produceCards,
  distributeCards,
  collectAndEnable,
  activateAndSetPin,
  loseAndReplace,
  exchangeAndCancel,
  minorAndForeigner,
  instantIssue,
  employerBatch,
]

const { values: options } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
const say = (line: string): void => console.log(line)

/** One card's whole life, told through the public HTTP interface of a server that was started for it. */
async function play(city: RunningCity): Promise<void> {
  const story = createNarrator(city.url, say)
  const signIn = createSignIn(city.url, story, demoAccountsIn(city.lastWords()))
  const began = performance.now()
  const stage = await gatherCast(city.url, story, signIn)
  for (const scene of scenes) await scene(stage)
  const { scenes: told, steps, refusals, points } = story.counts
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(
    `\n${told} scenes in ${seconds} s: ${steps} steps, ${refusals} refusals that were due, ${points} points, all passed.`,
  )
}

const city = await startCity({ samplePeople, keep: options.keep })
const stop = (): void => void city.close().then(() => process.exit(130))
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
try {
  await play(city)
} catch (error) {
  process.exitCode = 1
  console.error(`\n✘ ${error instanceof StoryBroken ? error.message : (error as Error).stack}`)
  if (error instanceof StoryBroken && error.problem !== undefined)
    console.error(JSON.stringify(error.problem, undefined, 2))
  console.error(`\nThe server's last words:\n${city.lastWords()}`)
} finally {
  const code = await city.close()
  if (code !== 0) {
    process.exitCode = 1
    console.error(`✘ the server ended with ${code}`)
  }
  if (options.keep) say(`kept: ${city.dataDirectory}`)
}
