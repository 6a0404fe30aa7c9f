import type { Instant } from '../calendar/instant.ts'
import { type AccessRefused, refused } from './access-decision.ts'
import type { Actor } from './actor.ts'
import { responsibleDepartment } from './organisation.ts'
import { exclusiveRoles, type Role } from './role.ts'

/** Roles that people hold who work with the system; citizens and systems sign in otherwise. */
export const staffRoles = [
  'bank-clerk',
  'bank-supervisor',
  'bureau-officer',
  'district-officer',
  'production-manager',
  'factory',
  'employer-agent',
  'department-user',
  'security-administrator',
  'system-administrator',
  'auditor',
] as const satisfies readonly Role[]
export type StaffRole = (typeof staffRoles)[number]

/** Where a role is exercised: the same fields as in `Actor`. */
export interface StaffPlace {
  readonly organisationId: string
  readonly bankId: string | null
  readonly officeId: string | null
  readonly district: string | null
  readonly employerId: string | null
}

/** One account is one role of one natural person; a person with two roles has two accounts. */
export interface Staff extends StaffPlace {
  readonly staffId: string
  /** Names the natural person across accounts. */
  readonly employeeNumber: string
  readonly userName: string
  readonly role: StaffRole
  readonly status: 'active' | 'dismissed'
  /** Counted up when role or sign-in change: what was signed in before ends. */
  readonly generation: number
  /** Counted up by each reset: passwords and codes set for an earlier number do not count. */
  readonly enrolment: number
  readonly enrolBy: Instant
}

export interface StaffEventData {
  'staff-registered': StaffPlace & {
    readonly employeeNumber: string
    readonly userName: string
    readonly role: StaffRole
    readonly enrolBy: Instant
  }
  'staff-role-changed': StaffPlace & { readonly role: StaffRole }
  'staff-dismissed': { readonly dismissedBy: string }
  'staff-sign-in-reset': { readonly enrolBy: Instant }
}

export type StaffEvent = {
  readonly [Name in keyof StaffEventData]: {
    readonly stream: 'staff'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: StaffEventData[Name]
  }
}[keyof StaffEventData]

export function staffEvent<Name extends keyof StaffEventData>(
  id: string,
  name: Name,
  data: StaffEventData[Name],
): StaffEvent {
  return { stream: 'staff', id, personId: null, name, data } as StaffEvent
}

export function evolveStaff(state: Staff | undefined, event: StaffEvent): Staff {
  if (event.name === 'staff-registered') {
    return { staffId: event.id, ...event.data, status: 'active', generation: 1, enrolment: 1 }
  }
  if (state === undefined) throw new Error(`${event.name} of an account that does not exist`)
  const generation = state.generation + 1
  switch (event.name) {
    case 'staff-role-changed':
      return { ...state, ...event.data, generation }
    case 'staff-dismissed':
      return { ...state, status: 'dismissed', generation }
    case 'staff-sign-in-reset':
      return { ...state, generation, enrolment: state.enrolment + 1, enrolBy: event.data.enrolBy }
  }
}

/** How long a new or reset account waits for its first sign-in. */
export const enrolmentMs = 24 * 3_600_000

const needs: Partial<Record<StaffRole, readonly ('bankId' | 'officeId' | 'district' | 'employerId')[]>> = {
  'bank-clerk': ['bankId', 'officeId'],
  'bank-supervisor': ['bankId', 'officeId'],
  'district-officer': ['district', 'officeId'],
  'employer-agent': ['employerId'],
}

export interface StaffPlaceInput {
  readonly organisationId?: string
  readonly bankId?: string
  readonly officeId?: string
  readonly district?: string
  readonly employerId?: string
}

/**
 * Banks and employers stand in registers of their own and are their staff's organisation; districts and streets act under
 * the responsible department (M6.3) unless they are registered as bodies themselves.
 */
export function placeOf(role: StaffRole, input: StaffPlaceInput): StaffPlace | AccessRefused {
  for (const field of needs[role] ?? []) {
    if (input[field] === undefined) return refused('staff-place-missing', { role, field })
  }
  const organisationId = organisationOf(role, input)
  if (organisationId === undefined) return refused('staff-place-missing', { role, field: 'organisationId' })
  const { bankId = null, officeId = null, district = null, employerId = null } = input
  return { organisationId, bankId, officeId, district, employerId }
}

export function organisationOf(role: StaffRole, input: StaffPlaceInput): string | undefined {
  switch (role) {
    case 'bank-clerk':
    case 'bank-supervisor':
      return input.bankId
    case 'employer-agent':
      return input.employerId
    case 'district-officer':
      return input.organisationId ?? responsibleDepartment
    default:
      return input.organisationId
  }
}

export function isRegistered(role: StaffRole): boolean {
  return role !== 'bank-clerk' && role !== 'bank-supervisor' && role !== 'employer-agent'
}

/**
 * M6.5: nobody administers their own account, no organisation its own audit; the responsible department administers
 * all bodies, every other body itself.
 */
export function mayAdminister(
  actor: Actor,
  account: { readonly staffId?: string; readonly role: StaffRole; readonly organisationId: string },
): AccessRefused | undefined {
  if (actor.role === 'system') return undefined
  if (account.staffId === actor.id) return refused('own-account')
  const own = actor.organisationId === account.organisationId
  if (account.role === 'auditor' && own) return refused('own-audit')
  return own || actor.organisationId === responsibleDepartment ? undefined : refused('other-organisation')
}

/** GB/T 22239 8.1.5: of one natural person's accounts at most one is an administrator's. */
export function exclusive(role: StaffRole, others: readonly Staff[]): AccessRefused | undefined {
  const administrators: readonly string[] = exclusiveRoles
  if (!administrators.includes(role)) return undefined
  const other = others.find((staff) => staff.status === 'active' && administrators.includes(staff.role))
  return other === undefined ? undefined : refused('administrator-roles-exclusive', { role: other.role })
}
