import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../calendar/instant.ts'
import { type Decision, refuse } from '../decision/decision.ts'
import { acceptDataCorrection } from './accept-data-correction.ts'
import {
  type CorrectionStatus,
  correctionStatuses,
  correctionTransitions,
  type DataCorrection,
  type DataCorrectionEvent,
  evolveDataCorrection,
} from './data-correction.ts'
import { fieldList } from './field-list.ts'
import type { Person, PersonEvent } from './person.ts'
import { entryOf, isRegisterItem, type RecordedItem, recordedItems, registerItems } from './recorded-item.ts'
import { refuseDataCorrection } from './refuse-data-correction.ts'
import { requestDataCorrection } from './request-data-correction.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const holder: Actor = { id: 'p-1', role: 'citizen', organisationId: 'self', personId: 'p-1' }
const bureau: Actor = { id: 'b-1', role: 'bureau-officer', organisationId: 'bureau' }
const district: Actor = { id: 'd-1', role: 'district-officer', organisationId: 'd', district: '110101' }
const person = { personId: 'p-1', lifeStatus: 'alive' } as Person
const asHolder = { actor: holder, newId: () => 'c-1' }
const as = (actor: Actor) => ({ actor, standing: {} })

function request(item: RecordedItem, status: CorrectionStatus = 'requested'): DataCorrection {
  return {
    ...{
      personId: 'p-1',
      correctionId: 'c-1',
      item,
      wanted: 'w',
      why: 'y',
      status,
      requestedBy: 'p-1',
      requestedAt: at,
    },
    ...{ decidedBy: null, decidedAt: null, source: null, refusal: null },
  }
}

const changed = (): Decision<PersonEvent, { exchangeFor: ['name'] }> => ({
  accepted: true,
  events: [],
  answer: { exchangeFor: ['name'] },
})
const never = () => assert.fail('the register was not to be asked')
const codeOf = (decision: Decision<DataCorrectionEvent | PersonEvent, unknown>) =>
  decision.accepted ? 'accepted' : decision.code

test('M4.7: every item that the holder sees can be asked to be put right, except what the holder changes without asking', () => {
  const seen = Object.values(fieldList).flatMap((place) =>
    Object.entries(place).flatMap(([item, { seenBy }]) =>
      (seenBy as readonly string[]).includes('citizen') ? [item] : [],
    ),
  )
  assert.deepEqual(new Set(recordedItems), new Set(seen))
  for (const item of recordedItems) {
    const own = ['phone', 'address', 'district'].includes(item)
    const wish = { item, wanted: 'w', why: 'y' }
    assert.equal(
      codeOf(requestDataCorrection(person, [], wish, asHolder)),
      own ? 'correct-it-yourself' : 'accepted',
      item,
    )
  }
  assert.deepEqual(
    recordedItems.filter((item) => isRegisterItem(item) && entryOf(item).owner !== 'population register'),
    [],
  )
})

test('M4.7: one open request for each item; a decided one does not stand in the way', () => {
  const wish = { item: 'name', wanted: 'w', why: 'y' } as const
  for (const status of correctionStatuses) {
    const open = status === 'requested' || status === 'accepted'
    const decision = requestDataCorrection(person, [request('name', status)], wish, asHolder)
    assert.equal(codeOf(decision), open ? 'correction-asked-already' : 'accepted', status)
    assert.equal(codeOf(requestDataCorrection(person, [request('sex', status)], wish, asHolder)), 'accepted')
  }
  const dead = { ...person, lifeStatus: 'deceased' } as Person
  assert.equal(codeOf(requestDataCorrection(dead, [], wish, asHolder)), 'person-deceased')
})

test('M4.7, M7.10: only who may correct from the register does; a district’s finding waits for the bureau', () => {
  for (const item of Object.keys(registerItems) as RecordedItem[]) {
    const found = acceptDataCorrection(request(item), 'r', never, as(district))
    assert.ok(found.accepted && found.answer.status === 'accepted' && found.answer.waitsFor !== null)
    const again = acceptDataCorrection(request(item, 'accepted'), 'r', never, as(district))
    assert.equal(codeOf(again), 'correction-waits-for-register')
    for (const status of ['requested', 'accepted'] as const) {
      const done = acceptDataCorrection(request(item, status), 'r', changed, as(bureau))
      assert.ok(done.accepted)
      assert.deepEqual(done.answer, { status: 'corrected', waitsFor: null, exchangeFor: ['name'] })
    }
  }
})

test('M7.10: what the register does not bear out is not corrected; what it says already is', () => {
  const other = acceptDataCorrection(request('name'), 'r', () => refuse('name-invalid'), as(bureau))
  assert.equal(codeOf(other), 'name-invalid')
  const already = acceptDataCorrection(request('name'), 'r', () => refuse('nothing-changed'), as(bureau))
  assert.ok(already.accepted && already.answer.status === 'corrected' && already.events.length === 1)
})

test('M4.7: an item of another owner waits for it, and is put right when it has been', () => {
  const found = acceptDataCorrection(request('ground'), 'r', never, as(bureau))
  assert.ok(found.accepted && found.answer.status === 'accepted')
  const done = acceptDataCorrection(request('ground', 'accepted'), 'r', never, as(district))
  assert.ok(done.accepted && done.answer.status === 'corrected')
})

test('M4.7: what is decided stays decided, and nobody decides on their own request', () => {
  for (const status of ['corrected', 'refused'] as const) {
    assert.deepEqual(correctionTransitions[status], [])
    assert.equal(codeOf(acceptDataCorrection(request('name', status), 'r', never, as(bureau))), 'correction-decided')
    assert.equal(
      codeOf(refuseDataCorrection(request('name', status), { zh: '否', en: 'no' }, as(bureau))),
      'correction-decided',
    )
  }
  const own = { ...bureau, otherAccounts: ['p-1'] }
  assert.equal(codeOf(acceptDataCorrection(request('name'), 'r', never, as(own))), 'same-person-twice')
  assert.equal(codeOf(refuseDataCorrection(request('name'), { zh: '否', en: 'no' }, as(own))), 'same-person-twice')
})

test('M4.7: the state is what its events say', () => {
  const asked = requestDataCorrection(person, [], { item: 'name', wanted: 'w', why: 'y' }, asHolder)
  assert.ok(asked.accepted)
  let state: DataCorrection | undefined
  for (const event of asked.events) state = evolveDataCorrection(state, event, at)
  assert.deepEqual(state, request('name'))
  const no = refuseDataCorrection(state, { zh: '否', en: 'no' }, as(district))
  assert.ok(no.accepted)
  for (const event of no.events) state = evolveDataCorrection(state, event, at)
  assert.deepEqual([state?.status, state?.refusal, state?.decidedBy], ['refused', { zh: '否', en: 'no' }, 'd-1'])
})
