import assert from 'node:assert/strict'
import { suite, type TestContext, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Role } from '@yika/core/access/role.ts'
import type { Application, ApplicationStatus, ServicePromise } from '@yika/core/application/application.ts'
import { type Day, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import * as card from '@yika/core/card/schema.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import * as oversight from '@yika/core/oversight/schema.ts'
import type { Window } from '@yika/core/oversight/window.ts'
import { policyFigures } from '@yika/core/policy/policy-figures.ts'
import { type Batch, type BatchEventData, batchEvent, evolveBatch } from '@yika/core/production/batch.ts'
import { lineEvent } from '@yika/core/production/line.ts'
import { bankStream } from '../src/bank/store.ts'
import { cardCommands } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import { type AuditEntry, insertAuditEntries } from '../src/kernel/audit.ts'
import { connect } from '../src/kernel/database/database.ts'
import { insertEvents } from '../src/kernel/events.ts'
import { newId, nobody } from '../src/kernel/identifier.ts'
import {
  applicationsInDays,
  endedPromises,
  openApplications,
  openPromises,
} from '../src/oversight/application-store.ts'
import { auditEntryById, auditPage } from '../src/oversight/audit-store.ts'
import {
  declinedLines,
  instantCards,
  promisesOfBanks,
  refusalsOfBanks,
  returnedFiles,
} from '../src/oversight/bank-store.ts'
import { bankStops, lossChannels, lossEvents } from '../src/oversight/loss-store.ts'
import { oversightQueries } from '../src/oversight/queries.ts'
import { batchStream, blankStockStream, lineStream } from '../src/production/store.ts'
import { bankId, district, givenApplication, givenBank, outletId } from './given-application.ts'
import { activatedCard, collectedCard, givenCard, givenPerson, givenVisit, holderOf } from './given-card.ts'
import { type TestKernel, testKernel } from './test-kernel.ts'

const otherBank = '018f0000-0000-7000-8000-00000000b002'
const bureau: Actor = { id: 'officer', role: 'bureau-officer', organisationId: 'human-resources' }
const auditor: Actor = { id: 'auditor', role: 'auditor', organisationId: 'human-resources' }
const hall: Actor = { id: 'hall', role: 'district-officer', organisationId: 'human-resources', district }
const supervisor: Actor = {
  id: 'supervisor',
  role: 'bank-supervisor',
  organisationId: bankId,
  bankId,
  officeId: outletId,
}
const november = { from: '2026-11-01', to: '2026-11-30' }

async function world(ending: TestContext): Promise<TestKernel> {
  const rules = Object.entries(policyFigures).flatMap(([key, { first }]) => {
    const value = first.at(-1)?.value
    return value === undefined ? [] : [[key, value] as const]
  })
  const kernel = await testKernel(ending, {
    commands: cardCommands,
    queries: oversightQueries,
    standing: loadStanding,
    caseConcerns,
    policy: Object.fromEntries(rules),
  })
  await givenBank(kernel.db)
  const other = {
    ...{ bankId: otherBank, version: 1, cnaps: '999999999999', hotline: null, admittedOn: '2024-10-30' as Day },
    ...{ name: { zh: '另一银行', en: 'Other Bank' }, withdrawnOn: null, serviceTerms: [], source: 'test' },
  }
  await kernel.db.begin((tx) => bankStream.save(tx, [other as never]))
  return kernel
}

async function answered<O extends Operation>(
  kernel: TestKernel,
  operation: O,
  actor: Actor,
  input: InputOf<O>,
): Promise<AnswerOf<O>> {
  const outcome = await kernel.reader.read(operation, actor, input as object)
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: AnswerOf<O> }).answer
}

async function refused(kernel: TestKernel, operation: Operation, actor: Actor, input: object): Promise<string> {
  const outcome = await kernel.reader.read(operation, actor, input)
  return outcome.status === 'refused' ? outcome.code : 'accepted'
}

const at = (text: string) => text as Instant

async function applications(kernel: TestKernel, count: number, change: Partial<Application>): Promise<void> {
  for (let made = 0; made < count; made += 1) await givenApplication(kernel, { application: change })
}

suite('M1.2: how many apply, where and when', () => {
  const submitted = (text: string, change: Partial<Application> = {}): Partial<Application> => ({
    ...{ status: 'submitted', submittedAt: at(text), acceptedAt: null, promise: null, changedAt: at(text) },
    ...change,
  })

  test('M1.2: days are those of the city, counts are exact for the city', async (t) => {
    const kernel = await world(t)
    await applications(kernel, 2, { submittedAt: at('2026-11-20T01:00:00Z'), acceptedAt: at('2026-11-21T01:00:00Z') })
    await applications(kernel, 1, submitted('2026-11-19T16:00:00Z', { channel: 'bank-counter' }))
    await applications(
      kernel,
      1,
      submitted('2026-11-19T15:59:59Z', { status: 'refused', changedAt: at('2026-11-20T03:00:00Z') }),
    )
    await applications(kernel, 1, submitted('2026-10-31T15:59:59Z'))
    await applications(kernel, 1, submitted('2026-11-30T16:00:00Z'))
    const { days, fewerThan } = await answered(kernel, oversight.applicationsByDay, bureau, november)
    assert.equal(fewerThan, null)
    assert.deepEqual(days, [
      { day: '2026-11-19', channel: 'online', asked: 1, accepted: 0, refused: 0 },
      { day: '2026-11-20', channel: 'bank-counter', asked: 1, accepted: 0, refused: 0 },
      { day: '2026-11-20', channel: 'online', asked: 2, accepted: 0, refused: 1 },
      { day: '2026-11-21', channel: 'online', asked: 0, accepted: 2, refused: 0 },
    ])
  })

  test('M1.2: small numbers of a district or a bank are held back, none stays none', async (t) => {
    const kernel = await world(t)
    await applications(kernel, 10, submitted('2026-11-20T01:00:00Z'))
    await applications(kernel, 9, submitted('2026-11-21T01:00:00Z'))
    await applications(kernel, 1, submitted('2026-11-21T01:00:00Z', { district: '110101' }))
    await applications(kernel, 1, submitted('2026-11-21T01:00:00Z', { bankId: otherBank }))
    const asked = async (actor: Actor, place: { district?: string; bankId?: string } = {}) => {
      const answer = await answered(kernel, oversight.applicationsByDay, actor, { ...november, ...place })
      return [answer.fewerThan, ...answer.days.map((row) => [row.asked, row.accepted])]
    }
    assert.deepEqual(await asked(bureau), [null, [10, 0], [11, 0]])
    assert.deepEqual(await asked(bureau, { district: '110101' }), [10, [null, 0]])
    // Who names no place means their own.
    assert.deepEqual(await asked(hall), [10, [10, 0], [10, 0]])
    assert.deepEqual(await asked(supervisor), [10, [10, 0], [10, 0]])
    assert.deepEqual(await asked(bureau, { bankId: otherBank }), [10, [null, 0]])
  })

  test('M1.2: nobody counts for another place, nor longer than a year', async (t) => {
    const kernel = await world(t)
    const figures = [
      oversight.applicationsByDay,
      oversight.promiseFigures,
      oversight.lossFigures,
      oversight.bankFigures,
      oversight.productionFunnel,
    ] as const
    for (const operation of figures) {
      const days = operation === oversight.productionFunnel ? {} : november
      const ask = (actor: Actor, more: object = {}) => refused(kernel, operation, actor, { ...days, ...more })
      for (const role of ['citizen', 'bank-clerk', 'bank-system', 'factory', 'system-administrator'] satisfies Role[])
        assert.equal(await ask({ ...supervisor, role }), 'not-permitted', `${role} ${operation.name}`)
      assert.equal(await ask(supervisor, { bankId: otherBank }), 'not-permitted', operation.name)
      assert.equal(await ask(hall, { district: '110101' }), 'not-permitted', operation.name)
      assert.equal(await ask(supervisor, { bankId }), 'accepted', operation.name)
      assert.equal(await ask(auditor), 'accepted', operation.name)
      if (operation === oversight.productionFunnel) continue
      assert.equal(await ask(bureau, { from: '2026-12-01' }), 'window-reversed', operation.name)
      assert.equal(await ask(bureau, { from: '2025-11-30', to: '2026-11-30' }), 'accepted', operation.name)
      assert.equal(await ask(bureau, { from: '2025-11-29', to: '2026-11-30' }), 'window-too-long', operation.name)
    }
    const rows = await kernel.db<{ personId: string }[]>`select distinct person_id from audit_entry`
    assert.deepEqual([...rows], [{ personId: nobody }])
  })

  test('M1.2: every open application stands in one step, bank by bank', async (t) => {
    const kernel = await world(t)
    const inProduction = async (count: number, bank: string, steps: number) => {
      for (let made = 0; made < count; made += 1) {
        const personId = (await givenApplication(kernel, { application: { status: 'withdrawn' } })).personId
        const { cardId } = await givenCard(kernel, personId, collectedCard().slice(0, steps))
        await kernel.db`
          update application set status = 'in-production', card_id = ${cardId}, bank_id = ${bank}
          where person_id = ${personId}`
      }
    }
    await applications(kernel, 12, submitted('2026-11-20T01:00:00Z'))
    await applications(kernel, 3, submitted('2026-11-20T01:00:00Z', { bankId: otherBank }))
    await applications(kernel, 11, {})
    await inProduction(2, bankId, 2)
    await inProduction(1, otherBank, 3)
    const closed: ApplicationStatus[] = ['withdrawn', 'refused', 'collected']
    for (const status of closed) await applications(kernel, 1, { status })
    const steps = async (actor: Actor) => {
      const answer = await answered(kernel, oversight.productionFunnel, actor, {})
      const ours = [bankId, otherBank].map((id) => answer.banks.findIndex((bank) => bank.bankId === id))
      return Object.fromEntries(
        answer.steps
          .filter(({ all }) => all !== 0)
          .map(({ step, all, banks }) => [
            step,
            [all, ...ours.flatMap((place) => banks[place] ?? (place < 0 ? [] : null))],
          ]),
      )
    }
    assert.deepEqual(await steps(bureau), {
      // Three of one bank alone would follow from the sum: the other is held back with it.
      review: [15, null, null],
      queue: [11, 11, 0],
      bank: [2, null, 0],
      certificate: [1, 0, null],
    })
    assert.deepEqual(await steps(supervisor), { review: [12, 12], queue: [11, 11], bank: [null, null] })
  })
})

suite('M1.2, M12.3: promises in figures', () => {
  const way = 'sla.reissue.online'
  const promise = (promisedOn: string): ServicePromise => ({
    ...{ rule: way, amount: 10, unit: 'working-day' },
    promisedOn: promisedOn as Day,
  })
  const ready = (askedOn: string, readyOn: string, promisedOn: string): Partial<Application> => ({
    ...{ status: 'collected', submittedAt: at(`${askedOn}T01:00:00Z`), acceptedAt: at(`${askedOn}T02:00:00Z`) },
    ...{ readyAt: at(`${readyOn}T03:00:00Z`), promise: promise(promisedOn) },
  })

  test('M1.2: kept and late, and working days from the asking to the ready card', async (t) => {
    const kernel = await world(t)
    // Monday to Friday: four working days; over a weekend: five; from 30 October to 13 November: ten.
    await applications(kernel, 6, ready('2026-11-02', '2026-11-06', '2026-11-16'))
    await applications(kernel, 3, ready('2026-11-02', '2026-11-09', '2026-11-09'))
    await applications(kernel, 1, ready('2026-10-30', '2026-11-13', '2026-11-12'))
    await applications(kernel, 1, ready('2026-10-01', '2026-10-30', '2026-11-30'))
    const { ways } = await answered(kernel, oversight.promiseFigures, bureau, november)
    assert.deepEqual(ways, [{ way, kept: 9, late: 1, workingDays: { p50: 4, p90: 5, p99: 10 }, unmeasured: 0 }])
    const own = await answered(kernel, oversight.promiseFigures, supervisor, november)
    assert.deepEqual(own.ways, [
      { way, kept: null, late: null, workingDays: { p50: 4, p90: 5, p99: 10 }, unmeasured: 0 },
    ])
    const few = { ...november, from: '2026-11-09' }
    assert.equal((await answered(kernel, oversight.promiseFigures, supervisor, few)).ways[0]?.workingDays, null)
  })

  test('M12.3: open promises, where they wait, and the next ten working days', async (t) => {
    const kernel = await world(t)
    const open = (askedOn: string, promisedOn: string): Partial<Application> => ({
      ...{ status: 'accepted', submittedAt: at(`${askedOn}T01:00:00Z`), acceptedAt: at(`${askedOn}T02:00:00Z`) },
      promise: promise(promisedOn),
    })
    // The median of the way: four working days. Today is Monday 23 November.
    await applications(kernel, 1, ready('2026-11-02', '2026-11-06', '2026-11-16'))
    await applications(kernel, 2, open('2026-11-20', '2026-12-04'))
    await applications(kernel, 3, open('2026-11-10', '2026-11-24'))
    await applications(kernel, 1, open('2026-11-23', '2026-11-26'))
    await applications(kernel, 4, open('2026-11-02', '2026-11-16'))
    const answer = await answered(kernel, oversight.promiseFigures, bureau, november)
    assert.deepEqual(answer.open, [{ way, onTrack: 3, atRisk: 3, late: 4 }])
    assert.deepEqual(
      answer.causes.map(({ cause, count }) => [cause, count]),
      [['queue', 7]],
    )
    assert.deepEqual(
      answer.forecast.filter(({ due, expected }) => due !== 0 || expected !== 0),
      [
        { day: '2026-11-24', due: 3, expected: 7, expectedLate: 0 },
        { day: '2026-11-26', due: 1, expected: 2, expectedLate: 1 },
        { day: '2026-11-27', due: 0, expected: 1, expectedLate: 0 },
        { day: '2026-12-04', due: 2, expected: 0, expectedLate: 0 },
      ],
    )
    assert.deepEqual([answer.forecast.length, answer.forecast.at(-1)?.day], [10, '2026-12-07'])
  })
})

suite('M9.5: how fast a lost card stops', () => {
  test('M9.5: from the report to the signature of the bank, by the books alone', async (t) => {
    const kernel = await world(t)
    const bank: Actor = { id: 'bank-system', role: 'bank-system', organisationId: bankId, bankId }
    const later = (seconds: number) => {
      kernel.now = instantOf(Date.parse(kernel.now) + seconds * 1000)
    }
    const done = async (operation: Operation, actor: Actor, input: object) => {
      const outcome = await kernel.run(operation, actor, input)
      assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    }
    const sign = async () => {
      const open = await kernel.db<{ personId: string; noticeId: string }[]>`
        select person_id, notice_id from bank_notice where acknowledged_at is null`
      for (const notice of open) await done(card.acknowledgeBankNotice, bank, notice)
    }
    const holder = async () => {
      const personId = await givenPerson(kernel)
      return { personId, cardId: (await givenCard(kernel, personId, activatedCard())).cardId }
    }
    const [first, second, third, fourth] = [await holder(), await holder(), await holder(), await holder()]
    const lose = (one: typeof first, functions: string, channel = 'web') =>
      done(card.reportLoss, holderOf(one.personId), { ...one, functions, kind: 'provisional', channel })

    await lose(first, 'both')
    later(3)
    await sign()
    await lose(second, 'both', 'hotline')
    later(60)
    await sign()
    await lose(third, 'social')
    // A formal report after a provisional one stops nothing anew.
    await givenVisit(kernel, first.personId)
    const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: bankId, bankId, officeId: 'office-1' }
    await done(card.reportLoss, clerk, { ...first, functions: 'both', kind: 'formal', channel: 'bank' })
    await givenVisit(kernel, second.personId)
    await done(card.releaseLoss, clerk, { ...second, functions: 'both', channel: 'bank' })
    later(7200)
    await sign()
    await lose(fourth, 'finance')

    const answer = await answered(kernel, oversight.lossFigures, bureau, november)
    assert.deepEqual(answer.reports, [
      { function: 'social', provisional: 3, formal: 1, released: 1, lapsed: 0 },
      { function: 'finance', provisional: 3, formal: 1, released: 1, lapsed: 0 },
    ])
    assert.deepEqual(answer.channels, [
      { channel: 'web', count: 3 },
      { channel: 'bank', count: 1 },
      { channel: 'hotline', count: 1 },
    ])
    assert.equal(answer.stoppedAtOnce, 3)
    assert.deepEqual(
      answer.bankStop.bins.filter((bin) => bin.count !== 0),
      [
        { from: 1, to: 5, count: 1 },
        { from: 60, to: 300, count: 1 },
      ],
    )
    assert.deepEqual([answer.bankStop.waiting, answer.bankStop.seconds], [1, { p50: 3, p90: 60, p99: 60 }])
    assert.deepEqual(
      [answer.bankStop.bins[0], answer.bankStop.bins.at(-1)],
      [
        { from: 0, to: 1, count: 0 },
        { from: 86_400, to: null, count: 0 },
      ],
    )
    // The persons of this test live in another district than the hall's; their cards are of the supervisor's bank.
    const elsewhere = await answered(kernel, oversight.lossFigures, hall, november)
    assert.deepEqual([elsewhere.stoppedAtOnce, elsewhere.channels, elsewhere.bankStop.waiting], [0, [], 0])
    const own = await answered(kernel, oversight.lossFigures, supervisor, november)
    assert.deepEqual([own.stoppedAtOnce, own.bankStop.seconds, own.fewerThan], [null, null, 10])
  })
})

suite('M7.15: the banks side by side', () => {
  type Step = { [N in keyof BatchEventData]: readonly [string, N, BatchEventData[N]] }[keyof BatchEventData]

  async function givenBatch(kernel: TestKernel, bank: string, steps: readonly Step[], instant = false) {
    const batchId = newId(Date.parse(kernel.now))
    const formed = {
      ...{ batchNumber: batchId.slice(-19), kind: instant ? ('instant' as const) : ('central' as const), bankId: bank },
      ...{ district, officeId: instant ? outletId : null, ordered: 20, formedBy: 'manager-1' },
    }
    const all = [['2026-11-01T00:00:00Z', 'batch-formed', formed] as const, ...steps]
    let batch: Batch | undefined
    const recorded = all.map(([when, name, data], step) => {
      const event = batchEvent({ batchId }, name, data as never)
      batch = evolveBatch(batch, event, at(when))
      return { event, version: step + 1, at: at(when), commandId: newId(0), rules: [] }
    })
    await kernel.db.begin(async (tx) => {
      await batchStream.save(tx, [{ ...(batch as Batch), version: all.length }])
      await insertEvents(tx, recorded)
    })
    return batchId
  }

  const toBank = (from: string): Step[] => [
    [from, 'batch-released', { releasedBy: 'manager-2' }],
    [from, 'batch-exported-to-bank', {}],
  ]
  const returned = (from: string, to: string, good: number, failed: number): Step[] => [
    ...toBank(from),
    [to, 'bank-returned', { fingerprint: 'f', good, failed }],
  ]

  test('M7.15: accounts, time in hand, promises, refusals and stock of every bank', async (t) => {
    const kernel = await world(t)
    await givenBatch(kernel, bankId, returned('2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z', 30, 12))
    await givenBatch(kernel, bankId, returned('2026-11-02T00:00:00Z', '2026-11-04T12:00:00Z', 15, 5))
    await givenBatch(kernel, bankId, returned('2026-10-02T00:00:00Z', '2026-10-04T12:00:00Z', 99, 99))
    await givenBatch(kernel, bankId, toBank('2026-11-20T00:00:00Z'))
    const failing = await givenBatch(kernel, otherBank, returned('2026-11-02T00:00:00Z', '2026-11-02T06:00:00Z', 8, 11))
    for (let made = 1; made <= 12; made += 1)
      await givenBatch(
        kernel,
        otherBank,
        [['2026-11-10T00:00:00Z', 'batch-reconciled', { good: 1, reworked: 0, givenUp: 0 }]],
        true,
      )
    for (let sequence = 1; sequence <= 11; sequence += 1) {
      const { personId, applicationId } = await givenApplication(kernel, {
        application: {
          ...{ bankId: otherBank, status: 'collected', readyAt: at('2026-11-20T00:00:00Z') },
          promise: { rule: 'sla.reissue.online', amount: 10, unit: 'working-day', promisedOn: '2026-11-19' as Day },
        },
      })
      const { cardId } = await givenCard(kernel, personId, collectedCard().slice(0, 2))
      const lineId = newId(Date.parse(kernel.now))
      const line = {
        ...{
          personId,
          lineId,
          batchId: failing,
          applicationId,
          cardId,
          cardNumber: `T${sequence}`,
          sequence,
          version: 2,
        },
        ...{ state: 'no-account' as const, failStage: 'bank' as const, reason: 'no', boxPosition: null, attempt: 1 },
        changedAt: kernel.now,
      }
      const event = lineEvent(line, 'line-failed', { state: 'no-account', reason: 'no' })
      await kernel.db.begin(async (tx) => {
        await lineStream.save(tx, [line])
        await insertEvents(tx, [{ event, version: 2, at: kernel.now, commandId: newId(0), rules: [] }])
      })
    }
    const clerk: Actor = { id: 'clerk', role: 'bank-clerk', organisationId: bankId, bankId }
    const refusal = (when: string, code: string, actor = clerk): AuditEntry => ({
      ...{ personId: null, at: at(when), actor, operation: 'report-loss', article: 7, outcome: 'refused' },
      ...{ refusal: code, commandId: newId(0) },
    })
    const many = (count: number, entry: () => AuditEntry) => Array.from({ length: count }, entry)
    await insertAuditEntries(kernel.db, [
      ...many(11, () => refusal('2026-11-05T00:00:00Z', 'visit-required')),
      ...many(2, () => refusal('2026-11-05T00:00:00Z', 'loss-needs-presence')),
      ...many(30, () => refusal('2026-10-31T15:59:59Z', 'visit-required')),
      ...many(30, () => refusal('2026-11-05T00:00:00Z', 'visit-required', bureau)),
    ])
    await kernel.db.begin((tx) =>
      blankStockStream.save(tx, [
        {
          ...{
            placeId: outletId,
            placeKind: 'outlet',
            version: 1,
            issued: 40,
            good: 0,
            spoiled: 0,
            returned: 0,
            missing: 0,
          },
          ...{ onHand: 40, destroyed: 0, destructionCount: null, destructionProposedBy: null, closedOn: null },
          ...{ difference: 0, countedBy: null, changedAt: kernel.now },
        } as never,
      ]),
    )
    const { banks: all, fewerThan } = await answered(kernel, oversight.bankFigures, bureau, november)
    const banks = all.filter(({ bankId: id }) => id === bankId || id === otherBank)
    assert.equal(fewerThan, 10)
    assert.deepEqual(banks, [
      {
        ...{ bankId, name: { zh: '示范银行', en: 'Sample Bank' } },
        accounts: { opened: 45, failed: 17 },
        declined: [],
        daysInHand: { p50: 1, p90: 2.5, longest: 2.5 },
        inHand: { batches: 1, lines: 20, since: '2026-11-20T00:00:00.000Z' },
        promises: { kept: 0, late: 0 },
        refusals: [
          { code: 'visit-required', count: 11 },
          { code: 'loss-needs-presence', count: null },
        ],
        stock: { onHand: 40, outlets: 1, outletsWithout: 0 },
        instantCards: 0,
      },
      {
        ...{ bankId: otherBank, name: { zh: '另一银行', en: 'Other Bank' } },
        accounts: { opened: null, failed: 11 },
        declined: [{ state: 'no-account', count: 11 }],
        daysInHand: { p50: 0.3, p90: 0.3, longest: 0.3 },
        inHand: { batches: 0, lines: 0, since: null },
        promises: { kept: 0, late: 11 },
        refusals: [],
        stock: { onHand: 0, outlets: 0, outletsWithout: 0 },
        instantCards: 12,
      },
    ])
    const own = await answered(kernel, oversight.bankFigures, supervisor, november)
    assert.deepEqual(own.banks, [banks[0]])
  })
})

suite('the audit log, read by those who audit', () => {
  const person = '018f0000-0000-7000-8000-0000000000aa'
  const asked = { purpose: 'supervision' as const, from: '2026-11-01', to: '2026-11-30' }

  const entry = (when: string, change: Partial<AuditEntry> = {}): AuditEntry => ({
    ...{ personId: person, at: at(when), operation: 'card', article: 2, outcome: 'read', commandId: newId(0) },
    ...{ purpose: 'counter-service', legalBasis: 'PIPL 13(3)', caseId: 'case-1', fields: ['name', 'phone!'] },
    actor: { id: 'clerk-9', role: 'bank-clerk', organisationId: bankId, officeId: outletId },
    ...change,
  })
  const citizen: Actor = { id: person, role: 'citizen', organisationId: 'self', personId: person }

  async function pages(kernel: TestKernel, input: object) {
    const rows: string[] = []
    let after: string | null = null
    do {
      const page: AnswerOf<typeof oversight.auditRows> = await answered(kernel, oversight.auditRows, auditor, {
        ...asked,
        ...input,
        ...(after === null ? {} : { after }),
      })
      rows.push(...page.rows.map(({ entryId }) => entryId))
      after = page.next
    } while (after !== null)
    return rows
  }

  test('M11.2, M11.4: only auditors look, for supervision, and leave a row of their own', async (t) => {
    const kernel = await world(t)
    await insertAuditEntries(kernel.db, [entry('2026-11-10T00:00:00Z')])
    for (const role of [
      'bureau-officer',
      'security-administrator',
      'system-administrator',
      'citizen',
    ] satisfies Role[]) {
      const actor = { ...bureau, role }
      assert.equal(await refused(kernel, oversight.auditRows, actor, asked), 'not-permitted', role)
      const entryId = newId(0)
      assert.equal(
        await refused(kernel, oversight.auditRow, actor, { purpose: 'supervision', entryId }),
        'not-permitted',
      )
    }
    await answered(kernel, oversight.auditRows, auditor, { ...asked, personId: person })
    const [own] = await kernel.db<{ personId: string; operation: string; purpose: string; caseId: string }[]>`
      select person_id, operation, purpose, case_id from audit_entry where actor_id = 'auditor'`
    assert.deepEqual({ ...own }, { personId: person, operation: 'audit-rows', purpose: 'supervision', caseId: person })
    // The next look shows it, newest first.
    const { rows } = await answered(kernel, oversight.auditRows, auditor, { ...asked, personId: person })
    assert.deepEqual(
      rows.map(({ operation }) => operation),
      ['audit-rows', 'card'],
    )
  })

  test('M11.3: a list masks persons; opening a row shows the identifiers and is itself on record', async (t) => {
    const kernel = await world(t)
    await insertAuditEntries(kernel.db, [
      entry('2026-11-10T00:00:00Z'),
      entry('2026-11-11T00:00:00Z', { actor: citizen, outcome: 'refused', refusal: 'not-found' }),
      entry('2026-11-12T00:00:00Z', { personId: null, fields: [] }),
    ])
    const { rows } = await answered(kernel, oversight.auditRows, auditor, asked)
    assert.equal(JSON.stringify(rows).includes(person), false)
    assert.equal(JSON.stringify(rows).includes('case-1'), false)
    assert.deepEqual(
      rows.map(({ actor, person: whose, outcome, refusal }) => [actor, whose, outcome, refusal]),
      [
        ['clerk-9', null, 'read', null],
        ['****00aa', '****00aa', 'refused', 'not-found'],
        ['clerk-9', '****00aa', 'read', null],
      ],
    )
    assert.deepEqual(rows[2]?.fields, [
      { field: 'name', unmasked: false },
      { field: 'phone', unmasked: true },
    ])
    await answered(kernel, oversight.auditRows, auditor, { ...asked, actorId: person })
    const looks = await kernel.db<{ personId: string }[]>`
      select person_id from audit_entry where operation = 'audit-rows' order by entry_id`
    assert.deepEqual(
      looks.map(({ personId }) => personId),
      [nobody, person],
    )
    const entryId = rows[1]?.entryId ?? ''
    const opened = await answered(kernel, oversight.auditRow, auditor, { purpose: 'supervision', entryId })
    assert.deepEqual([opened.personId, opened.actorId, opened.caseId], [person, person, 'case-1'])
    const traces = await kernel.db<{ personId: string; caseId: string }[]>`
      select person_id, case_id from audit_entry where operation = 'audit-row'`
    assert.deepEqual([...traces], [{ personId: person, caseId: entryId }])
    const missing = { purpose: 'supervision', entryId: newId(0) }
    assert.equal(await refused(kernel, oversight.auditRow, auditor, missing), 'not-found')
  })

  test('M11.7: the whole log is open for a month at most, one person or one actor for a year', async (t) => {
    const kernel = await world(t)
    const look = (input: object) => refused(kernel, oversight.auditRows, auditor, { ...asked, ...input })
    assert.equal(await look({ from: '2026-10-31' }), 'accepted')
    assert.equal(await look({ from: '2026-10-30' }), 'window-too-long')
    assert.equal(await look({ from: '2026-10-30', operation: 'card' }), 'window-too-long')
    assert.equal(await look({ from: '2025-11-30', personId: person }), 'accepted')
    assert.equal(await look({ from: '2025-11-30', actorId: 'clerk-9' }), 'accepted')
    assert.equal(await look({ from: '2025-11-29', actorId: 'clerk-9' }), 'window-too-long')
    assert.equal(await look({ to: '2026-10-31' }), 'window-reversed')
  })

  test('M11.2: pages follow each other without gap or repetition, also where all rows have one instant', async (t) => {
    const kernel = await world(t)
    const other = newId(0)
    await insertAuditEntries(kernel.db, [
      entry('2026-10-31T15:59:59.999Z'),
      ...Array.from({ length: 7 }, () => entry('2026-10-31T16:00:00.000Z')),
      ...Array.from({ length: 6 }, () => entry('2026-11-10T00:00:00Z', { personId: other, operation: 'photo' })),
      ...Array.from({ length: 5 }, () => entry('2026-11-20T00:00:00Z', { actor: citizen })),
    ])
    const expected = async (where: string) => {
      const rows = await kernel.db.unsafe<{ entryId: string }[]>(
        `select entry_id from audit_entry where at >= '2026-10-31T16:00:00Z' and ${where} order by entry_id desc`,
      )
      return rows.map(({ entryId }) => entryId)
    }
    const mine = `actor_id <> 'auditor'`
    for (const limit of [1, 2, 3, 5, 18, 200]) {
      const input = { limit, actorId: 'clerk-9' }
      assert.deepEqual(await pages(kernel, input), await expected(`actor_id = 'clerk-9'`), `${limit} of an actor`)
      assert.deepEqual(await pages(kernel, { limit, operation: 'photo' }), await expected(`operation = 'photo'`))
      const rows = await pages(kernel, { limit, personId: other, outcome: 'read', readFor: 'counter-service' })
      assert.deepEqual(rows, await expected(`person_id = '${other}' and ${mine}`))
    }
    assert.equal((await pages(kernel, { limit: 5, outcome: 'accepted' })).length, 0)
    assert.equal((await pages(kernel, { limit: 5, outcome: 'refused' })).length, 0)
  })

  test('M11.2: a page that finds nothing goes on behind what it looked at', async (t) => {
    const kernel = await world(t)
    await insertAuditEntries(kernel.db, [
      entry('2026-11-01T00:00:00Z', { operation: 'photo' }),
      ...Array.from({ length: 10 }, () => entry('2026-11-10T00:00:00Z')),
    ])
    const window: Window = { since: at('2026-11-01T00:00:00.000Z'), until: at('2026-11-30T00:00:00.000Z') }
    const filter = { personId: null, actorId: null, operation: 'photo', outcome: null, readFor: null, limit: 5 }
    const seen: number[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof auditPage>> = await auditPage(kernel.db, window, { ...filter, after }, 4)
      seen.push(page.rows.length)
      after = page.next
    } while (after !== null)
    assert.deepEqual(seen, [0, 0, 1])
  })
})

test('M1.2, M7.15, M9.5: every figure and every page of the log is led to its window by an index', async (t) => {
  const kernel = await world(t)
  const statements: string[] = []
  const db = connect(kernel.url, { connections: 1, observe: (statement) => statements.push(statement) })
  t.after(() => db.end())
  const city = { district: null, bankId: null }
  const window: Window = { since: at('2026-11-01T00:00:00.000Z'), until: at('2026-12-01T00:00:00.000Z') }
  const anything = {
    personId: null,
    actorId: null,
    operation: null,
    outcome: null,
    readFor: null,
    after: null,
    limit: 9,
  }
  const reads: readonly (readonly [string[], () => Promise<unknown>])[] = [
    [
      ['application_submitted', 'application_accepted', 'application_refused'],
      () => applicationsInDays(db, window, city),
    ],
    [['application_open'], () => openApplications(db, city)],
    [['application_made'], () => endedPromises(db, window, city)],
    [['application_promised'], () => openPromises(db, city)],
    [['event_counted', 'event_pkey'], () => lossEvents(db, window, city)],
    [['event_counted'], () => lossChannels(db, window, city)],
    [['bank_notice_of_loss'], () => bankStops(db, window, city)],
    [['event_counted', 'event_pkey'], () => returnedFiles(db, window)],
    [['event_counted'], () => declinedLines(db, window)],
    [['event_counted'], () => instantCards(db, window)],
    [['application_made'], () => promisesOfBanks(db, window)],
    [['audit_entry_refused'], () => refusalsOfBanks(db, window, [bankId])],
    [['audit_entry_in_time'], () => auditPage(db, window, anything)],
    [['audit_entry_in_time'], () => auditPage(db, window, { ...anything, operation: 'card' })],
    [['audit_entry_of_actor'], () => auditPage(db, window, { ...anything, actorId: 'clerk-9' })],
    [['audit_entry_pkey'], () => auditPage(db, window, { ...anything, personId: newId(0) })],
    [['audit_entry_in_time'], () => auditEntryById(db, newId(0))],
  ]
  const growing = /Seq Scan on (?:application|event|audit_entry|bank_notice|batch_line|card|person)\b/
  const owner = connect(kernel.ownerUrl, { connections: 1 })
  t.after(() => owner.end())
  // Which index is the better one shows where many persons and actors stand in the log.
  await insertAuditEntries(
    kernel.db,
    Array.from(
      { length: 600 },
      (_, position): AuditEntry => ({
        ...{ personId: newId(0), at: kernel.now, operation: 'card', article: 2, outcome: 'read', commandId: newId(0) },
        actor: { ...auditor, id: `actor-${position % 50}` },
      }),
    ),
  )
  await owner`analyze audit_entry`
  await owner`set enable_seqscan = off`
  for (const [indexes, read] of reads) {
    statements.length = 0
    await read()
    const plans = await Promise.all(
      statements
        .filter((statement) => /audit_entry|application|event|bank_notice/.test(statement))
        .map((statement) => owner.unsafe<Record<string, string>[]>(`explain (generic_plan) ${statement}`)),
    )
    const plan = plans
      .flat()
      .map((row) => Object.values(row).join())
      .join('\n')
    assert.doesNotMatch(plan, growing)
    for (const index of indexes) assert.match(plan, new RegExp(`\\b${index}\\b`), `${index}\n${plan}`)
  }
})
