import assert from 'node:assert/strict'
import { suite, type TestContext, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { OrganisationEvent } from '@yika/core/access/organisation.ts'
import { evolveOrganisation, type Organisation } from '@yika/core/access/organisation.ts'
import { organisationSeed } from '@yika/core/access/organisation-seed.ts'
import * as operations from '@yika/core/access/schema.ts'
import { evolveStaff, type Staff, type StaffEvent } from '@yika/core/access/staff.ts'
import { accessCommands } from '../src/access/commands.ts'
import { accessPublicReads, accessQueries } from '../src/access/queries.ts'
import { seedOrganisations } from '../src/access/seed-organisations.ts'
import { connect } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { testKernel } from './test-kernel.ts'

const administrator: Actor = { id: 'admin', role: 'security-administrator', organisationId: 'human-resources' }
const elsewhere: Actor = { id: 'other', role: 'security-administrator', organisationId: 'transport' }
const clerk = { employeeNumber: 'E-100', userName: 'clerk', role: 'bank-clerk', bankId: 'b1', officeId: 'o1' }

async function prepared(t: TestContext) {
  const kernel = await testKernel(t, { commands: () => accessCommands, queries: accessQueries })
  await seedOrganisations(kernel.executor)
  const register = (actor: Actor, input: object) => kernel.run(operations.registerStaff, actor, input)
  const staffId = async (actor: Actor, input: object) => {
    const outcome = await register(actor, input)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    return (outcome as { answer: { staffId: string } }).answer.staffId
  }
  return { ...kernel, register, staffId }
}

function refusal(outcome: { readonly status: string; readonly code?: string }): string | undefined {
  return outcome.status === 'refused' ? outcome.code : undefined
}

suite('the register of organisations', () => {
  test('M6.1: an empty register is filled with exactly the bodies of Article 6, once', async (t) => {
    const kernel = await prepared(t)
    await seedOrganisations(kernel.executor)
    const rows = await kernel.db<Organisation[]>`select * from organisation order by organisation_id`
    assert.deepEqual(
      rows.map((row) => row.organisationId),
      organisationSeed.map((body) => body.organisationId).sort(),
    )
    const kinds = Map.groupBy(rows, (row) => row.kind)
    assert.equal(kinds.get('responsible-department')?.length, 1)
    assert.equal(kinds.get('field-department')?.length, 11)
    assert.equal(kinds.get('cooperating-regulator')?.length, 2)
    assert.ok(rows.every((row) => row.contact !== '' && row.field.zh !== '' && row.validFrom !== null))
  })

  test('M6.3: a district is registered with its own area of jurisdiction, once, with a period that runs forward', async (t) => {
    const kernel = await prepared(t)
    const input = {
      organisationId: 'chaoyang',
      kind: 'district',
      field: { zh: '朝阳区', en: 'Chaoyang' },
      name: { zh: '朝阳区人力资源和社会保障局', en: 'Chaoyang Bureau' },
      contact: '12333',
      district: '110105',
      validFrom: '2026-01-01',
    }
    const run = (actor: Actor, changed: object) =>
      kernel.run(operations.registerOrganisation, actor, { ...input, ...changed }).then(refusal)
    assert.equal(await run(administrator, { validUntil: '2025-12-31' }), 'period-reversed')
    assert.equal(await run({ ...administrator, role: 'bureau-officer' }, {}), 'not-permitted')
    assert.equal(await run(administrator, {}), undefined)
    assert.equal(await run(administrator, { contact: '12345' }), 'organisation-exists')
    const officer = {
      employeeNumber: 'E-4',
      userName: 'hall',
      role: 'district-officer',
      district: '110105',
      officeId: 'h1',
    }
    const idOf = async (more: object) => (await kernel.staffId(administrator, { ...officer, ...more })) as string
    const own = await idOf({ organisationId: 'chaoyang' })
    const underDepartment = await idOf({ userName: 'hall-two' })
    const rows = await kernel.db<Staff[]>`select * from staff order by user_name`
    assert.deepEqual(
      rows.map((row) => [row.staffId, row.organisationId, row.district]),
      [
        [own, 'chaoyang', '110105'],
        [underDepartment, 'human-resources', '110105'],
      ],
    )
  })

  test('M6.6: a renamed body keeps its identifier, and each day knows the name it bore', async (t) => {
    const kernel = await prepared(t)
    const input = { organisationId: 'transport', name: { zh: '新名', en: 'New name' }, from: '2026-12-01' }
    assert.equal(refusal(await kernel.run(operations.renameOrganisation, administrator, input)), undefined)
    assert.equal(refusal(await kernel.run(operations.renameOrganisation, administrator, input)), 'name-not-later')
    const [read] = accessPublicReads
    const nameOf = async (on: string) => {
      const answer = (await read?.answer(kernel.db, { on } as never)) as { organisations: Organisation[] }
      const found = answer.organisations.find(({ organisationId }) => organisationId === 'transport')
      return (found as unknown as { name: { en: string } }).name.en
    }
    assert.equal(await nameOf('2026-11-30'), 'Municipal Department of Transport')
    assert.equal(await nameOf('2026-12-01'), 'New name')
  })

  test('M6.1: a body whose period has ended gets no staff, and leaves the public list', async (t) => {
    const kernel = await prepared(t)
    const ended = { organisationId: 'landscaping', validUntil: '2026-11-22' }
    assert.equal(refusal(await kernel.run(operations.endOrganisation, administrator, ended)), undefined)
    const input = {
      employeeNumber: 'E-1',
      userName: 'gardener',
      role: 'department-user',
      organisationId: 'landscaping',
    }
    assert.equal(refusal(await kernel.register(administrator, input)), 'organisation-unknown')
    const answer = (await accessPublicReads[0]?.answer(kernel.db, { on: '2026-11-23' } as never)) as {
      organisations: Organisation[]
    }
    assert.equal(answer.organisations.length, 13)
  })

  test('the row of a body is what its events fold to', async (t) => {
    const kernel = await prepared(t)
    const name = { zh: '甲', en: 'A' }
    await kernel.run(operations.renameOrganisation, administrator, {
      organisationId: 'health',
      name,
      from: '2027-01-01',
    })
    await kernel.run(operations.endOrganisation, administrator, { organisationId: 'health', validUntil: '2030-01-01' })
    const events = await eventsOf(kernel.db as never, null, 'organisation', 'health')
    const folded = events.reduce<Organisation | undefined>(
      (state, { event }) => evolveOrganisation(state, event as OrganisationEvent),
      undefined,
    )
    const [row] = await kernel.db<Organisation[]>`select * from organisation where organisation_id = 'health'`
    assert.deepEqual({ ...row }, { ...folded, version: 3 })
  })
})

suite('staff accounts', () => {
  test('M6.4: an account names the organisation on whose authority it acts; bank staff act for their bank', async (t) => {
    const kernel = await prepared(t)
    const id = await kernel.staffId(administrator, clerk)
    const [row] = await kernel.db<Staff[]>`select * from staff where staff_id = ${id}`
    assert.equal(row?.organisationId, 'b1')
    assert.equal(refusal(await kernel.register(administrator, { ...clerk, userName: 'b' })), undefined)
    const { bankId: _bank, ...nowhere } = clerk
    assert.equal(refusal(await kernel.register(administrator, nowhere)), 'staff-place-missing')
    const stranger = { employeeNumber: 'E-7', userName: 'x', role: 'department-user', organisationId: 'nobody' }
    assert.equal(refusal(await kernel.register(administrator, stranger)), 'organisation-unknown')
    assert.equal(refusal(await kernel.register(administrator, clerk)), 'user-name-taken')
  })

  test('M6.5: one natural person holds at most one of the three administrator roles, in one batch too', async (t) => {
    const kernel = await prepared(t)
    const role = (name: string, userName: string) => ({
      employeeNumber: 'E-9',
      userName,
      role: name,
      organisationId: 'human-resources',
    })
    const outcomes = await kernel.executor.executeAll(
      operations.registerStaff,
      [
        role('system-administrator', 'sys'),
        role('security-administrator', 'sec'),
        role('bureau-officer', 'officer'),
      ].map((input, position) => ({ actor: systemActor, key: `exclusive-${position}`, input })),
    )
    assert.deepEqual(outcomes.map(refusal), [undefined, 'administrator-roles-exclusive', undefined])
    const officer = (outcomes[2] as { answer: { staffId: string } }).answer.staffId
    const promoted = { staffId: officer, role: 'security-administrator', organisationId: 'human-resources' }
    assert.equal(
      refusal(await kernel.run(operations.changeStaffRole, administrator, promoted)),
      'administrator-roles-exclusive',
    )
  })

  test('M6.5: the database itself refuses a second administrator role of one person', async (t) => {
    const kernel = await prepared(t)
    await kernel.staffId(administrator, {
      employeeNumber: 'E-9',
      userName: 'sys',
      role: 'system-administrator',
      organisationId: 'human-resources',
    })
    const owner = connect(kernel.ownerUrl, { connections: 1 })
    t.after(() => owner.end())
    await assert.rejects(
      owner`insert into staff select gen_random_uuid(), 1, employee_number, 'aud', 'auditor', organisation_id, null, null,
        null, null, 'active', 1, 1, now() from staff`,
      { code: '23505', constraint_name: 'staff_one_administrator' },
    )
  })

  test('M6.5: nobody administers the own account, no organisation its own audit, other bodies only themselves', async (t) => {
    const kernel = await prepared(t)
    const auditor = { employeeNumber: 'E-2', userName: 'auditor', role: 'auditor', organisationId: 'human-resources' }
    assert.equal(refusal(await kernel.register(administrator, auditor)), 'own-audit')
    const foreign = { ...auditor, organisationId: 'finance' }
    const auditorId = await kernel.staffId(administrator, foreign)
    assert.equal(
      refusal(
        await kernel.run(operations.dismissStaff, { ...elsewhere, organisationId: 'finance' }, { staffId: auditorId }),
      ),
      'own-audit',
    )
    const user = { employeeNumber: 'E-3', userName: 'user', role: 'department-user', organisationId: 'health' }
    assert.equal(refusal(await kernel.register(elsewhere, user)), 'other-organisation')
    const userId = await kernel.staffId(elsewhere, { ...user, organisationId: 'transport' })
    const self: Actor = { ...elsewhere, id: userId }
    assert.equal(refusal(await kernel.run(operations.dismissStaff, self, { staffId: userId })), 'own-account')
    assert.equal(refusal(await kernel.run(operations.resetStaffSignIn, self, { staffId: userId })), 'own-account')
  })

  test('M6.2: only a security administrator makes accounts; refusals are on record', async (t) => {
    const kernel = await prepared(t)
    for (const role of ['bank-supervisor', 'bureau-officer', 'system-administrator', 'auditor', 'citizen'] as const) {
      assert.equal(refusal(await kernel.register({ ...administrator, role }, clerk)), 'not-permitted')
    }
    const [row] = await kernel.db<{ count: number }[]>`
      select count(*) from audit_entry where operation = 'register-staff' and outcome = 'refused'`
    assert.equal(row?.count, 5)
  })

  test('the row of an account is what its events fold to, through role, reset and dismissal', async (t) => {
    const kernel = await prepared(t)
    const staffId = await kernel.staffId(administrator, clerk)
    const moved = { staffId, role: 'bank-supervisor', bankId: 'b1', officeId: 'o2' }
    assert.equal(refusal(await kernel.run(operations.changeStaffRole, administrator, moved)), undefined)
    assert.equal(refusal(await kernel.run(operations.resetStaffSignIn, administrator, { staffId })), undefined)
    assert.equal(refusal(await kernel.run(operations.dismissStaff, administrator, { staffId })), undefined)
    assert.equal(refusal(await kernel.run(operations.dismissStaff, administrator, { staffId })), 'staff-dismissed')
    assert.equal(refusal(await kernel.run(operations.changeStaffRole, administrator, moved)), 'staff-dismissed')
    const events = await eventsOf(kernel.db as never, null, 'staff', staffId)
    const folded = events.reduce<Staff | undefined>(
      (state, { event }) => evolveStaff(state, event as StaffEvent),
      undefined,
    )
    const [row] = await kernel.db<Staff[]>`select * from staff where staff_id = ${staffId}`
    assert.deepEqual({ ...row }, { ...folded, version: 4 })
    assert.deepEqual([row?.generation, row?.enrolment, row?.officeId], [4, 2, 'o2'])
  })

  test('M11.9: the enrolment code is read by whoever may administer the account, on record, and lies in no table', async (t) => {
    const kernel = await prepared(t)
    const staffId = await kernel.staffId(administrator, clerk)
    const read = (actor: Actor) => kernel.reader.read(operations.staffEnrolment, actor, { staffId })
    assert.equal(refusal(await read(elsewhere)), 'not-found')
    assert.equal(refusal(await read({ ...administrator, role: 'auditor' })), 'not-permitted')
    const { code } = ((await read(administrator)) as { answer: { code: string } }).answer
    assert.match(code, /^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    await kernel.run(operations.resetStaffSignIn, administrator, { staffId })
    const renewed = ((await read(administrator)) as { answer: { code: string } }).answer
    assert.notEqual(renewed.code, code)
    const [entry] = await kernel.db`select 1 from audit_entry where operation = 'staff-enrolment' and outcome = 'read'`
    assert.ok(entry)
  })

  test('accounts of an organisation are listed', async (t) => {
    const kernel = await prepared(t)
    const staffId = await kernel.staffId(administrator, clerk)
    const outcome = await kernel.reader.read(operations.staffAccounts, administrator, { organisationId: 'b1' })
    const { accounts, next } = (outcome as { answer: { accounts: { staffId: string }[]; next: null } }).answer
    assert.deepEqual([accounts.map((account) => account.staffId), next], [[staffId], null])
  })
})

suite('rights of administrators', () => {
  test('M6.3, M11.2: no body but the responsible department makes officers of the city, or of another district', async (t) => {
    const kernel = await prepared(t)
    const officer = { employeeNumber: 'E-66', userName: 'self-made', organisationId: 'transport' }
    for (const role of ['bureau-officer', 'production-manager'] as const) {
      const made = await kernel.register(elsewhere, { ...officer, role })
      assert.equal(refusal(made), 'role-not-of-organisation', role)
    }
    const place = { role: 'district-officer', district: '110105', officeId: 'h1' }
    assert.equal(refusal(await kernel.register(elsewhere, { ...officer, ...place })), 'role-not-of-organisation')
    const staffId = await kernel.staffId(elsewhere, { ...officer, role: 'department-user' })
    const promoted = { staffId, role: 'bureau-officer', organisationId: 'transport' }
    assert.equal(refusal(await kernel.run(operations.changeStaffRole, elsewhere, promoted)), 'role-not-of-organisation')
    await kernel.run(operations.registerOrganisation, administrator, {
      organisationId: 'chaoyang',
      kind: 'district',
      field: { zh: '朝阳区', en: 'Chaoyang' },
      name: { zh: '朝阳区人社局', en: 'Chaoyang Bureau' },
      contact: '12333',
      district: '110105',
      validFrom: '2026-01-01',
    })
    const hall: Actor = { ...elsewhere, organisationId: 'chaoyang' }
    const own = { ...place, employeeNumber: 'E-67', userName: 'hall', organisationId: 'chaoyang' }
    assert.equal(refusal(await kernel.register(hall, { ...own, district: '110101' })), 'role-not-of-organisation')
    assert.equal(refusal(await kernel.register(hall, own)), undefined)
  })

  test('M6.6, M11.2: a body is renamed and ended by itself or the responsible department, and registered by the latter', async (t) => {
    const kernel = await prepared(t)
    const run = (operation: Parameters<typeof kernel.run>[0], actor: Actor, input: object) =>
      kernel.run(operation, actor, input).then(refusal)
    const end = { organisationId: 'human-resources', validUntil: '2026-11-23' }
    assert.equal(await run(operations.endOrganisation, elsewhere, end), 'other-organisation')
    const rename = { organisationId: 'health', name: { zh: '甲', en: 'A' }, from: '2026-12-01' }
    assert.equal(await run(operations.renameOrganisation, elsewhere, rename), 'other-organisation')
    const body = {
      organisationId: 'front',
      kind: 'other',
      field: { zh: '甲', en: 'a' },
      name: { zh: '甲', en: 'A' },
      contact: '12345',
      validFrom: '2026-01-01',
    }
    assert.equal(await run(operations.registerOrganisation, elsewhere, body), 'other-organisation')
    assert.equal(
      await run(operations.renameOrganisation, elsewhere, { ...rename, organisationId: 'transport' }),
      undefined,
    )
  })

  test('M6.4, M11.2: a register of the whole city is admitted by the responsible department; no system bears the platform’s name', async (t) => {
    const kernel = await prepared(t)
    const keys = [{ kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) }]
    const system = { clientId: 'back-door', name: 'x', role: 'register-system', organisationId: 'transport', keys }
    const admit = (actor: Actor, input: object) => kernel.run(operations.registerClient, actor, input).then(refusal)
    assert.equal(await admit(elsewhere, system), 'other-organisation')
    for (const clientId of ['system', 'unknown']) {
      assert.equal(await admit(administrator, { ...system, clientId }), 'client-exists')
    }
    assert.equal(await admit(elsewhere, { ...system, role: 'department-user' }), undefined)
  })

  test('M11.2: an administrator lists the accounts that it may administer, an auditor those of every body', async (t) => {
    const kernel = await prepared(t)
    const list = (actor: Actor, organisationId: string) =>
      kernel.reader.read(operations.staffAccounts, actor, { organisationId }).then(refusal)
    assert.equal(await list(elsewhere, 'health'), 'not-found')
    assert.equal(await list(elsewhere, 'transport'), undefined)
    assert.equal(await list({ ...elsewhere, role: 'auditor' }, 'health'), undefined)
  })
})

suite('systems', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) }
  const system = { clientId: 'bank-one', name: 'Bank One', role: 'bank-system', bankId: 'b1', keys: [key] }

  test('M6.4: a system acts for its bank or for a registered body; keys are replaced, systems retired', async (t) => {
    const kernel = await prepared(t)
    const run = (operation: Parameters<typeof kernel.run>[0], actor: Actor, input: object) =>
      kernel.run(operation, actor, input).then(refusal)
    assert.equal(await run(operations.registerClient, administrator, system), undefined)
    assert.equal(await run(operations.registerClient, administrator, system), 'client-exists')
    assert.equal(await run(operations.registerClient, elsewhere, { ...system, clientId: 'b' }), 'other-organisation')
    const { bankId: _bank, ...nowhere } = system
    assert.equal(await run(operations.registerClient, administrator, nowhere), 'staff-place-missing')
    const department = { clientId: 'dep', name: 'x', role: 'department-user', organisationId: 'none', keys: [key] }
    assert.equal(await run(operations.registerClient, administrator, department), 'organisation-unknown')
    const replaced = { clientId: 'bank-one', keys: [{ ...key, x: 'c'.repeat(43) }] }
    assert.equal(await run(operations.replaceClientKeys, elsewhere, replaced), 'other-organisation')
    assert.equal(await run(operations.replaceClientKeys, administrator, replaced), undefined)
    assert.equal(await run(operations.retireClient, administrator, { clientId: 'bank-one' }), undefined)
    assert.equal(await run(operations.replaceClientKeys, administrator, replaced), 'client-retired')
    const [row] = await kernel.db<{ keys: { x: string }[]; status: string }[]>`select keys, status from system_client`
    assert.deepEqual([row?.keys[0]?.x[0], row?.status], ['c', 'retired'])
  })
})
