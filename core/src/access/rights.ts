import type { Role } from './role.ts'
import type { Scope } from './scope.ts'

export type RightsRow = Partial<Record<Role, Scope>>

/** The one table of rights: operation × role → scope. What is not written here is forbidden (Articles 6, 11). */
export const rights = {
  // bank
  // holder
  // card
  // application
  // production
  // distribution
  // service
  // policy
  // access
} as const satisfies Record<string, RightsRow>
