import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { workingDayCalendar, type YearArrangement } from '@yika/core/calendar/working-day-calendar.ts'
import * as policy from '@yika/core/policy/schema.ts'
import { type Narrator, StoryBroken } from './narrator.ts'
import type { RunningCity } from './running-city.ts'
import { createSignIn, demoAccountsIn } from './sign-in.ts'

const key = 'calendar.working-days'
/** A promise of a few working days that crosses the long holidays ends within this time. */
const horizonDays = 31
const minutesPerDay = 24 * 60

/**
 * Articles 12 and 17: no day is promised in a year whose holidays nobody has published. On a day on which the story would
 * meet such a year, two persons publish one for it, marked unverified; a rule begins tomorrow, so the story does, too.
 */
export async function publishCalendar(city: RunningCity, story: Narrator): Promise<void> {
  story.scene('工作日历 Calendar: no day is promised in a year whose holidays are not published')
  const today = dayOf(instantOf(Date.now()))
  const { values } = await story.reads(policy.policyValues, { prefix: key })
  const [inForce] = values
  if (inForce === undefined) throw new StoryBroken('no working-day calendar is in force')
  const published = workingDayCalendar(String(inForce.value))
  const needed = new Set([today, addDays(today, horizonDays)].map((day) => Number(day.slice(0, 4))))
  const missing = [...needed].filter((year) => !published.has(year))
  if (missing.length === 0) {
    story.holds(`the working days of ${[...needed].join(' and ')} are published`, missing, [])
    return
  }
  const signIn = createSignIn(city.url, story, demoAccountsIn(city.lastWords()))
  const author = await signIn.demo('bureau-officer')
  const approver = await signIn.newStaff(await signIn.demo('security-administrator'), 'calendar officer', {
    userName: 'story-calendar',
    role: 'bureau-officer',
    organisationId: 'human-resources',
  })
  const arrangements = Object.fromEntries(missing.map((year) => [year, sampleArrangement(year)]))
  const { policyValueId } = await story.does(author, policy.proposePolicyValue, {
    key,
    scope: 'city',
    value: JSON.stringify({ ...JSON.parse(String(inForce.value)), ...arrangements }),
    effectiveFrom: addDays(today, 1),
    source: sampleSource,
    verified: false,
  })
  await story.isRefused(author, policy.approvePolicyValue, { policyValueId }, 'same-person-twice')
  await story.does(approver, policy.approvePolicyValue, { policyValueId })
  await city.liveLater(minutesPerDay)
  const { values: then } = await story.reads(policy.policyValues, { prefix: key })
  story.holds(
    `the working days of ${missing.join(' and ')} hold from tomorrow, as a sample; server and story set their clocks to it`,
    then.map(({ verified, source }) => [verified, source]),
    [[false, sampleSource]],
  )
}

const sampleSource = '样例，并非公告 a sample of the story: nobody has announced it'

/** The holidays with fixed days; those of the moon calendar are announced. */
function sampleArrangement(year: number): YearArrangement {
  const holidays = [`${year}-01-01`, `${year}-05-01/${year}-05-05`, `${year}-10-01/${year}-10-07`]
  return { source: sampleSource, holidays, workdays: [] }
}
