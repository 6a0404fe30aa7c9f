import { parseArgs } from 'node:util'
import type { Actor } from '@yika/core/access/actor.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { connect, type Database } from '@yika/server/kernel/database/database.ts'
import type { Platform } from '@yika/server/platform.ts'
import { randomOf } from '@yika/server/sample/random.ts'
import { cardExpression, cloneCity, clonedPerson, personExpression } from './cloned-city.ts'
import { drive } from './drive.ts'
import { environmentOf } from './environment.ts'
import { againstPeer, type Check, type Report } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const officer: Actor = { id: 'growth-officer', role: 'bureau-officer', organisationId: 'human-resources' }
const inFlight = 128
const warmUpShare = 0.3

/**
 * What a command costs in a small city and, in the same run, after the city has grown: loss reports on cards drawn from all
 * over it, each used once. Nothing that a command does may depend on how many people there are.
 */
export function growth(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      small: { type: 'string', default: '220000' },
      large: { type: 'string', default: '2200000' },
      seconds: { type: 'string', default: '10' },
      json: { type: 'boolean' },
    },
  })
  const [small, large, seconds] = [Number(values.small), Number(values.large), Number(values.seconds)]
  return withTemporaryPlatform(async (platform) => {
    const cards = untouchedCards()
    const checks: Check[] = []
    await grow(platform, 1, small)
    const before = await microseconds(platform, () => cards.draw(small), seconds, checks, small)
    await grow(platform, small + 1, large)
    const after = await microseconds(platform, () => cards.draw(large), seconds, checks, large)
    const environment = await environmentOf(platform.db)
    checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
    return {
      name: 'growth',
      environment,
      valid: checks.every(({ ok }) => ok),
      checks,
      results: [
        againstPeer(
          `a loss report among ${large} people, ${inFlight} in flight`,
          after,
          'µs',
          { name: `the same among ${small} people`, value: before },
          { atMost: 1.2 },
        ),
      ],
    }
  })
}

/** Ends with a checkpoint, so that the writing of the city is not paid for by the commands. */
async function grow({ executor, ownerUrl }: Platform, from: number, to: number): Promise<void> {
  await cloneCity(executor, ownerUrl, from, to)
  const owner = connect(ownerUrl, { connections: 1 })
  await cloneHistory(owner, from, to)
  await owner`vacuum (analyze) person, card, event, audit_entry`
  await owner`checkpoint`
  await owner.end()
}

/**
 * Each person of the city has a history, into whose indexes the commands write: the events and audit rows of the template,
 * without what stands in them.
 */
async function cloneHistory(owner: Database, from: number, to: number): Promise<void> {
  const person = personExpression.replace(':n', 'n')
  const card = cardExpression.replace(':n', 'n')
  await owner.unsafe(`
    with template as (select e.* from event e join card c using (person_id) where c.version = 1)
    insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
    select ${person}::uuid, stream, case stream when 'card' then ${card} else ${person} end, version, name, '{}', at,
      gen_random_uuid(), rules
    from template, generate_series(${from}, ${to}) as n`)
  await owner.unsafe(`
    with template as (select a.* from audit_entry a join card c using (person_id) where c.version = 1)
    insert into audit_entry (person_id, entry_id, at, actor_id, actor_role, organisation_id, operation, article, outcome,
      fields, command_id)
    select ${person}::uuid, gen_random_uuid(), at, actor_id, actor_role, organisation_id, operation, article, outcome,
      fields, gen_random_uuid()
    from template, generate_series(${from}, ${to}) as n`)
}

/** Numbers of people all over the city, none twice, the same in every run. */
function untouchedCards(): { draw(people: number): number } {
  const random = randomOf(1)
  const touched = new Set<number>()
  return {
    draw(people) {
      if (touched.size > people * 0.9) throw new Error(`${people} people are too few for this run`)
      for (;;) {
        const number = random.between(1, people)
        if (touched.has(number)) continue
        touched.add(number)
        return number
      }
    },
  }
}

/** What one command takes when many are under way: time of the run by commands acknowledged. */
async function microseconds(
  { executor, db }: Platform,
  draw: () => number,
  seconds: number,
  checks: Check[],
  people: number,
): Promise<number> {
  const report = async (): Promise<void> => {
    const n = draw()
    const input = { ...clonedPerson(n), functions: 'social', kind: 'provisional', channel: 'hotline' }
    const outcome = await executor.execute(reportLoss, { actor: officer, key: `growth-${n}`, input })
    if (outcome.status === 'refused') throw new Error(`report-loss refused: ${outcome.code}`)
  }
  const count = async (): Promise<number> => {
    const [row] = await db<{ reports: number }[]>`
      select count(*) as reports from event where name = 'social-loss-reported'`
    return row?.reports ?? 0
  }
  await drive(inFlight, seconds * warmUpShare, report)
  const earlier = await count()
  const run = await drive(inFlight, seconds, report)
  checks.push({
    name: `${people} people: events written = ${run.acknowledged} acknowledged`,
    ok: (await count()) - earlier === run.acknowledged,
  })
  return (run.seconds * 1_000_000) / run.acknowledged
}
