import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { type DataCorrectionEvent, evolveDataCorrection } from '@yika/core/holder/data-correction.ts'
import * as schema from '@yika/core/holder/schema.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { holderCommands } from '../src/holder/commands.ts'
import { correctionsOfPersons } from '../src/holder/correction-store.ts'
import { holderQueries } from '../src/holder/queries.ts'
import { loadStanding, personsByIds } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { callsOn } from './calls-on.ts'
import { clerk, givenVisit, holderOf, officer } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

const districtOfficer: Actor = {
  id: 'd-1',
  role: 'district-officer',
  organisationId: 'district-1',
  district: '110101',
}
const elsewhere: Actor = { ...districtOfficer, id: 'd-2', district: '110102' }

const kernel = await testKernel(
  { after },
  { commands: holderCommands, queries: holderQueries, standing: loadStanding, caseConcerns },
)

const { accepted, codeOf } = callsOn(kernel)

const wish = (personId: string, more: object = {}) =>
  ({ personId, item: 'name', wanted: '张叁', why: '登记时写错了', ...more }) as InputOf<
    typeof schema.requestCorrectionOfDataOperation
  >
let sequence = 100

function freshNumber(): string {
  sequence += 2
  const seventeen = `11010119900307${sequence}`
  return seventeen + mod112Check(seventeen)
}

async function registered(more: object = {}): Promise<string> {
  const claim = { kind: 'citizen', name: '张三', identityNumber: freshNumber(), ethnicGroup: '01', source: 'r' }
  const input = { ...claim, district: '110101', ...more } as InputOf<typeof schema.registerPersonOperation>
  return (await accepted(schema.registerPersonOperation, officer, input)).personId
}

const mine = { purpose: 'own-affairs' } as const
const maintaining = { purpose: 'register-maintenance' } as const

test('M4.7: a holder asks, the district finds it right, the bureau corrects from the register, the holder reads each step', async () => {
  const personId = await registered()
  const holder = holderOf(personId)
  const { correctionId } = await accepted(schema.requestCorrectionOfDataOperation, holder, wish(personId))
  const key = { personId, correctionId }
  assert.equal(
    await codeOf(schema.requestCorrectionOfDataOperation, holder, wish(personId)),
    'correction-asked-already',
  )
  const shown = async () => (await accepted(schema.myDataCorrectionsOperation, holder, mine)).corrections[0]
  const first = await shown()
  assert.deepEqual(
    [first?.status, first?.wanted, first?.why, first?.itemWords],
    ['requested', '张*', '登记时写错了', { zh: '姓名', en: 'name' }],
  )

  const list = await accepted(schema.dataCorrectionRequestsOperation, districtOfficer, {
    ...maintaining,
    reveal: ['name'],
  })
  const row = list.requests.find((one) => one.correctionId === correctionId)
  assert.deepEqual([row?.name, row?.wanted, row?.district], ['张三', '张叁', '110101'])
  assert.deepEqual(await accepted(schema.dataCorrectionRequestsOperation, elsewhere, maintaining), {
    requests: [],
    next: null,
  })
  assert.equal(await codeOf(schema.acceptDataCorrectionOperation, elsewhere, { ...key, source: 'r' }), 'not-permitted')

  const found = await accepted(schema.acceptDataCorrectionOperation, districtOfficer, { ...key, source: '户籍 1' })
  assert.equal(found.status, 'accepted')
  assert.deepEqual((await shown())?.waitsFor, found.waitsFor)
  assert.equal(
    await codeOf(schema.acceptDataCorrectionOperation, districtOfficer, { ...key, source: 'r' }),
    'correction-waits-for-register',
  )
  const done = await accepted(schema.acceptDataCorrectionOperation, officer, { ...key, source: '户籍 1' })
  assert.deepEqual(done, { status: 'corrected', waitsFor: null, exchangeFor: ['name'] })
  assert.equal((await shown())?.status, 'corrected')
  const dossier = await accepted(schema.myDossierOperation, holder, { ...mine, reveal: ['name'] })
  assert.deepEqual([dossier.name, dossier.printedChange?.items], ['张叁', ['name']])

  const state = (await correctionsOfPersons(kernel.db, [personId])).get(correctionId)
  const events = await kernel.db.begin((tx) => eventsOf(tx, personId, 'data-correction', correctionId))
  const folded = events.reduce(
    (one: ReturnType<typeof evolveDataCorrection> | undefined, { event, at }) =>
      evolveDataCorrection(one, event as DataCorrectionEvent, at),
    undefined,
  )
  assert.deepEqual({ ...folded, version: events.length }, { ...state })
})

test('M4.7: an officer refuses in both languages, and the holder reads why', async () => {
  const personId = await registered()
  const holder = holderOf(personId)
  const { correctionId } = await accepted(
    schema.requestCorrectionOfDataOperation,
    holder,
    wish(personId, { item: 'birthOn', wanted: '1991-01-01' }),
  )
  const reason = { zh: '户籍登记与原登记一致。', en: 'The population register says what is recorded.' }
  const key = { personId, correctionId, reason }
  assert.equal(await codeOf(schema.refuseDataCorrectionOperation, holder, key), 'not-permitted')
  assert.equal(await codeOf(schema.refuseDataCorrectionOperation, clerk, key), 'not-permitted')
  await accepted(schema.refuseDataCorrectionOperation, districtOfficer, key)
  const [row] = (await accepted(schema.myDataCorrectionsOperation, holder, mine)).corrections
  assert.deepEqual([row?.status, row?.refusal, row?.wanted], ['refused', reason, '1991-01-01'])
  assert.equal(await codeOf(schema.refuseDataCorrectionOperation, districtOfficer, key), 'correction-decided')
})

test('M4.7, M7.10: what the register does not take is told at once, and nobody takes another’s number by a request', async () => {
  const personId = await registered()
  const holder = holderOf(personId)
  assert.equal(
    await codeOf(schema.requestCorrectionOfDataOperation, holder, wish(personId, { item: 'sex', wanted: '男' })),
    'correction-value-unfit',
  )
  assert.equal(
    await codeOf(schema.requestCorrectionOfDataOperation, holder, wish(personId, { item: 'phone' })),
    'correct-it-yourself',
  )
  const identityNumber = freshNumber()
  await registered({ name: '李四', identityNumber })
  const { correctionId } = await accepted(
    schema.requestCorrectionOfDataOperation,
    holder,
    wish(personId, { item: 'identityNumber', wanted: identityNumber }),
  )
  const key = { personId, correctionId, source: 'r' }
  assert.equal(await codeOf(schema.acceptDataCorrectionOperation, officer, key), 'person-known')
  assert.equal((await correctionsOfPersons(kernel.db, [personId])).get(correctionId)?.status, 'requested')
})

test('M4.7, M9.3: a stranger neither asks nor reads; a guardian does; a counter asks while the holder stands there', async () => {
  const child = await registered()
  const guardian = await registered()
  const stranger = holderOf(await registered())
  await givenVisit(kernel, child, {
    ...{ presenter: 'guardian', presenterId: guardian, officeId: 'office-9' },
  })
  assert.equal(await codeOf(schema.requestCorrectionOfDataOperation, stranger, wish(child)), 'not-permitted')
  assert.equal(await codeOf(schema.myDataCorrectionsOperation, stranger, { ...mine, personId: child }), 'not-permitted')
  await accepted(schema.requestCorrectionOfDataOperation, holderOf(guardian), wish(child))
  const { corrections } = await accepted(schema.myDataCorrectionsOperation, holderOf(guardian), {
    ...mine,
    personId: child,
  })
  assert.equal(corrections.length, 1)
  assert.equal(await codeOf(schema.requestCorrectionOfDataOperation, clerk, wish(guardian)), 'visit-required')
  await givenVisit(kernel, guardian)
  await accepted(schema.requestCorrectionOfDataOperation, clerk, wish(guardian))
})

test('M11.10: what was asked for and why lie sealed in rows, events and answers', async () => {
  const personId = await registered()
  const secret = { wanted: '秘密姓名', why: '因为秘密缘由' }
  await accepted(schema.requestCorrectionOfDataOperation, holderOf(personId), wish(personId, secret))
  for (const table of ['data_correction', 'event', 'command_answer', 'audit_entry']) {
    const rows = await kernel.db.unsafe(`select row_to_json(t)::text as text from ${table} t`)
    const text = rows.map((row) => row['text']).join('\n')
    for (const value of Object.values(secret))
      for (const form of [value, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64')])
        assert.ok(!text.includes(form), table)
  }
})

test('M11.1: an open request is the case under which the officer reads the person', async () => {
  const personId = await registered()
  const { correctionId } = await accepted(schema.requestCorrectionOfDataOperation, holderOf(personId), wish(personId))
  const look = { personId, ...maintaining }
  assert.equal(await codeOf(schema.personOperation, districtOfficer, look), 'case-required')
  const person = await accepted(schema.personOperation, districtOfficer, {
    ...look,
    caseId: correctionId,
    reveal: ['name'],
  })
  assert.equal(person.name, '张三')
  assert.ok((await personsByIds(kernel.db, [personId])).has(personId))
})

test('M4.7: the worklist goes on from page to page, the longest waiting first', async () => {
  const asked: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const personId = await registered({ district: '110105' })
    asked.push(
      (await accepted(schema.requestCorrectionOfDataOperation, holderOf(personId), wish(personId))).correctionId,
    )
  }
  const there: Actor = { ...districtOfficer, district: '110105' }
  const page = (after?: string) =>
    accepted(schema.dataCorrectionRequestsOperation, there, {
      ...maintaining,
      limit: 2,
      ...(after === undefined ? {} : { after }),
    })
  const first = await page()
  const second = await page(first.next ?? '')
  assert.deepEqual(
    [...first.requests, ...second.requests].map(({ correctionId }) => correctionId),
    asked,
  )
  assert.equal(second.next, null)
})
