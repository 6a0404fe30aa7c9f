import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from './actor.ts'
import { may, type Standing, type Subject } from './may.ts'
import { type RightsRow, rights } from './rights.ts'
import { type Role, roles } from './role.ts'
import type { Scope } from './scope.ts'

const table: Record<string, RightsRow> = rights

const place = {
  bankId: 'bank-1',
  officeId: 'office-1',
  district: '110101',
  employerId: 'employer-1',
  organisationId: 'organisation-1',
}

const actorIn = (role: Role): Actor => ({ id: 'actor-1', role, personId: 'person-1', ...place })
const visit: Standing = { visit: { visitId: 'visit-1', presenter: 'holder', presenterId: 'person-2' } }

/** Where the subject lies, as seen by the actor, and what connects the two. */
const situations = {
  'own dossier': [{ ...place, personId: 'person-1' }, {}],
  'own place, other person': [{ ...place, personId: 'person-2' }, {}],
  'person identified here': [{ ...place, personId: 'person-2' }, visit],
  'identified here, card of another bank': [{ ...place, personId: 'person-2', bankId: 'bank-2' }, visit],
  'ward of the actor': [{ ...place, personId: 'person-2' }, { represents: ['all'] }],
  'other outlet': [{ ...place, personId: 'person-2', officeId: 'office-2' }, {}],
  'other bank': [{ ...place, personId: 'person-2', officeId: 'office-2', bankId: 'bank-2' }, {}],
  'other district': [{ ...place, personId: 'person-2', officeId: 'office-2', district: '110102' }, {}],
  'other employer': [{ ...place, personId: 'person-2', employerId: 'employer-2' }, {}],
  'other organisation': [{ ...place, personId: 'person-2', organisationId: 'organisation-2' }, {}],
} as const satisfies Record<string, readonly [Subject, Standing]>

type Situation = keyof typeof situations

const here = ['own dossier', 'own place, other person', 'person identified here', 'ward of the actor'] as const
const everywhere = Object.keys(situations) as Situation[]
const except = (...left: Situation[]): readonly Situation[] => everywhere.filter((one) => !left.includes(one))

/** Written by hand from the meaning of the words, not computed from the code under test. */
const reach: Record<Scope, readonly Situation[]> = {
  any: everywhere,
  self: ['own dossier'],
  represented: ['own dossier', 'ward of the actor'],
  visit: ['person identified here', 'identified here, card of another bank'],
  'visit-bank': ['person identified here'],
  office: [...here, 'identified here, card of another bank', 'other employer', 'other organisation'],
  bank: except('identified here, card of another bank', 'other bank'),
  district: except('other district'),
  employer: except('other employer'),
  organisation: except('other organisation'),
}

test('M6.2, M6.3, M7.13, M11.2: role × operation × {own, other outlet, other bank, other district, …}', () => {
  let cells = 0
  for (const [operation, row] of Object.entries(table)) {
    for (const role of roles) {
      const scope = row[role]
      for (const situation of everywhere) {
        const [subject, standing] = situations[situation]
        const permitted = scope !== undefined && reach[scope].includes(situation)
        assert.equal(
          may(actorIn(role), operation, subject, standing).permitted,
          permitted,
          `${role} ${operation} ${situation}`,
        )
        cells += 1
      }
    }
  }
  assert.equal(cells, Object.keys(table).length * roles.length * everywhere.length)
})

test('M11.2: the default is no: an operation without a row, an actor without a place', () => {
  for (const role of roles) assert.equal(may(actorIn(role), 'no-such-operation', place, visit).permitted, false)
  const nowhere = (role: Role): Actor => ({ id: 'actor-1', role, organisationId: 'organisation-1' })
  for (const [operation, row] of Object.entries(table)) {
    for (const role of roles) {
      const scope = row[role]
      if (scope === undefined || scope === 'any' || scope === 'organisation') continue
      assert.equal(may(nowhere(role), operation, {}, {}).permitted, false, `${role} ${operation}`)
    }
  }
})

test('M9.3: a proxy does what was granted and nothing else; a guardian does all', () => {
  const citizen: Actor = { id: 'person-1', role: 'citizen', personId: 'person-1', organisationId: 'self' }
  const ward: Subject = { personId: 'person-2' }
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(table)), fc.subarray(Object.keys(table)), (operation, granted) => {
      const scope = table[operation]?.citizen
      const reachable = scope === 'any' || (scope === 'represented' && granted.includes(operation))
      assert.equal(may(citizen, operation, ward, { represents: granted }).permitted, reachable)
      const guardian = scope === 'any' || scope === 'represented'
      assert.equal(may(citizen, operation, ward, { represents: ['all'] }).permitted, guardian)
    }),
  )
  const clerk: Actor = { id: 'clerk', role: 'bank-clerk', ...place }
  const proxy = (scope: readonly string[]): Standing => ({
    visit: { visitId: 'visit-1', presenter: 'proxy', presenterId: 'person-3', scope },
  })
  assert.equal(may(clerk, 'report-loss', { personId: 'person-2' }, proxy(['report-loss'])).permitted, true)
  assert.equal(may(clerk, 'report-loss', { personId: 'person-2' }, proxy(['collect-card'])).permitted, false)
})

test('M6.5: no administrator changes a card, a person or an application', () => {
  const chapters = [
    'report-loss',
    'cancel-card',
    'register-person',
    'correct-person',
    'apply-for-card',
    'release-batch',
  ]
  for (const operation of chapters) {
    assert.ok(operation in table, operation)
    for (const role of ['security-administrator', 'system-administrator', 'auditor'] as const) {
      assert.equal(table[operation]?.[role], undefined, `${role} ${operation}`)
    }
  }
})
