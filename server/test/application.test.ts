import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { type Application, type ApplicationEvent, evolveApplication } from '@yika/core/application/application.ts'
import * as operations from '@yika/core/application/schema.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { applicationsByKeys } from '../src/application/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { nobody } from '../src/kernel/identifier.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import {
  applicationWorld,
  bankId,
  bureauOfficer,
  citizen,
  clerk,
  districtOfficer,
  employer,
  otherBankId,
  outletId,
} from './application-world.ts'
import { enabledCard, givenCard, givenVisit } from './given-card.ts'

const world = await applicationWorld({ after })
const { kernel } = world
const { run, db } = kernel

const day = (text: string): Instant => `${text}T02:00:00.000Z` as Instant
const start = kernel.now

function answerOf<Answer = Record<string, never>>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

function refusalOf(outcome: Outcome): string {
  assert.equal(outcome.status, 'refused', JSON.stringify(outcome))
  return (outcome as { code: string }).code
}

interface Applied {
  readonly applicationId: string
  readonly status: string
  readonly promisedOn: string | null
}

async function apply(personId: string, change: object = {}, actor: Actor = citizen(personId)): Promise<Applied> {
  return answerOf<Applied>(await run(operations.applyForCard, actor, world.wish(personId, change)))
}

async function stateOf(personId: string, applicationId: string): Promise<Application & { version: number }> {
  const found = (await applicationsByKeys(db, [{ personId, applicationId }])).get(applicationId)
  assert.ok(found !== undefined)
  return found
}

/** The row is the truth, and its events give the same value. */
async function assertFolds(personId: string, applicationId: string): Promise<void> {
  const events = await db.begin((tx) => eventsOf(tx, personId, 'application', applicationId))
  let state: Application | undefined
  for (const { event, at } of events) state = evolveApplication(state, event as ApplicationEvent, at)
  const { version, ...row } = await stateOf(personId, applicationId)
  assert.deepEqual(row, state)
  assert.equal(version, events.length)
}

const audited = (personId: string) =>
  db<{ operation: string; outcome: string; refusal: string | null }[]>`
    select operation, outcome, refusal from audit_entry where person_id = ${personId} order by entry_id`

test('M7.1, M8.8: an application that meets every check is accepted at once and promised for the thirtieth day', async () => {
  const personId = await world.person()
  const applied = await apply(personId)
  assert.equal(applied.status, 'accepted')
  assert.equal(applied.promisedOn, '2026-12-23')
  await assertFolds(personId, applied.applicationId)
  const rows = await audited(personId)
  assert.deepEqual(
    rows.map(({ operation, outcome }) => [operation, outcome]),
    [['apply-for-card', 'accepted']],
  )
  assert.ok(kernel.tasks.some(({ data }) => (data as { notice?: string }).notice === 'application-accepted'))
})

test('M17.4: the decision keeps which version of which rule it read', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  const [first] = await db.begin((tx) => eventsOf(tx, personId, 'application', applicationId))
  assert.ok(first?.rules.includes('sla.first-issue.online@1'))
  assert.ok(first?.rules.includes('guardian.required-under@1'))
})

test('M8.5: two hundred applications in the same instant give exactly one', async () => {
  const personId = await world.person()
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => run(operations.applyForCard, citizen(personId), world.wish(personId))),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'accepted').length, 1)
  assert.deepEqual(
    new Set(outcomes.filter(({ status }) => status === 'refused').map(refusalOf)),
    new Set(['application-open']),
  )
  const [row] = await db<{ count: number }[]>`select count(*) from application where person_id = ${personId}`
  assert.equal(row?.count, 1)
  const [audit] = await db<{ count: number }[]>`select count(*) from audit_entry where person_id = ${personId}`
  assert.equal(audit?.count, 200)
})

test('M8.5: the database itself lets no second open application in', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  await assert.rejects(
    db`insert into application
      select (jsonb_populate_record(application, jsonb_build_object('application_id', gen_random_uuid()))).*
      from application where application_id = ${applicationId}`,
    { constraint_name: 'application_open' },
  )
})

test('M7.1: a refusal names what is missing, leaves an audit row and nothing else', async () => {
  const personId = await world.person()
  const refusedWith = async (change: object) =>
    refusalOf(await run(operations.applyForCard, citizen(personId), world.wish(personId, change)))
  assert.equal(await refusedWith({ name: '李四' }), 'name-mismatch')
  assert.equal(await refusedWith({ bankId: '018f0000-0000-7000-8000-0000000000ff' }), 'bank-not-in-catalogue')
  assert.equal(await refusedWith({ bankId: otherBankId }), 'outlet-unfit')
  assert.equal(await refusedWith({ kind: 'reissue', reason: 'loss' }), 'reissue-needs-formal-loss')
  assert.equal(await refusedWith({ delivery: 'employer', outletId: undefined }), 'delivery-unfit')
  const deceased = await world.person({
    lifeStatus: 'death-reported',
    death: { deathOn: null, reportedBy: 'x', reportedAt: start, confirmedBy: null, statusBefore: 'alive' },
  } as Partial<Person>)
  assert.equal(
    refusalOf(await run(operations.applyForCard, citizen(deceased), world.wish(deceased))),
    'person-death-reported',
  )
  const [row] = await db<{ count: number }[]>`select count(*) from application where person_id = ${personId}`
  assert.equal(row?.count, 0)
  assert.equal((await audited(personId)).filter(({ outcome }) => outcome === 'refused').length, 5)
})

test('M8.7: without a ground the refusal names the offices and where to object', async () => {
  const personId = await world.person()
  await db`update ground set status = 'ended', ended_on = '2026-01-01', end_reason = 'left', ended_by = 'register' where person_id = ${personId}`
  const outcome = await run(operations.applyForCard, citizen(personId), world.wish(personId))
  assert.equal(refusalOf(outcome), 'ground-missing')
  assert.deepEqual((outcome as { detail: object }).detail, { offices: '市医疗保障局', hotline: '96066' })
})

test('M8.4, M11.1: nobody applies for somebody else; a clerk only for whoever stands at the counter and for the own bank', async () => {
  const personId = await world.person()
  const stranger = await world.person()
  assert.equal(refusalOf(await run(operations.applyForCard, citizen(stranger), world.wish(personId))), 'not-permitted')
  assert.equal(refusalOf(await run(operations.applyForCard, clerk, world.wish(personId))), 'visit-required')
  await givenVisit(kernel, personId, { officeId: outletId })
  const elsewhere = { ...clerk, bankId: otherBankId }
  assert.equal(refusalOf(await run(operations.applyForCard, elsewhere, world.wish(personId))), 'not-permitted')
  const { applicationId } = await apply(personId, {}, clerk)
  assert.equal((await stateOf(personId, applicationId)).channel, 'bank-counter')
})

test('M8.4: a minor is applied for by the guardian, with the consent that the age asks for', async () => {
  const child = await world.person({ birthOn: '2015-05-01' } as Partial<Person>)
  const guardian = await world.person()
  assert.equal(refusalOf(await run(operations.applyForCard, citizen(child), world.wish(child))), 'guardian-required')
  await givenVisit(kernel, child, { officeId: outletId, presenter: 'guardian', presenterId: guardian })
  assert.equal(refusalOf(await run(operations.applyForCard, clerk, world.wish(child))), 'guardian-consent-required')
  const { applicationId } = await apply(child, { guardianConsent: 'consent-2026-1' }, clerk)
  const state = await stateOf(child, applicationId)
  assert.deepEqual(state.applicant, { as: 'guardian', personId: guardian })
  assert.equal(state.guardianConsent, 'consent-2026-1')
  const key = { personId: child, applicationId }
  assert.equal(refusalOf(await run(operations.withdrawApplication, citizen(child), key)), 'guardian-required')
  const judgement = { ...key, reason: 'evidence-missing', remedy: 'supply-evidence' }
  answerOf(await run(operations.requestCorrection, districtOfficer, judgement))
  assert.equal(refusalOf(await run(operations.resubmitApplication, citizen(child), key)), 'guardian-required')
  answerOf(await run(operations.resubmitApplication, citizen(guardian), key))
  answerOf(await run(operations.withdrawApplication, citizen(guardian), key))
})

test('M7.6: an exchange keeps the old card and is promised in working days', async () => {
  const personId = await world.person()
  const card = await givenCard(kernel, personId, enabledCard())
  assert.equal(
    refusalOf(await run(operations.applyForCard, citizen(personId), world.wish(personId))),
    'first-issue-has-card',
  )
  const applied = await apply(personId, { kind: 'exchange', reason: 'damage' })
  assert.equal(applied.promisedOn, '2026-11-27')
  const state = await stateOf(personId, applied.applicationId)
  assert.equal(state.replaces, card.cardId)
  assert.equal(state.promise?.unit, 'working-day')
  const [row] = await db<{ social: string }[]>`select social from card where card_id = ${card.cardId}`
  assert.equal(row?.social, 'enabled')
})

test('M7.6, M12.4: what needs a human is reviewed: correction in words, corrected, accepted', async () => {
  const personId = await world.person()
  await givenCard(kernel, personId, [...enabledCard(), ['finance-activated', { visitId: personId, officeId: null }]])
  const wish = { kind: 'exchange', reason: 'bank-change', bankId: otherBankId, delivery: 'post', outletId: undefined }
  assert.equal(
    refusalOf(await run(operations.applyForCard, citizen(personId), world.wish(personId, wish))),
    'old-account-open',
  )
  const applied = await apply(personId, { ...wish, oldAccountClosed: true })
  assert.equal(applied.status, 'submitted')
  const { applicationId } = applied
  const key = { personId, applicationId }
  const judgement = { ...key, reason: 'evidence-missing', remedy: 'supply-evidence', words: '请上传销户回单' }

  const elsewhere = { ...districtOfficer, district: '110105' }
  assert.equal(refusalOf(await run(operations.acceptApplication, elsewhere, key)), 'not-permitted')
  const worklist = answerOf<{ applications: { applicationId: string; name: string }[] }>(
    await kernel.reader.read(operations.applicationsToReview, districtOfficer, { purpose: 'application' }),
  )
  assert.deepEqual(
    worklist.applications.map(({ applicationId: id, name }) => [id, name]),
    [[applicationId, '张*']],
  )

  answerOf(await run(operations.requestCorrection, districtOfficer, judgement))
  const told = answerOf<{ timeline: { trouble: { words: string; remedy: { en: string } } } }>(
    await kernel.reader.read(operations.application, citizen(personId), { ...key, purpose: 'own-affairs' }),
  )
  assert.equal(told.timeline.trouble.words, '请上传销户回单')
  assert.equal(refusalOf(await run(operations.acceptApplication, districtOfficer, key)), 'application-state')
  assert.equal(
    answerOf<{ status: string }>(await run(operations.resubmitApplication, citizen(personId), key)).status,
    'submitted',
  )
  answerOf(await run(operations.acceptApplication, districtOfficer, key))
  assert.equal((await stateOf(personId, applicationId)).promise?.promisedOn, '2026-11-27')
  await assertFolds(personId, applicationId)
})

test('M7.13, M11.2: the counter of another bank does not draw a returned application to itself', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId, { delivery: 'post', outletId: undefined })
  const key = { personId, applicationId }
  const judgement = { ...key, reason: 'evidence-missing', remedy: 'supply-evidence' }
  answerOf(await run(operations.requestCorrection, districtOfficer, judgement))
  const elsewhere: Actor = { ...clerk, id: 'clerk-2', organisationId: otherBankId, bankId: otherBankId }
  await givenVisit(kernel, personId, { officeId: outletId })
  const drawn = await run(operations.resubmitApplication, elsewhere, { ...key, bankId: otherBankId })
  assert.equal(refusalOf(drawn), 'not-permitted')
  answerOf(await run(operations.resubmitApplication, clerk, { ...key, bankId: otherBankId }))
})

test('M11.2: an application that another request of the batch loaded is not found under one’s own name', async () => {
  const [personId, stranger] = [await world.person(), await world.person()]
  const { applicationId } = await apply(personId, { delivery: 'post', outletId: undefined })
  const judgement = { personId, applicationId, reason: 'evidence-missing', remedy: 'supply-evidence' }
  answerOf(await run(operations.requestCorrection, districtOfficer, judgement))
  const outcomes = await kernel.executor.executeAll(operations.resubmitApplication, [
    { actor: citizen(stranger), key: 'batch-stranger', input: { personId: stranger, applicationId, delivery: 'post' } },
    { actor: citizen(personId), key: 'batch-holder', input: { personId, applicationId } },
  ])
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')),
    ['not-found', 'accepted'],
  )
})

test('M8.7, M3.1: an officer refuses with reason and remedy; a person withdraws and may apply again', async () => {
  const personId = await world.person()
  const first = await apply(personId)
  answerOf(
    await run(operations.withdrawApplication, citizen(personId), { personId, applicationId: first.applicationId }),
  )
  const second = await apply(personId)
  const judgement = { personId, applicationId: second.applicationId, reason: 'ground-ended', remedy: 'call' }
  answerOf(await run(operations.refuseApplication, bureauOfficer, judgement))
  assert.equal((await stateOf(personId, second.applicationId)).status, 'refused')
  assert.equal(
    refusalOf(
      await run(operations.withdrawApplication, citizen(personId), { personId, applicationId: second.applicationId }),
    ),
    'application-state',
  )
  await assertFolds(personId, first.applicationId)
  await assertFolds(personId, second.applicationId)
})

test('M7.14, M8.8: marked for instant issue the promise is the visit; unmarked it is that of the acceptance', async () => {
  const personId = await world.person()
  await givenVisit(kernel, personId, { officeId: outletId })
  const { applicationId, promisedOn } = await apply(personId, {}, clerk)
  const key = { personId, applicationId }
  assert.equal(promisedOn, '2026-12-23')
  assert.equal(answerOf<{ promisedOn: string }>(await run(operations.markInstant, clerk, key)).promisedOn, '2026-11-23')
  assert.equal(refusalOf(await run(operations.markInstant, clerk, key)), 'instant-mark-unchanged')
  assert.equal(
    answerOf<{ promisedOn: string }>(await run(operations.unmarkInstant, clerk, key)).promisedOn,
    '2026-12-23',
  )
  const other = await world.person()
  await givenVisit(kernel, other, { officeId: outletId })
  const instant = await apply(other, { instant: true }, clerk)
  assert.equal((await stateOf(other, instant.applicationId)).channel, 'instant')
})

test('M12.3: the watch warns before a promise is broken and names cause and new date when it is', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  kernel.now = day('2026-12-18')
  await world.runTask('watch-promises')
  assert.equal((await stateOf(personId, applicationId)).warnedAt, kernel.now)
  const fresh = await world.person()
  await apply(fresh)
  await world.runTask('watch-promises')
  assert.deepEqual(
    (await audited(fresh)).map(({ operation }) => operation),
    ['apply-for-card'],
  )
  const list = answerOf<{ applications: { applicationId: string; outlook: string; cause: string }[] }>(
    await kernel.reader.read(operations.promisesAtRisk, bureauOfficer, { purpose: 'application', limit: 200 }),
  )
  const mine = list.applications.find((one) => one.applicationId === applicationId)
  assert.deepEqual([mine?.outlook, mine?.cause], ['at-risk', 'queue'])
  const atBank = async (actor: Actor) =>
    answerOf<typeof list>(
      await kernel.reader.read(operations.promisesAtRisk, actor, { purpose: 'application', limit: 200 }),
    ).applications.some((one) => one.applicationId === applicationId)
  assert.equal(await atBank(clerk), true)
  assert.equal(await atBank({ ...clerk, organisationId: otherBankId, bankId: otherBankId }), false)
  kernel.now = day('2026-12-24')
  await world.runTask('watch-promises')
  await world.runTask('watch-promises')
  const state = await stateOf(personId, applicationId)
  assert.equal(state.promise?.promisedOn, '2026-12-23')
  assert.equal(state.newPromisedOn, '2027-01-23')
  const notices = kernel.tasks.filter(
    ({ data }) => JSON.stringify(data).includes('promise-broken') && JSON.stringify(data).includes(applicationId),
  )
  assert.equal(notices.length, 1)
  await assertFolds(personId, applicationId)
  assert.equal(
    refusalOf(await run(operations.watchPromise, bureauOfficer, { personId, applicationId })),
    'not-permitted',
  )
  kernel.now = start
})

test('M17.2: a running case keeps the rule of its acceptance', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  kernel.policy.set('sla.first-issue.online', 10)
  answerOf(await run(operations.watchPromise, systemActor, { personId, applicationId }))
  assert.equal((await stateOf(personId, applicationId)).promise?.amount, 30)
  const later = await world.person()
  assert.equal((await apply(later)).promisedOn, '2026-12-03')
  kernel.policy.set('sla.first-issue.online', 30)
})

test('M11.1, M11.3: reading another person’s applications needs a case, and the name stays masked', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  const read = { personId, purpose: 'application' }
  assert.equal(
    refusalOf(await kernel.reader.read(operations.applicationsOfPerson, bureauOfficer, read)),
    'case-required',
  )
  const answer = answerOf<{ applications: { name: string; timeline: { steps: { step: string; state: string }[] } }[] }>(
    await kernel.reader.read(operations.applicationsOfPerson, bureauOfficer, { ...read, caseId: applicationId }),
  )
  assert.equal(answer.applications[0]?.name, '张*')
  const own = answerOf<{ applications: { name: string; timeline: { steps: { state: string }[] } }[] }>(
    await kernel.reader.read(operations.myApplications, citizen(personId), {
      purpose: 'own-affairs',
      reveal: ['name'],
    }),
  )
  assert.equal(own.applications[0]?.name, '张三')
  assert.deepEqual(own.applications[0]?.timeline.steps.map(({ state }) => state).slice(0, 4), [
    'done',
    'done',
    'current',
    'waiting',
  ])
  const stranger = await world.person()
  const asked = { personId, applicationId, purpose: 'own-affairs' }
  assert.equal(refusalOf(await kernel.reader.read(operations.application, citizen(stranger), asked)), 'not-permitted')
  const [row] = await db<{ fields: string[] }[]>`
    select fields from audit_entry where person_id = ${personId} and operation = 'my-applications'`
  assert.deepEqual(row?.fields, ['name!'])
})

test('M8.6: a group names at most three banks of the catalogue', async () => {
  const group = { employerId: 'employer-1', kind: 'employer', collection: 'employer', closesOn: '2026-12-31' }
  const banks = (count: number) =>
    Array.from({ length: count }, (_, at) => `00000000-0000-8007-8000-00000000000${at + 1}`)
  const open = (change: object) => run(operations.openGroup, employer, { ...group, bankIds: banks(2), ...change })
  assert.equal(refusalOf(await open({ bankIds: banks(4) })), 'group-banks-unfit')
  assert.equal(refusalOf(await open({ bankIds: [bankId, bankId] })), 'group-banks-unfit')
  assert.equal(refusalOf(await open({ closesOn: '2026-11-22' })), 'group-deadline-past')
  assert.equal(refusalOf(await open({ employerId: 'employer-2' })), 'not-permitted')
  answerOf(await open({ bankIds: banks(3) }))
})

test('M8.6, M11.1: each line of an employer’s list has its own outcome; a person may opt out', async () => {
  const { groupId } = answerOf<{ groupId: string }>(
    await run(operations.openGroup, employer, {
      employerId: 'employer-1',
      kind: 'employer',
      collection: 'employer',
      bankIds: [bankId],
      closesOn: '2026-12-31',
    }),
  )
  const numbered = async (number: string, change: Partial<Person> = {}) => {
    const index = Buffer.from(kernel.custodian.blindIndex('person', number)).toString('base64')
    const personId = await world.person(change)
    await db`update person set number_indexes = ${[index]} where person_id = ${personId}`
    await db`update person_index set idx = decode(${index}, 'base64') where person_id = ${personId} and kind = 'number'`
    return personId
  }
  const good = await numbered('11010119900307001X')
  const dead = await numbered('110101199003070028', { lifeStatus: 'moved-away' } as Partial<Person>)
  const leaver = await numbered('110101199003070036')
  answerOf(await run(operations.optOutOfGroup, citizen(leaver), { personId: leaver, groupId }))
  const line = (position: number, identityNumber: string, change: object = {}) => ({
    position,
    identityNumber,
    name: '张三',
    bankId,
    ...change,
  })
  const lines = [
    line(1, '11010119900307001x'),
    line(2, '110101199003070028'),
    line(3, '110101199003070036'),
    line(4, '110101199003079999'),
    line(5, '11010119900307001X', { name: '李四' }),
    line(6, '11010119900307001X'),
    line(7, '110101199003070036'),
  ]
  const send = () => run(operations.sendGroupLines, employer, { groupId, lines })
  const stranger = { ...employer, employerId: 'employer-2' }
  assert.equal(refusalOf(await run(operations.sendGroupLines, stranger, { groupId, lines })), 'not-permitted')
  const receipts = answerOf<{ lines: { position: number; outcome: string }[] }>(await send())
  assert.deepEqual(
    receipts.lines.map(({ outcome }) => outcome),
    [
      ...['waiting', 'waiting', 'group-opted-out', 'person-not-matched', 'person-not-matched'],
      ...['repeated', 'repeated'],
    ],
  )
  const task = kernel.tasks.findLast(({ queue }) => queue === 'apply-for-group')
  assert.ok(task !== undefined)
  assert.ok(!JSON.stringify(task).includes('1101011990'))
  await world.runTask('apply-for-group', task.data)
  await world.runTask('apply-for-group', task.data)

  const seen = answerOf<{
    outcomes: Record<string, number>
    linesReceived: number
    linesUnmatched: number
    linesRepeated: number
    lines: {
      position: number
      name: string
      status: string
      applicationStatus: string | null
      refusal: { code: string } | null
    }[]
  }>(await kernel.reader.read(operations.group, employer, { groupId, purpose: 'application' }))
  assert.deepEqual(seen.outcomes, { waiting: 0, applied: 1, refused: 1, 'opted-out': 1 })
  assert.deepEqual([seen.linesReceived, seen.linesUnmatched, seen.linesRepeated], [7, 2, 2])
  assert.deepEqual(
    seen.lines.map(({ position, name, status, applicationStatus, refusal }) => [
      position,
      name,
      status,
      applicationStatus,
      refusal?.code,
    ]),
    [
      [1, '张*', 'applied', 'accepted', undefined],
      [2, '张*', 'refused', null, 'person-moved-away'],
      [3, '张*', 'opted-out', null, undefined],
    ],
  )
  const [application] = await db<{ delivery: string; channel: string; count: number }[]>`
    select delivery, channel, count(*) over () from application where person_id = ${good}`
  assert.deepEqual({ ...application }, { delivery: 'employer', channel: 'employer', count: 1 })

  await db`update person set life_status = 'alive' where person_id = ${dead}`
  const again = answerOf<{ lines: { outcome: string }[] }>(await send())
  assert.deepEqual(
    again.lines.slice(0, 2).map(({ outcome }) => outcome),
    ['group-line-decided', 'waiting'],
  )
  const later = answerOf<Record<string, unknown>>(
    await kernel.reader.read(operations.group, employer, { groupId, purpose: 'application' }),
  )
  assert.deepEqual(later['outcomes'], { waiting: 1, applied: 1, refused: 0, 'opted-out': 1 })
  assert.deepEqual([later['linesReceived'], later['linesUnmatched'], later['linesRepeated']], [14, 4, 7])
  assert.equal(
    refusalOf(await run(operations.applyForEmployee, employer, { personId: leaver, groupId })),
    'group-opted-out',
  )
  await world.runTask('apply-for-group', kernel.tasks.findLast(({ queue }) => queue === 'apply-for-group')?.data)
  assert.equal((await db`select from application where person_id = ${dead}`).length, 1)

  const out = await run(operations.optOutOfGroup, citizen(good), { personId: good, groupId })
  assert.equal(answerOf<{ withdrawn: boolean }>(out).withdrawn, true)
  await apply(good)
  assert.equal(
    refusalOf(await run(operations.applyForEmployee, employer, { personId: good, groupId })),
    'group-opted-out',
  )
})

test('M10.5: a confirmed death ends an application that is not being made yet', async () => {
  const personId = await world.person()
  const { applicationId } = await apply(personId)
  await db`update person set life_status = 'deceased', death_on = '2026-11-20', death_reported_by = 'a',
    death_reported_at = now(), death_confirmed_by = 'b', death_status_before = 'alive' where person_id = ${personId}`
  await world.runTask('end-applications-of-deceased')
  const state = await stateOf(personId, applicationId)
  assert.deepEqual([state.status, state.trouble?.reason], ['refused', 'holder-deceased'])
})

test('M8.6: a list of six hundred goes through in pieces, one outcome a line', async () => {
  const { groupId } = answerOf<{ groupId: string }>(
    await run(operations.openGroup, employer, {
      employerId: 'employer-1',
      kind: 'employer',
      collection: 'employer',
      bankIds: [bankId],
      closesOn: '2026-12-31',
    }),
  )
  const persons: string[] = []
  for (let at = 0; at < 600; at += 1) persons.push(await world.person())
  const keys = persons.map((_, at) => Buffer.from(kernel.custodian.blindIndex('person', `G${at}`)).toString('base64'))
  await db`update person_index set idx = decode(t.idx, 'base64')
    from unnest(${persons}::uuid[], ${keys}::text[]) as t (person_id, idx)
    where person_index.person_id = t.person_id and kind = 'number'`
  const lines = persons.map((_, at) => ({ position: at + 1, identityNumber: `g${at}`, name: '张三', bankId }))
  const before = kernel.tasks.length
  answerOf(await run(operations.sendGroupLines, employer, { groupId, lines }))
  const tasks = kernel.tasks.slice(before).filter(({ queue }) => queue === 'apply-for-group')
  assert.equal(tasks.length, 3)
  for (const task of tasks) await world.runTask('apply-for-group', task.data)
  const [row] = await db<{ count: number }[]>`
    select count(*) from application where group_id = ${groupId} and status = 'accepted'`
  assert.equal(row?.count, 600)
  const [audit] = await db<{ count: number }[]>`
    select count(*) from audit_entry where operation = 'apply-for-employee' and outcome = 'accepted'
      and person_id = any(${persons}::uuid[])`
  assert.equal(audit?.count, 600)
})

test('M8.6: the system alone records the outcome of a line', async () => {
  const input = { personId: nobody, groupId: nobody, code: 'name-mismatch', detail: {} }
  assert.equal(refusalOf(await run(operations.noteLineRefusal, employer, input)), 'not-permitted')
  assert.equal(refusalOf(await run(operations.noteLineRefusal, systemActor, input)), 'not-found')
})
