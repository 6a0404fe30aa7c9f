import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import { closeVisit } from './close-visit.ts'
import { clerk, contextOf, now, officer, personOf } from './holder.fixture.ts'
import { type Arrival, openVisit } from './open-visit.ts'
import type { Relation } from './relation.ts'
import { type CounterVisit, evolveVisit, isOpen } from './visit.ts'

const context = contextOf(clerk)
const holder = personOf('holder')
const helper = personOf('helper')
const proxy: Relation = {
  relationId: 'r1',
  personId: 'holder',
  helperId: 'helper',
  kind: 'proxy',
  kinship: 'child',
  scope: ['report-loss'],
  since: now,
  endsOn: '2027-01-01' as Day,
  consentVersion: null,
  endedAt: null,
  endReason: null,
}

function arrive(more: Partial<Arrival> = {}, presenter: CounterVisit['presenter'] = 'holder', by = context) {
  return openVisit(
    { holder, presenter: holder, relations: [], open: [], ...more },
    { presenter, documentType: 'identity-card' },
    by,
  )
}

function refused(code: string, detail: object = {}) {
  return { accepted: false, code, detail }
}

test('M7.13, M9.2: a visit proves who is present at which office, and ends by itself', () => {
  const opened = arrive()
  assert.ok(opened.accepted && opened.events[0])
  const visit = evolveVisit(undefined, opened.events[0], now)
  assert.deepEqual(visit, {
    visitId: 'new-id',
    personId: 'holder',
    officeId: 'o1',
    presenter: 'holder',
    presenterId: 'holder',
    scope: null,
    documentType: 'identity-card',
    openedBy: 'clerk-1',
    openedAt: now,
    until: '2026-11-23T02:30:00.000Z',
    closedAt: null,
  })
  assert.ok(isOpen(visit, '2026-11-23T02:29:59.999Z' as Instant))
  assert.ok(!isOpen(visit, '2026-11-23T02:30:00.000Z' as Instant))
})

test('M9.3: a proxy comes with the scope of the proxy, a guardian with all of it, a stranger not at all', () => {
  const came = { presenter: helper }
  assert.deepEqual(arrive(came), refused('presenter-not-related'), 'somebody else’s document')
  assert.deepEqual(arrive(came, 'proxy'), refused('presenter-not-related'))
  const opened = arrive({ ...came, relations: [proxy] }, 'proxy')
  assert.ok(opened.accepted && opened.events[0]?.name === 'visit-opened')
  assert.deepEqual([opened.events[0].data.scope, opened.events[0].data.presenterId], [['report-loss'], 'helper'])
  assert.deepEqual(arrive({ ...came, relations: [proxy] }, 'guardian'), refused('presenter-not-related'))
  const guardian = arrive({ ...came, relations: [{ ...proxy, kind: 'guardian', scope: ['all'] }] }, 'guardian')
  assert.ok(guardian.accepted && guardian.events[0]?.name === 'visit-opened')
  assert.equal(guardian.events[0].data.scope, null)
  for (const over of [{ endedAt: now }, { endsOn: '2026-11-23' as Day }])
    assert.deepEqual(arrive({ ...came, relations: [{ ...proxy, ...over }] }, 'proxy'), refused('presenter-not-related'))
})

test('M7.13: a visit is opened at an office, and a second one takes the place of the first', () => {
  assert.deepEqual(arrive({}, 'holder', contextOf(officer)), refused('office-required'))
  assert.deepEqual(arrive({ presenter: undefined }), refused('presenter-unknown'))
  assert.deepEqual(arrive({ holder: undefined }), refused('person-unknown'))
  const first = arrive()
  assert.ok(first.accepted && first.events[0])
  const open = evolveVisit(undefined, first.events[0], now)
  const elsewhere = { ...open, visitId: 'other', officeId: 'o2' }
  const second = arrive({ open: [open, elsewhere] })
  assert.ok(second.accepted)
  assert.deepEqual(
    second.events.map((event) => [event.name, event.id]),
    [
      ['visit-closed', 'new-id'],
      ['visit-opened', 'new-id'],
    ],
  )
})

test('Article 11: a closed visit is over', () => {
  const opened = arrive()
  assert.ok(opened.accepted && opened.events[0])
  const visit = evolveVisit(undefined, opened.events[0], now)
  const closed = closeVisit(visit, context)
  assert.ok(closed.accepted && closed.events[0])
  assert.ok(!isOpen(evolveVisit(visit, closed.events[0], now), now))
  assert.deepEqual(closeVisit({ ...visit, closedAt: now }, context), refused('visit-closed'))
  assert.deepEqual(closeVisit(undefined, context), refused('visit-unknown'))
})
