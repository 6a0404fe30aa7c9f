import { systemActor } from '@yika/core/access/actor.ts'
import { responsibleDepartment } from '@yika/core/access/organisation.ts'
import { registerOrganisation, registerStaff } from '@yika/core/access/schema.ts'
import { type StaffPlaceInput, type StaffRole, staffRoles } from '@yika/core/access/staff.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import { staffById } from '../access/store.ts'
import { base32 } from '../kernel/custody/totp.ts'
import type { Executor } from '../kernel/execute.ts'
import { saveCredential, totpPlace } from './credential.ts'
import type { SignInParts } from './parts.ts'

export interface DemoAccount {
  readonly role: StaffRole
  readonly userName: string
  readonly password: string
  /** For the authenticator, base32. */
  readonly totpSecret: string
}

/** Where the demonstration staff work; the sample city knows its banks, offices and employers. */
export type DemoPlaces = Partial<Record<StaffRole, StaffPlaceInput>>

const auditOffice = 'audit-office'

const bodies: DemoPlaces = {
  'bureau-officer': { organisationId: responsibleDepartment },
  'production-manager': { organisationId: responsibleDepartment },
  'department-user': { organisationId: 'medical-security' },
  'security-administrator': { organisationId: responsibleDepartment },
  'system-administrator': { organisationId: responsibleDepartment },
  auditor: { organisationId: auditOffice },
}

/** What two security administrators do together needs two people (M14.8), and so does a change of a rule (M17.1) or the release of a batch (M6.2). */
export const secondSecurityAdministrator = 'second-security-administrator'

/** A department works in pairs, too: budgets, benefits and agreements each want a second person. */
const departmentPair = (organisationId: string) =>
  [`${organisationId}-user`, `second-${organisationId}-user`].map((userName) => ({
    role: 'department-user' as const,
    userName,
    place: { organisationId },
  }))

const staff: readonly {
  readonly role: StaffRole
  readonly userName: string
  /** Where this one works, when it is not where the role does. */
  readonly place?: StaffPlaceInput
}[] = [
  ...staffRoles.map((role) => ({ role, userName: role })),
  { role: 'security-administrator', userName: secondSecurityAdministrator },
  { role: 'bureau-officer', userName: 'second-bureau-officer' },
  { role: 'production-manager', userName: 'second-production-manager' },
  { role: 'department-user', userName: 'second-department-user' },
  ...departmentPair('civil-affairs'),
  ...departmentPair('finance'),
]

/**
 * One account per role of the sample city and a second for roles that work in pairs, with passwords and secrets that are the same everywhere: for demonstrations
 * and tests only, never beside real people. Roles whose place is not given are left out. Running it again changes nothing.
 */
export async function demoAccounts(
  parts: Pick<SignInParts, 'db' | 'custodian' | 'clock'> & { readonly executor: Executor },
  places: DemoPlaces = {},
): Promise<readonly DemoAccount[]> {
  const { executor } = parts
  // No organisation administers its own audit (M6.5): the sample city's auditor sits elsewhere.
  await executor.execute(registerOrganisation, {
    actor: systemActor,
    key: `demo-organisation-${auditOffice}`,
    input: {
      organisationId: auditOffice,
      kind: 'other',
      field: { zh: '审计', en: 'audit' },
      name: { zh: '市审计部门', en: 'Municipal Audit Office' },
      contact: '12345',
      validFrom: measuresInForce,
    },
  })
  const all = { ...bodies, ...places }
  const accounts: DemoAccount[] = []
  for (const [position, { role, userName, place = all[role] }] of staff.entries()) {
    if (place === undefined) continue
    const account = accountOf(role, userName)
    const outcome = await executor.execute(registerStaff, {
      actor: systemActor,
      key: `demo-staff-${userName}`,
      input: {
        employeeNumber: `DEMO-${String(position + 1).padStart(3, '0')}`,
        userName,
        role,
        ...place,
      },
    })
    if (outcome.status === 'accepted') await giveCredential(parts, account, (outcome.answer as Answer).staffId)
    else if (outcome.code !== 'user-name-taken') throw new Error(`demo account ${userName}: ${outcome.code}`)
    accounts.push(account)
  }
  return accounts
}

interface Answer {
  readonly staffId: string
}

const secretBytes = 20

function secretOf(userName: string): Buffer {
  return Buffer.from(`${userName}-of-the-sample-city`.slice(0, secretBytes))
}

function accountOf(role: StaffRole, userName: string): DemoAccount {
  const password = `sample city, ${userName.length} letters`
  return { role, userName, password, totpSecret: base32(secretOf(userName)) }
}

async function giveCredential(
  { db, custodian, clock }: Pick<SignInParts, 'db' | 'custodian' | 'clock'>,
  account: DemoAccount,
  staffId: string,
): Promise<void> {
  const enrolment = (await staffById(db, [staffId])).get(staffId)?.enrolment ?? 1
  const [known] = await db`select 1 from staff_credential where staff_id = ${staffId} and enrolment = ${enrolment}`
  if (known !== undefined) return
  await saveCredential(
    db,
    {
      staffId,
      enrolment,
      passwordHash: await custodian.hashPassword(account.password),
      totpSecret: Buffer.from(custodian.sealShared(totpPlace(staffId), secretOf(account.userName))),
      totpStep: 0,
      confirmed: true,
    },
    clock(),
  )
}
