import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { evolveRating, type Rating, type RatingEvent } from '@yika/core/service/rating.ts'
import * as schema from '@yika/core/service/schema.ts'
import { cardCommands } from '../src/card/commands.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { ratingCommands } from '../src/service/rating-commands.ts'
import { ratingQueries } from '../src/service/rating-queries.ts'
import { ratingsOfDay } from '../src/service/rating-store.ts'
import { callsOn } from './calls-on.ts'
import { clerk, enabledCard, givenCard, givenPerson, givenVisit, holderOf, officer } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => [...ratingCommands(parts), ...cardCommands(parts)],
    queries: ({ custodian }) => ratingQueries({ custodian, clock: () => kernel.now }),
    standing: loadStanding,
    policy: { 'loss.coupling': 'separate', 'guardian.required-under': 18 },
  },
)

type Rate = InputOf<typeof schema.rateService>

const { accepted, codeOf } = callsOn(kernel)

const rate = (personId: string, more: Partial<Rate> = {}): Rate => ({
  ...{ personId, operation: 'change-contact', score: 5 },
  ...more,
})
const auditor: Actor = { id: 'a-1', role: 'auditor', organisationId: 'audit' }
const inMonth = async (day: string, personId: string, more: Partial<Rate>) => {
  kernel.now = `${day}T02:00:00.000Z` as Instant
  await accepted(schema.rateService, holderOf(personId), rate(personId, more))
}

test('M12.7: a holder rates a service once a day, from home or at the counter, for themselves only', async () => {
  const personId = await givenPerson(kernel)
  const holder = holderOf(personId)
  const { ratingId } = await accepted(schema.rateService, holder, rate(personId))
  assert.equal(await codeOf(schema.rateService, holder, rate(personId, { score: 1 })), 'rated-today-already')
  assert.equal(await codeOf(schema.rateService, clerk, rate(personId)), 'visit-required')
  assert.equal(await codeOf(schema.rateService, holderOf(await givenPerson(kernel)), rate(personId)), 'not-permitted')
  await givenVisit(kernel, personId)
  await accepted(schema.rateService, clerk, rate(personId, { operation: 'unblock-pin' }))
  const states = await kernel.db.begin((tx) => ratingsOfDay(tx, [personId], '2026-11-23' as never))
  assert.deepEqual(
    [...states.values()].map(({ operation, officeId, chapter }) => [operation, officeId, chapter]).toSorted(),
    [
      ['change-contact', null, 'holder'],
      ['unblock-pin', 'office-1', 'card'],
    ],
  )
  const events = await kernel.db.begin((tx) => eventsOf(tx, personId, 'service-rating', ratingId))
  const folded = events.reduce(
    (one: Rating | undefined, { event, at }) => evolveRating(one, event as RatingEvent, at),
    undefined,
  )
  assert.deepEqual({ ...folded, version: 1 }, states.get(ratingId))
})

test('M12.7: of twenty ratings of one service sent at once, one counts', async () => {
  const personId = await givenPerson(kernel)
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => kernel.run(schema.rateService, holderOf(personId), rate(personId))),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'accepted').length, 1)
})

test('M12.7: the receipt leads to the office that served; nobody rates with the receipt of somebody else', async () => {
  const personId = await givenPerson(kernel)
  await givenVisit(kernel, personId)
  const card = await givenCard(kernel, personId, enabledCard())
  const loss = { personId, cardId: card.cardId, functions: 'social', kind: 'formal', channel: 'bank' } as const
  const { verification: receipt } = await accepted(reportLoss, clerk, loss)
  const other = await givenPerson(kernel)
  const mine = { operation: 'report-loss', receipt } as const
  assert.equal(await codeOf(schema.rateService, holderOf(other), rate(other, mine)), 'receipt-unknown')
  const wrong = rate(personId, { ...mine, receipt: `${receipt}A` })
  assert.equal(await codeOf(schema.rateService, holderOf(personId), wrong), 'receipt-unknown')
  const { ratingId } = await accepted(schema.rateService, holderOf(personId), rate(personId, mine))
  const states = await kernel.db.begin((tx) => ratingsOfDay(tx, [personId], '2026-11-23' as never))
  assert.equal(states.get(ratingId)?.officeId, 'office-1')
})

test('M12.7: the answers are measured per month, chapter and office, without words and without names', async () => {
  const began = kernel.now
  const persons = [await givenPerson(kernel), await givenPerson(kernel), await givenPerson(kernel)] as const
  await inMonth('2027-03-10', persons[0], { score: 5, words: '很好' })
  await inMonth('2027-03-11', persons[1], { score: 2 })
  await inMonth('2027-03-31', persons[2], { score: 3, operation: 'change-pin' })
  await inMonth('2027-04-01', persons[2], { score: 1 })
  await givenVisit(kernel, persons[2])
  await accepted(schema.rateService, clerk, rate(persons[2], { score: 4, operation: 'unblock-pin' }))
  const { ratings } = await accepted(schema.serviceRatings, officer, { from: '2027-03', to: '2027-04' })
  assert.deepEqual(
    ratings.map(({ month, chapter, count, average, scores }) => [month, chapter, count, average, scores]),
    [
      ['2027-04', 'card', 1, 4, [0, 0, 0, 1, 0]],
      ['2027-04', 'holder', 1, 1, [1, 0, 0, 0, 0]],
      ['2027-03', 'card', 1, 3, [0, 0, 1, 0, 0]],
      ['2027-03', 'holder', 2, 3.5, [0, 1, 0, 0, 1]],
    ],
  )
  const offices = await accepted(schema.serviceRatings, auditor, { to: '2027-04', byOffice: true })
  assert.deepEqual(
    offices.ratings.map(({ chapter, officeId }) => [chapter, officeId]),
    [
      ['card', 'office-1'],
      ['holder', null],
    ],
  )
  const year = await accepted(schema.serviceRatings, officer, { chapter: 'card' })
  assert.ok(year.ratings.every(({ chapter }) => chapter === 'card') && year.ratings.length >= 2)
  assert.ok(!JSON.stringify([ratings, offices, year]).includes('很好'))
  const elsewhere: Actor = { id: 'd-1', role: 'district-officer', organisationId: 'd', district: '110102' }
  assert.deepEqual(await accepted(schema.serviceRatings, elsewhere, { to: '2027-04' }), { ratings: [] })
  assert.equal(await codeOf(schema.serviceRatings, clerk, {}), 'not-permitted')
  assert.equal(await codeOf(schema.serviceRatings, holderOf(persons[0]), {}), 'not-permitted')
  kernel.now = began
})

test('M12.7, M11.4: words are read by officers of the bureau only, for a purpose, and each reading is on record', async () => {
  const began = kernel.now
  const [first, second] = [await givenPerson(kernel), await givenPerson(kernel)] as const
  await inMonth('2028-05-02', first, { words: '等了三小时', score: 1 })
  await inMonth('2028-05-03', second, { words: '服务周到' })
  await inMonth('2028-05-04', second, { score: 3 })
  const may = { month: '2028-05', purpose: 'supervision' } as const
  for (const actor of [auditor, clerk, holderOf(first)])
    assert.equal(await codeOf(schema.serviceRatingWords, actor, may), 'not-permitted')
  const page = await accepted(schema.serviceRatingWords, officer, { ...may, limit: 1 })
  assert.deepEqual(
    page.ratings.map(({ words, score }) => [words, score]),
    [['服务周到', 5]],
  )
  const rest = await accepted(schema.serviceRatingWords, officer, { ...may, after: page.next ?? '' })
  assert.deepEqual(
    rest.ratings.map(({ words }) => words),
    ['等了三小时'],
  )
  assert.ok(!JSON.stringify([page, rest]).includes(first))
  const audit = await kernel.db`
    select person_id, purpose from audit_entry where operation = 'service-rating-words' and outcome = 'read'`
  assert.deepEqual(
    audit.map((row) => [row['personId'], row['purpose']]),
    [
      [second, 'supervision'],
      [first, 'supervision'],
    ],
  )
  for (const table of ['service_rating', 'event', 'command_answer', 'audit_entry']) {
    const rows = await kernel.db.unsafe(`select row_to_json(t)::text as text from ${table} t`)
    assert.ok(!rows.some((row) => String(row['text']).includes('三小时')), table)
  }
  kernel.now = began
})
