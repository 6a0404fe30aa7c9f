import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day, Instant } from '../calendar/instant.ts'
import { systemActor } from './actor.ts'
import { changeStaffRole } from './change-staff-role.ts'
import { dismissStaff } from './dismiss-staff.ts'
import type { Organisation } from './organisation.ts'
import { registerStaff } from './register-staff.ts'
import { exclusiveRoles } from './role.ts'
import { evolveStaff, mayAdminister, type Staff, type StaffEvent, staffRoles } from './staff.ts'

const organisation: Organisation = {
  organisationId: 'human-resources',
  kind: 'responsible-department',
  field: { zh: '甲', en: 'a' },
  names: [],
  contact: '12333',
  district: null,
  validFrom: '2022-10-01' as Day,
  validUntil: null,
}

const step = fc.record({
  kind: fc.constantFrom('register', 'change', 'dismiss'),
  role: fc.constantFrom(...staffRoles),
  person: fc.constantFrom('E-1', 'E-2'),
  account: fc.nat(8),
})

test('M6.5: whatever is registered, changed or dismissed, nobody ever holds two administrator roles', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const accounts = new Map<string, Staff>()
      let made = 0
      const context = {
        now: '2026-11-23T02:00:00.000Z' as Instant,
        today: '2026-11-23',
        actor: systemActor,
        newId: () => {
          made += 1
          return `staff-${made}`
        },
      }
      for (const { kind, role, person, account } of steps) {
        const place = {
          organisationId: 'human-resources',
          bankId: 'b',
          officeId: 'o',
          district: '110105',
          employerId: 'e',
        }
        const staff = accounts.get(`staff-${account}`)
        const employeeNumber = kind === 'register' ? person : (staff?.employeeNumber ?? '')
        const ofPerson = [...accounts.values()].filter((other) => other.employeeNumber === employeeNumber)
        const world = { organisation, ofPerson, userNameTaken: false }
        const decision =
          kind === 'register'
            ? registerStaff(world, { employeeNumber, userName: 'name', role, ...place }, context)
            : kind === 'change'
              ? changeStaffRole(staff, world, { staffId: staff?.staffId ?? '', role, ...place }, context)
              : dismissStaff(staff, context)
        for (const event of decision.accepted ? (decision.events as StaffEvent[]) : []) {
          accounts.set(event.id, evolveStaff(accounts.get(event.id), event))
        }
        const administrators = [...accounts.values()].filter(
          (one) => one.status === 'active' && (exclusiveRoles as readonly string[]).includes(one.role),
        )
        assert.equal(new Set(administrators.map((one) => one.employeeNumber)).size, administrators.length)
      }
    }),
    { seed: 6, numRuns: 300 },
  )
})

test('M6.5: who may administer whose account', () => {
  const actor = (organisationId: string) => ({ id: 's', role: 'security-administrator', organisationId }) as const
  const account = (role: 'auditor' | 'bureau-officer', organisationId: string) => ({
    staffId: 't',
    role,
    organisationId,
  })
  const code = (...of: Parameters<typeof mayAdminister>) => mayAdminister(...of)?.code
  assert.equal(code(actor('human-resources'), account('bureau-officer', 'health')), undefined)
  assert.equal(code(actor('human-resources'), account('auditor', 'health')), undefined)
  assert.equal(code(actor('human-resources'), account('auditor', 'human-resources')), 'own-audit')
  assert.equal(code(actor('health'), account('bureau-officer', 'health')), undefined)
  assert.equal(code(actor('health'), account('bureau-officer', 'finance')), 'other-organisation')
  assert.equal(code(actor('health'), { ...account('bureau-officer', 'health'), staffId: 's' }), 'own-account')
})
