import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import { addGuardian } from './add-guardian.ts'
import { endRelation } from './end-relation.ts'
import { grantProxy, type ProxyGrant } from './grant-proxy.ts'
import { comingOfAgeOn, guardianNeeded } from './guardian-needed.ts'
import { clerk, contextOf, now, officer, personOf } from './holder.fixture.ts'
import { lapseRelation } from './lapse-relation.ts'
import { mayBeDoneByProxy } from './proxy-scope.ts'
import { evolveRelation, isInForce, type Relation } from './relation.ts'
import { revokeProxy } from './revoke-proxy.ts'

const context = contextOf(officer)
const child = personOf('child', { birthOn: '2015-03-15' as Day })
const teenager = personOf('teenager', { birthOn: '2010-06-01' as Day })
const parent = personOf('parent')

function refused(code: string, detail: object = {}) {
  return { accepted: false, code, detail }
}

function relationOf(relationId: string, more: Partial<Relation> = {}): Relation {
  return {
    relationId,
    personId: 'holder',
    helperId: 'helper',
    kind: 'proxy',
    kinship: 'elder',
    scope: ['report-loss'],
    since: now,
    endsOn: '2027-06-01' as Day,
    consentVersion: null,
    endedAt: null,
    endReason: null,
    ...more,
  }
}

test('M8.4: a guardian acts in everything until the coming of age, and is told when it ends', () => {
  const added = addGuardian({ ward: teenager, guardian: parent, relations: [] }, null, context)
  assert.ok(added.accepted && added.events[0])
  const relation = evolveRelation(undefined, added.events[0], now)
  assert.deepEqual([relation.scope, relation.endsOn, relation.kind], [['all'], '2028-06-01', 'guardian'])
  assert.deepEqual(added.tasks, [
    {
      queue: 'lapse-relation',
      data: { personId: 'teenager', relationId: 'new-id' },
      startAfter: '2028-05-31T16:00:00.000Z',
    },
  ])
  assert.ok(isInForce(relation, '2028-05-31' as Day))
  assert.ok(!isInForce(relation, '2028-06-01' as Day))
})

test('M8.4: under fourteen a consent is recorded', () => {
  assert.deepEqual(
    addGuardian({ ward: child, guardian: parent, relations: [] }, null, context),
    refused('guardian-consent-required', { age: 14 }),
  )
  assert.ok(addGuardian({ ward: child, guardian: parent, relations: [] }, 'consent-2026', context).accepted)
})

test('M8.4: only minors have guardians, only living adults are guardians, and each once', () => {
  const add = (guardianship: Partial<Parameters<typeof addGuardian>[0]>) =>
    addGuardian({ ward: teenager, guardian: parent, relations: [], ...guardianship }, null, context)
  assert.deepEqual(add({ ward: personOf('adult') }), refused('guardian-only-for-minors', { age: 18 }))
  assert.deepEqual(add({ ward: undefined }), refused('person-unknown'))
  assert.deepEqual(add({ guardian: undefined }), refused('helper-unknown'))
  assert.deepEqual(add({ guardian: teenager }), refused('relation-with-self'))
  assert.deepEqual(add({ guardian: personOf('brother', { birthOn: '2009-01-01' as Day }) }), refused('helper-unfit'))
  assert.deepEqual(add({ guardian: personOf('dead', { lifeStatus: 'deceased' }) }), refused('helper-unfit'))
  const known = relationOf('r1', { kind: 'guardian', personId: 'teenager', helperId: 'parent' })
  assert.deepEqual(add({ relations: [known] }), refused('relation-known'))
  assert.ok(add({ relations: [{ ...known, endedAt: now }] }).accepted)
  const overdue = add({ relations: [{ ...known, endsOn: '2026-11-01' as Day }] })
  assert.ok(overdue.accepted, 'what has run out is put into the books first')
  assert.deepEqual(
    overdue.events.map((event) => [event.id, event.name]),
    [
      ['r1', 'relation-ended'],
      ['new-id', 'guardian-added'],
    ],
  )
})

test('M8.4: a child of 29 February comes of age on 1 March of a common year', () => {
  assert.equal(comingOfAgeOn('2008-02-29' as Day, 18), '2026-03-01')
  assert.equal(comingOfAgeOn('2010-06-01' as Day, 18), '2028-06-01')
  const leapling = personOf('leap', { birthOn: '2008-02-29' as Day })
  const on = (day: string) => contextOf(officer, { now: `${day}T02:00:00.000Z` as Instant })
  assert.equal(guardianNeeded(leapling, on('2026-02-28')), true)
  assert.equal(guardianNeeded(leapling, on('2026-03-01')), false)
})

const holder = personOf('holder')
const helper = personOf('helper')
const self: Actor = { id: 'holder', role: 'citizen', organisationId: 'self', personId: 'holder' }
const grant: ProxyGrant = { kinship: 'elder', scope: ['report-loss'], endsOn: '2027-11-23' as Day }

function propose(
  more: Partial<Parameters<typeof grantProxy>[0]> = {},
  change: Partial<ProxyGrant> = {},
  by = contextOf(self),
) {
  return grantProxy({ holder, proxy: helper, ofHolder: [], ofProxy: [], ...more }, { ...grant, ...change }, by)
}

test('M9.3: a proxy has a scope and an end within the time the rules allow', () => {
  const granted = propose()
  assert.ok(granted.accepted && granted.events[0])
  const relation = evolveRelation(undefined, granted.events[0], now)
  assert.deepEqual([relation.scope, relation.endsOn], [['report-loss'], '2027-11-23'])
  assert.deepEqual(propose({}, { endsOn: '2027-11-24' as Day }), refused('proxy-too-long', { years: 1 }))
  assert.deepEqual(propose({}, { endsOn: '2026-11-23' as Day }), refused('proxy-end-in-past'))
  assert.deepEqual(
    propose({}, { scope: ['report-loss', 'lock-card'] }),
    refused('proxy-scope-unknown', { operation: 'lock-card' }),
  )
  assert.deepEqual(propose({}, { scope: ['toString'] }), refused('proxy-scope-unknown', { operation: 'toString' }))
})

test('M9.3: only the holder names a proxy, on line or standing at the counter', () => {
  const visit = (presenter: 'holder' | 'proxy') =>
    contextOf(clerk, { standing: { visit: { visitId: 'v', presenter, presenterId: 'x' } } })
  assert.ok(propose({}, {}, visit('holder')).accepted)
  assert.deepEqual(propose({}, {}, visit('proxy')), refused('proxy-only-by-holder'))
  assert.deepEqual(propose({}, {}, contextOf({ ...self, personId: 'somebody' })), refused('proxy-only-by-holder'))
  const minor = { holder: personOf('holder', { birthOn: '2010-06-01' as Day }) }
  assert.deepEqual(propose(minor), refused('proxy-only-by-holder'), 'a minor has a guardian for that')
  assert.equal(mayBeDoneByProxy('grant-proxy'), false)
  assert.equal(mayBeDoneByProxy('report-loss'), true)
})

test('M9.3: how many people one may help is limited, in all and by kinship', () => {
  const helped = (kinship: Relation['kinship'], count: number) =>
    Array.from({ length: count }, (_, index) => relationOf(`r${index}`, { personId: `h${index}`, kinship }))
  assert.deepEqual(propose({ ofProxy: helped('elder', 2) }), refused('proxy-too-many', { most: 2 }))
  assert.ok(propose({ ofProxy: helped('child', 1) }).accepted)
  assert.deepEqual(
    propose({ ofProxy: [...helped('child', 1), ...helped('spouse', 1), ...helped('other', 1)] }),
    refused('proxy-too-many', { most: 3 }),
  )
  const over = helped('elder', 2).map((one) => ({ ...one, endedAt: now }))
  assert.ok(propose({ ofProxy: over }).accepted, 'what has ended does not count')
  assert.deepEqual(propose({ ofHolder: [relationOf('r1')] }), refused('relation-known'))
  assert.deepEqual(propose({ proxy: holder }), refused('relation-with-self'))
  assert.deepEqual(propose({ proxy: undefined }), refused('helper-unknown'))
})

test('M9.3: holder and proxy can end the proxy; to others it does not exist', () => {
  const relation = relationOf('r1')
  const as = (personId: string) => revokeProxy(relation, { actor: { ...self, id: personId, personId } })
  assert.ok(as('holder').accepted)
  assert.ok(as('helper').accepted)
  assert.deepEqual(as('stranger'), refused('relation-unknown'))
  assert.deepEqual(revokeProxy({ ...relation, kind: 'guardian' }, { actor: self }), refused('relation-unknown'))
  assert.deepEqual(revokeProxy({ ...relation, endedAt: now }, { actor: self }), refused('relation-ended'))
  assert.ok(endRelation({ ...relation, kind: 'guardian' }).accepted)
  assert.deepEqual(endRelation(undefined), refused('relation-unknown'))
})

test('M8.4, M9.3: the end of a relation is put into the books on its day, not before', () => {
  const relation = relationOf('r1')
  const on = (day: string) => ({ today: day as Day })
  assert.deepEqual(lapseRelation(relation, on('2027-05-31')), refused('relation-not-due'))
  const lapsed = lapseRelation(relation, on('2027-06-01'))
  assert.ok(lapsed.accepted && lapsed.events[0])
  assert.equal(evolveRelation(relation, lapsed.events[0], now).endReason, 'lapsed')
})
