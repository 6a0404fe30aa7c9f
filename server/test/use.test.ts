import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { addMilliseconds, type Day, type Instant } from '@yika/core/calendar/instant.ts'
import { lockCard, releaseLoss, reportLoss } from '@yika/core/card/schema.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import type { CardApplication } from '@yika/core/service/card-application.ts'
import * as schema from '@yika/core/use/schema.ts'
import { evolveUse, type Use, type UseEvent } from '@yika/core/use/use.ts'
import { cardCommands } from '../src/card/commands.ts'
import { cardsByKeys } from '../src/card/store.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { codeReader } from '../src/e-card/read-code.ts'
import { sealText } from '../src/holder/sealing.ts'
import { loadStanding, personsByIds } from '../src/holder/store.ts'
import { connect } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { createExecutor } from '../src/kernel/execute.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { createPresenter } from '../src/presentation/presenter.ts'
import { cardApplicationStream } from '../src/service/application-store.ts'
import { useCommands } from '../src/use/commands.ts'
import { openDecisionToken } from '../src/use/decision-token.ts'
import { useQueries } from '../src/use/queries.ts'
import { usesByIds } from '../src/use/store.ts'
import { useTasks } from '../src/use/tasks.ts'
import { callsOn } from './calls-on.ts'
import { givenTerminal, systemOf, tapped } from './card-at-terminal.ts'
import { type CardInReader, givenCardInReader } from './card-in-reader.ts'
import {
  clerk,
  collectedCard,
  enabledCard,
  givenCard,
  givenPerson,
  givenVisit,
  holderOf,
  officer,
} from './given-card.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { givenCatalogue } from './given-service.ts'
import { testKernel } from './test-kernel.ts'

let tasksWorked = 0
const policy = {
  ...{ 'use.clock-skew': 60, 'use.late-days': 30, 'statistics.minimum-cell': 10, 'statistics.rounding': 5 },
  ...{ 'loss.social.provisional': 10, 'loss.finance.provisional': 5, 'loss.coupling': 'separate' },
  ...{ 'guardian.required-under': 18, 'e-card.clock-skew': 30, 'e-card.token': 60 },
}
const kernel = await testKernel(
  { after },
  {
    commands: ({ db, custodian, clock, policyReader }) => [
      ...useCommands({
        custodian,
        presenter: createPresenter({ db, custodian, readCode: codeReader({ db, custodian, clock, policyReader }) }),
      }),
      ...cardCommands({ custodian }),
    ],
    queries: ({ policyReader }) => useQueries({ clock: () => kernel.now, policyReader }),
    standing: loadStanding,
    caseConcerns,
    policy,
  },
)
const { db, custodian } = kernel
await givenChipKeys(kernel)
await givenCatalogue(kernel)
const gate = await givenTerminal(kernel, {
  ...{ terminalId: 'gate-1', institutionId: 'park-1', services: ['park-annual-ticket', 'park-free-entry'] },
})
const museum = await givenTerminal(kernel, {
  terminalId: 'museum-gate',
  institutionId: 'museum-1',
  services: ['museum'],
})
const desk = await givenTerminal(kernel, { terminalId: 'desk-1', institutionId: 'library-1', services: ['library'] })
const hospital = await givenTerminal(kernel, {
  ...{ terminalId: 'window-3', institutionId: 'hospital-3', kind: 'hospital', services: ['medical-settlement'] },
})

type Ask = Partial<InputOf<typeof schema.decideUse>>
type Answer = AnswerOf<typeof schema.decideUse>

const asking = (presentation: Presentation, serviceId: string, more: Ask = {}): InputOf<typeof schema.decideUse> => ({
  ...{ serviceId, presentation, purpose: 'card-use' },
  ...more,
})
const { accepted } = callsOn(kernel)
const code = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)
/** The chip taps at a terminal, now, and what the terminal hears. */
async function tap(of: CardInReader, actor: Actor, serviceId: string, more: Ask = {}): Promise<Answer> {
  const shown = await tapped(of.memory, actor.id, kernel.now)
  return accepted(schema.decideUse, actor, asking(shown, serviceId, more))
}
const heard = ({ allowed, reason }: Answer) => (allowed ? 'yes' : reason?.code)
const later = (ms: number) => {
  kernel.now = addMilliseconds(kernel.now, ms)
}
const givenHolder = async (steps?: ReturnType<typeof collectedCard>) => {
  const personId = await givenPerson(kernel)
  return { personId, of: await givenCardInReader(kernel, personId, steps) }
}
const cardNow = async ({ card }: CardInReader) => (await cardsByKeys(db, [card])).get(card.cardId)
async function givenApplication(of: CardInReader, change: Partial<CardApplication>): Promise<void> {
  const { personId, cardId } = of.card
  const application: CardApplication = {
    ...{ personId, cardId, serviceId: 'museum', state: 'active', stateSince: kernel.now, until: null },
    ...{ from: '2026-01-01' as Day, loadedBy: 'park-1', suspension: null },
    ...change,
  }
  await db.begin((tx) => cardApplicationStream.save(tx, [{ ...application, version: 1 }]))
}

test('M5.6, M2.9, M4.6: park, museum and library hear yes or no and what was agreed; the answer is kept and audited', async () => {
  const { personId, of } = await givenHolder()
  assert.equal(heard(await tap(of, gate, 'park-annual-ticket')), 'application-not-loaded')
  assert.equal(heard(await tap(of, gate, 'park-free-entry')), 'not-entitled-ticket')
  await givenApplication(of, { serviceId: 'park-annual-ticket', until: '2027-01-01' as Day })
  const yes = await tap(of, gate, 'park-annual-ticket')
  assert.equal(heard(yes), 'yes')
  assert.deepEqual([yes.personal, yes.facts, yes.relation], [{}, {}, 'no-loss'])
  assert.ok(!JSON.stringify(yes).includes(personId), 'the gate learns no name of ours')
  const at = await tap(of, museum, 'museum')
  assert.deepEqual([heard(at), at.personal, at.facts], ['yes', {}, { 'age-band': '18-59' }])

  const key = openDecisionToken(custodian, 'museum-1', at.decisionId)
  assert.ok(key)
  assert.equal(
    openDecisionToken(custodian, 'park-1', at.decisionId),
    undefined,
    'it opens for its own institution alone',
  )
  assert.equal(openDecisionToken(custodian, 'museum-1', `${at.decisionId}A`), undefined)
  const use = (await usesByIds(db, [key])).get(key.useId)
  const [event] = await db.begin((tx) => eventsOf(tx, personId, 'use', key.useId))
  assert.ok(event && use)
  const folded: Use = evolveUse(undefined, event.event as UseEvent, event.at)
  assert.deepEqual({ ...use }, { ...folded, version: 1 }, 'the row is the fold of its event')
  const [audited] = await db<{ purpose: string; personId: string; officeId: string; legalBasis: string }[]>`
    select purpose, person_id, office_id, legal_basis from audit_entry
    where operation = 'decide-use' and actor_id = 'museum-gate' and person_id = ${personId}`
  assert.deepEqual([audited?.purpose, audited?.officeId], ['card-use', 'museum-1'])
  assert.match(audited?.legalBasis ?? '', /PIPL/)
})

test('M2.9: personal items are told only as service and agreement allow, masked unless asked for, and the audit says which', async () => {
  const { personId, of } = await givenHolder()
  const person = (await personsByIds(db, [personId])).get(personId)
  assert.ok(person)
  assert.equal(sealText(custodian, person, 'name', '张三').length > 0, true)
  assert.deepEqual((await tap(of, desk, 'library')).personal, { name: '张*' })
  assert.deepEqual((await tap(of, desk, 'library', { reveal: ['name', 'identityNumber'] })).personal, { name: '张三' })
  assert.deepEqual((await tap(of, museum, 'museum', { reveal: ['name'] })).personal, {})
  const rows = await db<{ fields: string[] }[]>`
    select fields from audit_entry where operation = 'decide-use' and actor_id = 'desk-1' and person_id = ${personId}
    order by entry_id`
  assert.deepEqual(
    rows.map(({ fields }) => fields),
    [['name'], ['name!']],
  )
  await kernel.run(lockCard, officer, { personId, cardId: of.card.cardId, reason: 'court-order' })
  const no = await tap(of, desk, 'library')
  assert.deepEqual([heard(no), no.personal, no.facts, no.pseudonym], ['card-locked', {}, {}, null])
})

test('M2.9: an institution knows a holder again, and two institutions cannot join what they know', async () => {
  const [one, other] = [await givenHolder(), await givenHolder()]
  const [first, again] = [await tap(one.of, museum, 'museum'), await tap(one.of, museum, 'museum')]
  const elsewhere = await tap(one.of, desk, 'library')
  assert.equal(first.pseudonym, again.pseudonym)
  assert.equal(first.pseudonym?.length, 22)
  assert.notEqual(first.pseudonym, elsewhere.pseudonym)
  assert.notEqual(first.pseudonym, (await tap(other.of, museum, 'museum')).pseudonym)
  assert.notEqual(first.decisionId, again.decisionId)
})

test('M9.2, M5.2: who may not ask is refused, and learns nothing of the card', async () => {
  const { of } = await givenHolder()
  const run = async (actor: Actor, serviceId: string, more: Ask = {}, name = actor.id) =>
    code(await kernel.run(schema.decideUse, actor, asking(await tapped(of.memory, name, kernel.now), serviceId, more)))
  assert.equal(await run(museum, 'library'), 'service-not-offered')
  assert.equal(await run({ ...museum, id: 'nobody-1' }, 'museum'), 'terminal-not-registered')
  assert.equal(await run({ ...museum, officeId: 'library-1' }, 'museum'), 'not-permitted', 'of another institution')
  const retired = await givenTerminal(kernel, {
    ...{ terminalId: 'gate-old', institutionId: 'museum-1', services: ['museum'], status: 'retired' },
  })
  assert.equal(await run(retired, 'museum'), 'terminal-out-of-service')
  assert.equal(await run(systemOf('museum-1'), 'metro', {}, 'museum-1'), 'institution-out-of-contract')
  assert.equal(await run(systemOf('museum-1'), 'no-such', {}, 'museum-1'), 'service-not-in-catalogue')
  assert.equal(await run(systemOf('museum-1'), 'museum', {}, 'museum-1'), 'accepted', 'the system of an institution')
  assert.equal(await run(systemOf('museum-1'), 'museum', { terminalId: 'museum-gate' }, 'museum-gate'), 'accepted')
  assert.equal(await run(systemOf('museum-1'), 'library', { terminalId: 'desk-1' }, 'desk-1'), 'not-permitted')
  assert.equal(await run(holderOf(of.card.personId), 'museum'), 'not-permitted')
  const number = { by: 'number', number: '999999999', faceToFaceBy: 'n', at: kernel.now } as const
  assert.equal(code(await kernel.run(schema.decideUse, museum, asking(number, 'museum'))), 'number-not-agreed')
  const noSuch = asking(number, 'medical-settlement')
  assert.equal(code(await kernel.run(schema.decideUse, hospital, noSuch)), 'card-unknown')
  const face = { ...number, number: of.card.cardNumber as string }
  const settled = await accepted(schema.decideUse, hospital, asking(face, 'medical-settlement'))
  assert.equal(heard(settled), 'not-entitled-ground')
  assert.equal(
    code(await kernel.run(schema.decideUse, hospital, asking(face, 'medical-settlement'))),
    'proof-used',
    'one comparison of a face is worth one use',
  )
})

test('M9.1, M11.1: at a counter the card is used in the visit of its holder alone', async () => {
  const hall: Actor = {
    id: 'hall-1',
    role: 'district-officer',
    organisationId: 'x',
    district: '110101',
    officeId: 'service-hall-1',
  }
  const { personId, of } = await givenHolder()
  const ask = async () =>
    code(
      await kernel.run(
        schema.decideUse,
        hall,
        asking(await tapped(of.memory, 'service-hall-1', kernel.now), 'government-service'),
      ),
    )
  assert.equal(await ask(), 'visit-required')
  await givenVisit(kernel, personId, { officeId: 'service-hall-1' })
  assert.equal(await ask(), 'accepted')
})

test('M14.1: a recorded tap is worth nothing, the same request again gets the same answer', async () => {
  const { of } = await givenHolder()
  const input = asking(await tapped(of.memory, 'museum-gate', kernel.now), 'museum')
  const [first, again] = [
    await kernel.run(schema.decideUse, museum, input, 'one-key'),
    await kernel.run(schema.decideUse, museum, input, 'one-key'),
  ]
  assert.deepEqual(again, first)
  assert.equal(code(await kernel.run(schema.decideUse, museum, input)), 'proof-used')
  assert.equal(
    code(await kernel.run(schema.decideUse, museum, { ...input, purpose: 'travel' }, 'one-key')),
    'idempotency-key-reused',
  )
  later(61_000)
  assert.equal(code(await kernel.run(schema.decideUse, museum, input)), 'clock-off')
  const [stored] = await db<
    { count: number }[]
  >`select count(*) as count from card_use where card_id = ${of.card.cardId}`
  assert.equal(stored?.count, 1)
})

test('M14.1: a forged cryptogram is a signal on the card and locks nothing', async () => {
  const { of } = await givenHolder()
  const shown = await tapped(of.memory, 'museum-gate', kernel.now)
  const forged = asking({ ...shown, cryptogram: '0'.repeat(32) }, 'museum')
  kernel.tasks.length = 0
  assert.equal(code(await kernel.run(schema.decideUse, museum, forged)), 'proof-wrong')
  await workTasks()
  const [doubt] = await db<{ data: { reason: string; reportedBy: string } }[]>`
    select data from event where stream_id = ${of.card.cardId} and name = 'chip-doubted'`
  assert.deepEqual([doubt?.data.reason, doubt?.data.reportedBy], ['cryptogram-wrong', 'museum-gate'])
  assert.equal((await cardNow(of))?.social, 'enabled')
  assert.equal(
    code(await kernel.run(schema.decideUse, museum, asking(shown, 'museum'))),
    'accepted',
    'the holder goes on',
  )
})

test('M14.2: two authentic answers with one counter come from two chips: the card is held', async () => {
  const { of } = await givenHolder()
  const copy = { ...of, memory: of.memory.slice() }
  assert.equal(heard(await tap(of, museum, 'museum')), 'yes')
  kernel.tasks.length = 0
  const second = asking(await tapped(copy.memory, 'desk-1', kernel.now), 'library')
  assert.equal(code(await kernel.run(schema.decideUse, desk, second)), 'chip-copied')
  await workTasks()
  assert.equal((await cardNow(of))?.social, 'locked')
  assert.equal(heard(await tap(of, museum, 'museum')), 'card-locked', 'the original, too')
  const [event] = await db<{ data: { reason: string } }[]>`
    select data from event where stream_id = ${of.card.cardId} and name = 'social-locked'`
  assert.equal(event?.data.reason, 'chip-copied')
})

test('M14.2: what an honest chip did off line may come late and in any order', async () => {
  const { of } = await givenHolder()
  const taps: Presentation[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    later(1000)
    taps.push(await tapped(of.memory, 'museum-gate', kernel.now))
  }
  later(3_600_000)
  assert.equal(heard(await tap(of, museum, 'museum')), 'yes', 'a higher counter has been seen')
  for (const shown of [2, 0, 3, 1].map((turn) => taps[turn] as Presentation)) {
    const answer = await accepted(schema.decideUse, museum, asking(shown, 'museum', { late: true }))
    assert.deepEqual([heard(answer), answer.usedAt], ['yes', shown.at])
  }
  assert.equal((await cardNow(of))?.social, 'enabled')
  const ahead = await tapped(of.memory, 'museum-gate', addMilliseconds(kernel.now, 3 * 86_400_000))
  assert.equal(code(await kernel.run(schema.decideUse, museum, asking(ahead, 'museum', { late: true }))), 'clock-off')
  const old = await tapped(of.memory, 'museum-gate', addMilliseconds(kernel.now, -40 * 86_400_000))
  assert.equal(code(await kernel.run(schema.decideUse, museum, asking(old, 'museum', { late: true }))), 'use-too-late')
})

/** Another process on the same database. */
const elsewhere = connect(kernel.url, { applicationName: 'yika test' })
after(() => elsewhere.end({ timeout: 1 }))
const policyReader = () => ({
  ...{ number: (key: string) => policy[key as keyof typeof policy] as number, text: String, flag: () => false },
  used: () => [],
})
const otherExecutor = createExecutor(
  {
    ...{ db: elsewhere, clock: () => kernel.now, policyReader, standing: loadStanding, caseConcerns },
    fingerprint: (text) => custodian.blindIndex('command-input', text),
    enqueue: async () => {},
    report: (error) => {
      throw error
    },
    openField: () => '',
  },
  useCommands({
    custodian,
    presenter: createPresenter({
      ...{ db: elsewhere, custodian },
      readCode: codeReader({ db: elsewhere, custodian, clock: () => kernel.now, policyReader }),
    }),
  }),
)
let otherCalls = 0
async function tapElsewhere(of: CardInReader): Promise<string | undefined> {
  otherCalls += 1
  const input = asking(await tapped(of.memory, 'museum-gate', kernel.now), 'museum')
  const outcome = await otherExecutor.execute(schema.decideUse, { actor: museum, key: `other-${otherCalls}`, input })
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return heard((outcome as { answer: Answer }).answer)
}

test('M13.2, M9.5: loss, lock, sanction, expiry, supersession and death hold in every process from the commit on', async () => {
  const lost = await givenHolder()
  assert.equal(await tapElsewhere(lost.of), 'yes')
  const ofLost = { personId: lost.personId, cardId: lost.of.card.cardId }
  const loss = { ...ofLost, functions: 'social', kind: 'provisional', channel: 'hotline' } as const
  await accepted(reportLoss, officer, loss)
  assert.equal(await tapElsewhere(lost.of), 'card-lost')
  const release = { ...ofLost, functions: 'social', channel: 'counter' } as const
  await givenVisit(kernel, lost.personId)
  await accepted(releaseLoss, clerk, release)
  assert.equal(await tapElsewhere(lost.of), 'yes', 'found again')

  const locked = await givenHolder()
  await accepted(lockCard, officer, { personId: locked.personId, cardId: locked.of.card.cardId, reason: 'court-order' })
  assert.equal(await tapElsewhere(locked.of), 'card-locked')

  const sanctioned = await givenHolder()
  await givenApplication(sanctioned.of, {
    ...{ state: 'suspended', suspension: { reason: 'sanction', reference: '2026-7', until: '2027-01-01' as Day } },
  })
  assert.equal(await tapElsewhere(sanctioned.of), 'application-suspended')

  const old = await givenHolder([...enabledCard(), ['social-cancelled', { reason: 'superseded', supersededBy: null }]])
  assert.equal(await tapElsewhere(old.of), 'card-superseded')
  const expired = await givenHolder()
  await db`update card set expires_on = '2026-11-22' where card_id = ${expired.of.card.cardId}`
  assert.equal(await tapElsewhere(expired.of), 'card-expired')
  const dead = await givenHolder()
  await db`
    update person set life_status = 'deceased', death_on = '2026-11-20', death_reported_by = 'r', death_confirmed_by = 'c',
      death_reported_at = ${kernel.now}, death_status_before = 'alive'
    where person_id = ${dead.personId}`
  assert.equal(await tapElsewhere(dead.of), 'holder-deceased')
  assert.equal(await tapElsewhere((await givenHolder(collectedCard())).of), 'card-not-enabled')
})

test('M14.1: one tap sent to two processes at once counts once', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const { of } = await givenHolder()
    const input = asking(await tapped(of.memory, 'museum-gate', kernel.now), 'museum')
    const outcomes = await Promise.all([
      kernel.run(schema.decideUse, museum, input),
      otherExecutor.execute(schema.decideUse, { actor: museum, key: `race-${turn}`, input }),
    ])
    assert.deepEqual(outcomes.map(code).toSorted(), ['accepted', 'proof-used'])
  }
})

test('M14.2: two chips of one key at two processes at once: one counts, the card is held', async () => {
  const { of } = await givenHolder()
  const copy = of.memory.slice()
  const [one, two] = [await tapped(of.memory, 'museum-gate', kernel.now), await tapped(copy, 'museum-gate', kernel.now)]
  const outcomes = await Promise.all([
    kernel.run(schema.decideUse, museum, asking(one, 'museum')),
    otherExecutor.execute(schema.decideUse, { actor: museum, key: 'race-of-copies', input: asking(two, 'museum') }),
  ])
  assert.deepEqual(outcomes.map(code).toSorted(), ['accepted', 'chip-copied'])
})

test('M14.7, M13.2: uses before and after the report of a loss are told apart, for holder and bureau', async () => {
  const { personId, of } = await givenHolder()
  const { cardId } = of.card
  assert.equal(heard(await tap(of, museum, 'museum')), 'yes')
  later(60_000)
  const offline = await tapped(of.memory, 'museum-gate', kernel.now)
  later(60_000)
  const stolen = await tapped(of.memory, 'museum-gate', addMilliseconds(kernel.now, 5_000))
  await accepted(reportLoss, officer, {
    personId,
    cardId,
    functions: 'social',
    kind: 'provisional',
    channel: 'hotline',
  })
  const lostAt = kernel.now
  later(10_000)
  assert.equal(heard(await tap(of, museum, 'museum')), 'card-lost')
  const before = await accepted(schema.decideUse, museum, asking(offline, 'museum', { late: true }))
  const after_ = await accepted(schema.decideUse, museum, asking(stolen, 'museum', { late: true }))
  assert.deepEqual([heard(before), before.relation], ['yes', 'before-loss'])
  assert.deepEqual([heard(after_), after_.relation], ['card-lost', 'after-loss'])

  const input = { personId, cardId, purpose: 'own-affairs' } as const
  const mine = await accepted(schema.useAroundLoss, holderOf(personId), input)
  assert.equal(mine.lostAt, lostAt)
  assert.deepEqual(
    [mine.before, mine.after].map((uses) => uses.map(({ usedAt, allowed, relation }) => [usedAt, allowed, relation])),
    [
      [
        [offline.at, true, 'before-loss'],
        [addMilliseconds(offline.at as Instant, -60_000), true, 'before-loss'],
      ],
      [
        [stolen.at, false, 'after-loss'],
        [kernel.now, false, 'after-loss'],
      ],
    ],
  )
  const theirs = await accepted(schema.useAroundLoss, officer, { ...input, purpose: 'supervision', caseId: cardId })
  assert.equal(theirs.after.length, 2)
  const read = (actor: Actor, change: object) =>
    kernel.reader.read(schema.useAroundLoss, actor, { ...input, ...change })
  assert.equal(code(await read(officer, { purpose: 'supervision' })), 'case-required')
  const stranger = await givenPerson(kernel)
  assert.equal(code(await read(holderOf(stranger), {})), 'not-permitted')
  assert.equal(code(await read(holderOf(personId), { cardId: stranger })), 'not-found')
})

test('M2.9, M11.1: holders see where their card was used, a month and a page at a time; others need a case', async () => {
  kernel.now = '2026-12-31T15:59:58.000Z' as Instant
  const { personId, of } = await givenHolder()
  for (let turn = 0; turn < 5; turn += 1) {
    await tap(of, museum, 'museum')
    later(1000)
  }
  const ask = { month: '2026-12', limit: 1, purpose: 'own-affairs' } as const
  const first = await accepted(schema.myUses, holderOf(personId), ask)
  const second = await accepted(schema.myUses, holderOf(personId), { ...ask, after: first.next as string })
  assert.deepEqual(
    [first, second].map(({ uses }) => uses.map(({ usedAt }) => usedAt)),
    [['2026-12-31T15:59:59.000Z'], ['2026-12-31T15:59:58.000Z']],
    'the city’s month ends at its midnight',
  )
  assert.deepEqual(
    [second.next, first.uses[0]?.service?.zh, first.uses[0]?.place],
    [null, '博物馆预约入馆', 'east gate'],
  )
  const now = await accepted(schema.myUses, holderOf(personId), { purpose: 'own-affairs' })
  assert.deepEqual([now.month, now.uses.length], ['2027-01', 3])
  assert.equal(
    (await accepted(schema.usesOfPerson, officer, { personId, caseId: of.card.cardId, purpose: 'supervision' })).uses
      .length,
    3,
  )
  const without = await kernel.reader.read(schema.usesOfPerson, officer, { personId, purpose: 'supervision' })
  assert.equal(code(without), 'case-required')
  const noVisit = await kernel.reader.read(schema.usesOfPerson, clerk, {
    personId,
    purpose: 'counter-service',
    caseId: of.card.cardId,
  })
  assert.equal(code(noVisit), 'visit-required')
})

test('M5.9: statistics of use tell no number over fewer than ten people, and round the others', async () => {
  kernel.now = '2027-03-10T02:00:00.000Z' as Instant
  const times = async (people: number, ofEach: number, actor: Actor, serviceId: string) => {
    for (let one = 0; one < people; one += 1) {
      const personId = await givenPerson(kernel)
      const { cardId } = await givenCard(kernel, personId, enabledCard())
      await db`
        insert into card_use (person_id, use_id, version, card_id, service_id, institution_id, carrier, proof_key,
          proof_digest, used_at, told, relation, decided_at)
        select ${personId}, gen_random_uuid(), 1, ${cardId}, ${serviceId}, ${actor.officeId ?? ''}, 'e-card',
          'e-card/' || n, 'd', ${kernel.now}, 'online', 'no-loss', ${kernel.now}
        from generate_series(1, ${ofEach}::integer) as n`
    }
  }
  await times(12, 2, systemOf('hospital-3'), 'hospital-registration')
  await times(11, 1, systemOf('hospital-2'), 'hospital-registration')
  await times(3, 4, systemOf('hospital-1'), 'hospital-registration')
  await times(4, 1, systemOf('scenic-1'), 'scenic-spot')
  const input = { month: '2027-03', by: 'district' } as const
  const ask = () => kernel.reader.read(schema.useStatistics, officer, input)
  assert.equal(code(await ask()), 'month-not-over', 'two readings of a running month would tell what one day was')
  kernel.now = '2027-03-31T15:59:59.999Z' as Instant
  assert.equal(code(await ask()), 'month-not-over')
  kernel.now = '2027-03-31T16:00:00.000Z' as Instant
  const { services, countedTo } = await accepted(schema.useStatistics, officer, input)
  assert.equal(countedTo, '2027-03-31')
  assert.deepEqual(
    services.map(({ serviceId, total, cells }) => [serviceId, total, cells.map(({ group, uses }) => [group, uses])]),
    [
      [
        'hospital-registration',
        45,
        [
          ['110101', 25],
          ['110105', null],
          ['110108', null],
        ],
      ],
      ['scenic-spot', null, [['110119', null]]],
    ],
  )
  const kinds = await accepted(schema.useStatistics, officer, {
    ...input,
    by: 'institution-kind',
    serviceId: 'hospital-registration',
  })
  assert.deepEqual(kinds.services[0]?.cells, [{ group: 'hospital', uses: 45 }])
  assert.equal(code(await kernel.reader.read(schema.useStatistics, clerk, input)), 'not-permitted')
})

async function workTasks(): Promise<void> {
  const handlers = useTasks(kernel)
  for (const { queue, data } of kernel.tasks.splice(0)) {
    const handler = handlers.find((one) => one.queue === queue)
    assert.ok(handler, queue)
    tasksWorked += 1
    // At least once: the second time changes nothing.
    await handler.handle(data, `task-${tasksWorked}`)
    await handler.handle(data, `task-${tasksWorked}`)
  }
}

test('M14.2: only the system notes a doubt, on a card that exists', async () => {
  const { personId, of } = await givenHolder()
  const input = { personId, cardId: of.card.cardId, reason: 'counter-repeated', counter: 3, reportedBy: 'x' }
  assert.equal(code(await kernel.run(schema.noteChipDoubt, museum, input)), 'not-permitted')
  assert.equal(code(await kernel.run(schema.noteChipDoubt, systemActor, { ...input, cardId: personId })), 'not-found')
})
