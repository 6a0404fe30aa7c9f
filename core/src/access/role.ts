/** Who acts. Every signed-in party has exactly one role per sign-in. */
export const roles = [
  'citizen',
  'bank-clerk',
  'bank-supervisor',
  'bureau-officer',
  'district-officer',
  'production-manager',
  'factory',
  'bank-system',
  'register-system',
  'employer-agent',
  'department-user',
  'institution',
  'terminal',
  'security-administrator',
  'system-administrator',
  'auditor',
  'system',
] as const

export type Role = (typeof roles)[number]

/** GB/T 22239 8.1.5: the three administrators exclude each other; nobody holds two of these roles. */
export const exclusiveRoles = [
  'security-administrator',
  'system-administrator',
  'auditor',
] as const satisfies readonly Role[]
