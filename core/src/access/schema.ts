import { Type } from 'typebox'
import { day, instant, nullable, oneOf, bilingual as text, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { organisationKinds } from './organisation.ts'
import { personalRead } from './personal-read.ts'
import { type Purpose, purposes } from './purpose.ts'
import { roles } from './role.ts'
import { staffRoles } from './staff.ts'
import { clientRoles } from './system-client.ts'

/** A union over a list would lose the words in its static type. */

const slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })
const identifier = Type.String({ minLength: 1, maxLength: 64 })
const district = Type.String({ pattern: '^\\d{6}$' })
const words = Type.String({ minLength: 1, maxLength: 200 })
const bilingual = Type.Object({ zh: words, en: words })

const place = {
  /** Not for bank staff and employers' agents: theirs is the bank or the employer. */
  organisationId: Type.Optional(identifier),
  bankId: Type.Optional(identifier),
  officeId: Type.Optional(identifier),
  district: Type.Optional(district),
  employerId: Type.Optional(identifier),
} as const

export const registerOrganisation = {
  name: 'register-organisation',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '机构登记', en: 'Register an organisation' },
  input: Type.Object({
    organisationId: slug,
    kind: oneOf(organisationKinds),
    field: bilingual,
    name: bilingual,
    contact: Type.String({ minLength: 1, maxLength: 100 }),
    district: Type.Optional(district),
    validFrom: day,
    validUntil: Type.Optional(day),
  }),
  answer: Type.Object({ organisationId: slug }),
} as const satisfies Operation

export const renameOrganisation = {
  name: 'rename-organisation',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '机构更名', en: 'Give an organisation another name from a day on' },
  input: Type.Object({ organisationId: slug, name: bilingual, from: day }),
  answer: Type.Object({ organisationId: slug }),
} as const satisfies Operation

export const endOrganisation = {
  name: 'end-organisation',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '机构终止', en: 'End the period of an organisation' },
  input: Type.Object({ organisationId: slug, validUntil: day }),
  answer: Type.Object({ organisationId: slug }),
} as const satisfies Operation

export const organisations = {
  name: 'organisations',
  kind: 'public',
  chapter: 'access',
  article: 6,
  title: { zh: '职责部门名录', en: 'The bodies of Article 6 with their fields and contacts' },
  input: Type.Object({ on: Type.Optional(day) }),
  answer: Type.Object({
    organisations: Type.Array(
      Type.Object({
        organisationId: slug,
        kind: oneOf(organisationKinds),
        name: bilingual,
        field: bilingual,
        contact: Type.String(),
        district: nullable(district),
        validFrom: day,
        validUntil: nullable(day),
      }),
    ),
  }),
} as const satisfies Operation

export const registerStaff = {
  name: 'register-staff',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '登记工作人员账户', en: 'Register a staff account' },
  input: Type.Object({
    employeeNumber: Type.String({ pattern: '^[A-Z0-9-]{3,32}$' }),
    userName: Type.String({ pattern: '^[a-z][a-z0-9.-]{2,39}$' }),
    role: oneOf(staffRoles),
    ...place,
  }),
  answer: Type.Object({ staffId: uuid, enrolBy: instant }),
} as const satisfies Operation

export const changeStaffRole = {
  name: 'change-staff-role',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '变更岗位', en: 'Change role or place of a staff account' },
  input: Type.Object({ staffId: uuid, role: oneOf(staffRoles), ...place }),
  answer: Type.Object({ staffId: uuid }),
} as const satisfies Operation

export const dismissStaff = {
  name: 'dismiss-staff',
  kind: 'command',
  chapter: 'access',
  article: 11,
  title: { zh: '停用账户', en: 'Dismiss a staff account' },
  input: Type.Object({ staffId: uuid }),
  answer: Type.Object({ staffId: uuid }),
} as const satisfies Operation

export const resetStaffSignIn = {
  name: 'reset-staff-sign-in',
  kind: 'command',
  chapter: 'access',
  article: 11,
  title: { zh: '重置登录', en: 'Let a member of staff enrol anew' },
  input: Type.Object({ staffId: uuid }),
  answer: Type.Object({ staffId: uuid, enrolBy: instant }),
} as const satisfies Operation

export const staffEnrolment = {
  name: 'staff-enrolment',
  kind: 'query',
  chapter: 'access',
  article: 11,
  title: { zh: '首次登录码', en: 'The code with which a member of staff enrols' },
  input: Type.Object({ staffId: uuid }),
  answer: Type.Object({ userName: Type.String(), code: Type.String(), enrolBy: instant }),
} as const satisfies Operation

export const staffAccounts = {
  name: 'staff-accounts',
  kind: 'query',
  chapter: 'access',
  article: 6,
  title: { zh: '工作人员账户', en: 'Staff accounts of an organisation' },
  input: Type.Object({ organisationId: identifier, after: Type.Optional(uuid) }),
  answer: Type.Object({
    accounts: Type.Array(
      Type.Object({
        staffId: uuid,
        employeeNumber: Type.String(),
        userName: Type.String(),
        role: oneOf(staffRoles),
        officeId: nullable(Type.String()),
        district: nullable(Type.String()),
        status: oneOf(['active', 'dismissed']),
      }),
    ),
    next: nullable(uuid),
  }),
} as const satisfies Operation

/** A closed form: a private part in the input is refused, not ignored. */
const publicKey = Type.Union([
  Type.Object(
    {
      kty: Type.Literal('EC'),
      crv: Type.Literal('P-256'),
      x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
      y: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
      kid: Type.Optional(Type.String({ maxLength: 100 })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kty: Type.Literal('OKP'),
      crv: Type.Literal('Ed25519'),
      x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
      kid: Type.Optional(Type.String({ maxLength: 100 })),
    },
    { additionalProperties: false },
  ),
])
export const publicKeys = Type.Array(publicKey, { minItems: 1, maxItems: 4 })

export const registerClient = {
  name: 'register-client',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '登记接入系统', en: 'Register a system that signs in with its own key' },
  input: Type.Object({ clientId: slug, name: words, role: oneOf(clientRoles), keys: publicKeys, ...place }),
  answer: Type.Object({ clientId: slug }),
} as const satisfies Operation

export const replaceClientKeys = {
  name: 'replace-client-keys',
  kind: 'command',
  chapter: 'access',
  article: 6,
  title: { zh: '更换系统公钥', en: 'Replace the public keys of a system' },
  input: Type.Object({ clientId: slug, keys: publicKeys }),
  answer: Type.Object({ clientId: slug }),
} as const satisfies Operation

export const retireClient = {
  name: 'retire-client',
  kind: 'command',
  chapter: 'access',
  article: 11,
  title: { zh: '停用接入系统', en: 'Retire a system' },
  input: Type.Object({ clientId: slug }),
  answer: Type.Object({ clientId: slug }),
} as const satisfies Operation

/** Who has looked at a holder's data (M2.4, M11.4). */
export const myDataReads = {
  name: 'my-data-reads',
  kind: 'query',
  chapter: 'access',
  article: 2,
  title: { zh: '谁查看过我的信息', en: 'Who has looked at my data' },
  input: Type.Object({
    /** Whom the reader represents; their own when absent. */
    personId: Type.Optional(uuid),
    /** False leaves out what the person read. */
    withOwn: Type.Optional(Type.Boolean()),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    /** The newest first. */
    reads: Type.Array(
      Type.Object({
        readId: uuid,
        at: instant,
        own: Type.Boolean(),
        role: oneOf(roles),
        roleWords: text,
        organisation: nullable(text),
        office: nullable(text),
        /** The operation by name; its title stands in the list of operations. */
        operation: Type.String(),
        purpose: nullable(
          Type.Object({
            purpose: oneOf(Object.keys(purposes) as Purpose[]),
            basis: Type.String(),
            zh: Type.String(),
            en: Type.String(),
          }),
        ),
        fields: Type.Array(
          Type.Object({ field: Type.String(), unmasked: Type.Boolean(), zh: Type.String(), en: Type.String() }),
        ),
      }),
    ),
    next: nullable(uuid),
  }),
} as const satisfies Operation
